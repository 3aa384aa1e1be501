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
    """The rule as written; with `extend = true`, what the broad rule of its kind says besides."""
    if not isinstance(rule, Mapping) or "extend" not in rule:
        return rule
    read.enter("[[type]]", number)
    own = {key: value for key, value in rule.items() if key != "extend"}
    if not read.flag(rule["extend"], "extend"):
        return own
    base = broad_rule(beneath, rule.get("type"))
    if base is None:
        raise read.error(f"no rule for {rule.get('type')!r} is there to extend", "extend", "false")
    merged = _merged(base, own)
    if isinstance(base.get("fields"), Mapping) and isinstance(own.get("fields"), Mapping):
        merged["fields"] = base["fields"] | _fields(base["fields"], own["fields"])
    merged["edge"] = _edges(base.get("edge", []), own.get("edge", []))
    return merged


def broad_rule(rules: Iterable[Raw], kind: object) -> Raw | None:
    """The first rule of the kind that does not read only some of its notes."""
    narrow = {"path", "where", "records"}
    own = (rule for rule in rules if rule.get("type") == kind)
    return next((rule for rule in own if narrow.isdisjoint(rule)), None)


def _fields(base: Raw, own: Raw) -> dict[str, object]:
    """Own fields stand as a whole; only of what kind the value is need not be said again."""
    found: dict[str, object] = {}
    for name, field in own.items():
        kind = base[name].get("kind") if isinstance(base.get(name), Mapping) else None
        said = field if isinstance(field, Mapping) else {"from": field}
        found[name] = {"kind": kind, **said} if kind else field
    return found


def _edges(base: object, own: object) -> object:
    """Own edges stand in the place of those of the same type to one of the same kinds."""
    if not isinstance(base, list) or not isinstance(own, list):
        return own
    return [*own, *(edge for edge in base if not any(_replaces(one, edge) for one in own))]


def _replaces(own: object, edge: Raw) -> bool:
    if not isinstance(own, Mapping):
        return False
    same = (own.get("rel"), own.get("reverse", False)) == (edge["rel"], edge.get("reverse", False))
    return same and not _kinds(own.get("to")).isdisjoint(_kinds(edge["to"]))


def _kinds(value: object) -> set[str]:
    """Of `to`, which is one kind or several; what else stands there is complained of later."""
    values = value if isinstance(value, list) else [value]
    return {kind for kind in values if isinstance(kind, str)}
