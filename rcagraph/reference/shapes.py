"""Words to build JSON Schemas of: records with all their keys, arrays, texts and days."""

from collections.abc import Iterable

from rcagraph.report.as_json import Json

Schema = dict[str, Json]

TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer", "minimum": 0}
LINE: Schema = {"type": "integer", "minimum": 1}
NUMBER: Schema = {"type": "number"}
TRUTH: Schema = {"type": "boolean"}
SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}


def record(**keys: Schema) -> Schema:
    """An object that always has these keys, and may get others."""
    properties: Schema = {**keys}
    return {"type": "object", "properties": properties, "required": list[Json](keys)}


def table(description: str = "", **keys: Schema) -> Schema:
    """An object that may have these keys, and no other."""
    properties: Schema = {**keys}
    shape: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return described(shape, description) if description else shape


def counted(value: Schema, description: str) -> Schema:
    """An object whose keys are data."""
    return {"type": "object", "additionalProperties": value, "description": description}


def array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def maybe(value: Schema) -> Schema:
    """Or null."""
    return {"anyOf": [value, {"type": "null"}]}


def choice(words: Iterable[str]) -> Schema:
    listed: list[Json] = [*words]
    return {"enum": listed}


def described(value: Schema, description: str) -> Schema:
    return {**value, "description": description}
