"""A type rule as TOML again: read from the built-in profile, with what is added to it."""

import json
import re
from collections.abc import Iterator, Mapping

Raw = Mapping[str, object]


def type_table(rule: Raw) -> str:
    """A `[[type]]` table, its sub-tables after its own keys."""
    lines = ["[[type]]", *_pairs(rule)]
    for key, value in rule.items():
        if isinstance(value, Mapping) and key != "where":
            lines += _table(f"type.{key}", value)
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            for item in value:
                lines += [f"[[type.{key}]]", *_pairs(item)]
    return "\n".join(lines) + "\n"


def _table(name: str, table: Raw) -> Iterator[str]:
    """Fields are written inline; other tables may have tables of their own."""
    yield f"[{name}]"
    yield from _pairs(table, inline=name == "type.fields")
    for key, value in table.items() if name != "type.fields" else ():
        if isinstance(value, Mapping):
            yield from _table(f"{name}.{key}", value)


def _pairs(table: Raw, inline: bool = False) -> Iterator[str]:
    for key, value in table.items():
        is_table = isinstance(value, Mapping) and not inline and key != "where"
        is_tables = isinstance(value, list) and any(isinstance(v, Mapping) for v in value)
        if not (is_table or is_tables):
            yield f"{key_text(key)} = {value_text(value)}"


def value_text(value: object) -> str:
    """A value on one line; strings that are full of backslashes as they are."""
    if isinstance(value, Mapping):
        pairs = (f"{key_text(str(k))} = {value_text(v)}" for k, v in value.items())
        return "{ " + ", ".join(pairs) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(value_text, value)) + "]"
    if isinstance(value, str) and "\\" in value and "'" not in value and value.isprintable():
        return f"'{value}'"
    # A basic string of TOML is what JSON's strings are, but for DEL.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


def key_text(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else value_text(key)
