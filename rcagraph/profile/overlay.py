"""A profile on top of another: tables are merged key by key, type rules may extend one."""

from collections.abc import Iterable, Mapping
from typing import Any

from rcagraph.profile.reader import Raw, Reader

ADDED = ("kind", "edge", "property", "declare", "mention")
"""Lists of tables that add to the other's, and may build on them."""


def overlay(base: Raw, own: Raw, read: Reader) -> Raw:
    """Own keys win; own type rules come before the other's, and may extend one of them.

    Own kinds and edges come after the other's. Any other list stands in the place of the other's.
    """
    merged = _merged(base, own)
    for key in ADDED:
        if _is_tables(base.get(key)) and _is_tables(own.get(key)):
            merged[key] = [*base[key], *own[key]]
            read.inherited[key] = len(base[key])
    if isinstance(own.get("type"), list):
        beneath = base.get("type", [])
        merged["type"] = [
            *(_extended(beneath, n, rule, read) for n, rule in enumerate(own["type"])),
            *beneath,
        ]
    return merged


def _merged(base: Raw, own: Raw) -> dict[str, Any]:
    merged = dict(base)
    for key, value in own.items():
        inner = base.get(key)
        both = isinstance(value, Mapping) and isinstance(inner, Mapping)
        merged[key] = _merged(inner, value) if both else value  # type: ignore[arg-type]
        if key == "name" and _is_tables(value) and _is_tables(inner):
            merged[key] = [*value, *inner]  # type: ignore[misc]  # the first that fits wins
    return merged


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, Mapping) for item in value)


def _extended(beneath: Iterable[Raw], number: int, rule: object, read: Reader) -> object:
    """The rule as written; with `extend = true`, what the first rule of its kind says besides."""
    if not isinstance(rule, Mapping) or "extend" not in rule:
        return rule
    read.enter("[[type]]", number)
    own = {key: value for key, value in rule.items() if key != "extend"}
    if not read.flag(rule["extend"], "extend"):
        return own
    extended = (one for one in beneath if one.get("type") == rule.get("type"))
    base = next((one for one in extended if not _is_narrow(one)), None)
    if base is None:
        raise read.error(f"no rule for {rule.get('type')!r} is there to extend", "extend", "false")
    merged = _merged(base, own)
    merged["edge"] = _edges(base.get("edge", []), own.get("edge", []))
    return merged


def _is_narrow(rule: Raw) -> bool:
    """It reads only some of the notes of its kind."""
    return any(key in rule for key in ("path", "where", "records"))


def _edges(base: object, own: object) -> object:
    """Own edges stand in the place of those of the same type to the same kinds, else beside."""
    if not isinstance(base, list) or not isinstance(own, list):
        return own
    replaced = [_joins(edge) for edge in own]
    return [*own, *(edge for edge in base if _joins(edge) not in replaced)]


def _joins(edge: object) -> tuple[object, ...]:
    if not isinstance(edge, Mapping):
        return (None,)
    to = edge.get("to")
    return (edge.get("rel"), [to] if isinstance(to, str) else to, edge.get("reverse", False))
