"""The page of the JSON Schemas: what every published document holds, key by key."""

from collections.abc import Iterator, Mapping
from typing import Any

from rcagraph.reference.json_schema import SCHEMAS, TITLES, published
from rcagraph.reference.page import page, table
from rcagraph.reference.shapes import DAY

Schema = Mapping[str, Any]

FRONT_MATTER = (
    "The schema of the front matter of notes depends on the profile, and on the names that the "
    "vault has:\n`rcagraph schema --json-schema --vault my-notes`. How editors use it is told in "
    "[Editors](../editors.md)."
)
DEEPEST = 3
"""Keys below this depth are in the schema alone."""
MOST = 12
"""Words that are listed; more are in the schema alone."""


def schemas_page() -> str:
    """Every published schema; those of a file and of answers by the word that prints them."""
    return page(
        "JSON Schemas",
        "Each document has a schema, printed by `rcagraph schema --json-schema WORD`, in the "
        "drafts 2020-12 and\n07 (`--draft`). Later releases only add to them. `[]` is an item of a "
        "list, `*` a key that the data choose.",
        "## notes",
        FRONT_MATTER,
        *(part for word in SCHEMAS if word != "profile" for part in _schema(word)),
        "## profile",
        f"{TITLES['profile']}. Every table and key is told in "
        "[Profiles](../profiles.md#every-table-and-key).",
    )


def _schema(word: str) -> Iterator[str]:
    yield f"## {word}"
    schema = published(word)
    yield f"{schema['title']}."
    rows = list(_keys(schema, "", 1))
    yield table(("Key", "Type", "What it says"), rows)


def _keys(schema: Schema, above: str, depth: int) -> Iterator[tuple[str, str, str]]:
    """Every key below, down to the deepest that is told."""
    shape = _not_null(schema)
    if "items" in shape:
        yield from _keys(shape["items"], f"{above}[]", depth)
    for key, inner in _children(shape).items():
        path = f"{above}.{key}".lstrip(".")
        yield f"`{path}`", _type(inner), str(inner.get("description", ""))
        if depth < DEEPEST:
            yield from _keys(inner, path, depth + 1)


def _children(shape: Schema) -> Mapping[str, Schema]:
    more = shape.get("additionalProperties")
    others = {"*": more} if isinstance(more, Mapping) else {}
    return {**shape.get("properties", {}), **others}


def _not_null(schema: Schema) -> Schema:
    """Of "this or null", this."""
    either = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    return either[0] if len(either) == 1 else schema


def _type(schema: Schema) -> str:
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(_type(one) for one in schema["anyOf"]))
    if len(schema.get("enum", ())) > MOST:
        return f"one of {len(schema['enum'])} words"
    if "enum" in schema:
        return " or ".join(f'`"{value}"`' for value in schema["enum"])
    if "const" in schema:
        return f'`"{schema["const"]}"`'
    kind = schema.get("type", "anything")
    return "day" if schema.get("pattern") == DAY["pattern"] else str(kind)
