"""What a value in front matter may look like, by what a rule reads it as."""

from collections.abc import Iterable, Mapping

from rcagraph.extract.dependencies import GROUP_KEYS, PROPERTY_KEYS
from rcagraph.extract.entries import NAME_KEYS
from rcagraph.model.vocabulary import ValueType
from rcagraph.profile.edge_rules import STRENGTHS
from rcagraph.profile.shape import FieldRule, VaultRules
from rcagraph.reference.patterns import any_case, ecma
from rcagraph.reference.shapes import Schema
from rcagraph.report.as_json import Json

SCALAR: list[Json] = ["string", "number", "boolean"]
NUMBERS = frozenset({"integer", "count", "duration", "decimal", "percentage", "money"})
DATES = frozenset({"date", "datetime"})
DATE = r"^\s*\d{4}-\d{2}-\d{2}"
ANYTHING: Schema = {}


def field_value(rule: FieldRule, type_: ValueType, vault: VaultRules) -> Schema:
    """One value, or a list of them where the property is one; null says that there is none."""
    value = _value(rule, vault)
    if type_ is not ValueType.STRINGS and rule.pick == "first":
        return value
    return {"type": list[Json]([*SCALAR, "null", "array"]), "items": value}


def _value(rule: FieldRule, vault: VaultRules) -> Schema:
    """A pattern where there is one says it all: so editors show one message, not several."""
    absent = [p.pattern for p in (*vault.placeholders, *rule.placeholders)]
    if rule.kind in NUMBERS:
        how = "1h 30m, or minutes" if rule.kind == "duration" else "a number"
        return _written(["number", "string", "null"], [r"\d"], absent, how)
    if rule.kind in DATES and not vault.date_formats:
        return _written(["string", "null"], [DATE], absent, "YYYY-MM-DD")
    if rule.kind == "boolean":
        words = (f"^{any_case(word)}$" for word in ("true", "false", "yes", "no"))
        return _written(["boolean", "string", "null"], words, absent, "true or false")
    known = sorted({*rule.allowed, *rule.values, *rule.values.values()})
    if rule.allowed and not rule.is_open:
        words = (f"^{any_case(word)}$" for word in known)
        how = f"one of {', '.join(known)}"
        return offering(known, _written([*SCALAR, "null"], words, absent, how))
    return offering(known, {"type": list[Json]([*SCALAR, "null"])})


def _written(types: list[Json], patterns: Iterable[str], absent: Iterable[str], how: str) -> Schema:
    """Text that fits one of the patterns, or says that there is none; `how` to write it.

    `patternErrorMessage` is what VS Code's language servers show; others pass it by.
    """
    said = [*patterns, *(ecma(pattern) or "" for pattern in absent)]
    return {"type": types, "pattern": "|".join(said), "patternErrorMessage": f"Write {how}."}


def offering(known: Iterable[str], value: Schema) -> Schema:
    """Such a value; editors offer the known ones."""
    words: list[Json] = [*known]
    return {"anyOf": [{"enum": words}, ANYTHING], **value} if words else value


def names_def(names: Iterable[str], own: str) -> Schema:
    """The definition `own`: a name, or lists of them to any depth (`[[x]]` is a list in YAML)."""
    types: list[Json] = [*SCALAR, "null", "array"]
    return offering(names, {"type": types, "items": {"$ref": f"#/$defs/{own}"}})


def dependencies_value(names: Schema) -> Schema:
    """`depends_on:` in its three forms; `names` is a name or a list of them."""
    properties: dict[str, Json] = dict.fromkeys(NAME_KEYS, names)
    properties |= {key: _of_dependency(key) for key in (*PROPERTY_KEYS, *GROUP_KEYS)}
    properties["any_of"] = names
    needed: list[Json] = [{"required": [key]} for key in (*NAME_KEYS, "any_of")]
    table: Schema = {"properties": properties, "additionalProperties": False, "anyOf": needed}
    entry: Schema = {"allOf": [{"anyOf": [names, {"type": "object"}]}, table]}
    whole: Schema = {"anyOf": [names, {"type": list[Json](["object", "array"])}]}
    return {"allOf": [whole, table, {"items": entry}]}


_OF_DEPENDENCY: Mapping[str, Schema] = {
    "strength": {"enum": list[Json](STRENGTHS)},
    "probability": {"type": "number", "minimum": 0, "maximum": 1},
    "k_of_n": {"type": "integer", "minimum": 1},
    "since": {"type": "string", "pattern": DATE},
}


def _of_dependency(key: str) -> Schema:
    return _OF_DEPENDENCY.get(PROPERTY_KEYS.get(key, key), {"type": list[Json](SCALAR)})


def plain_value(is_list: bool) -> Schema:
    """A title, an id; tags and aliases may be several."""
    types: list[Json] = [*SCALAR, "null", *(["array"] if is_list else [])]
    return {"type": types}
