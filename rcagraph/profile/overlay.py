"""A profile on top of another: tables are merged key by key, type rules may extend one."""

from collections.abc import Iterable, Mapping
from typing import Any

from rcagraph.model.errors import RcaGraphError
from rcagraph.model.ontology import ONTOLOGY
from rcagraph.profile.data_records import for_data
from rcagraph.profile.edge_tables import completed, edge_tables, kinds_named, long_forms
from rcagraph.profile.reader import Raw, Reader, is_tables

NOTHING: list[object] = []
"""What a field or an edge is read from that the other profile has and this one does not want."""
ADDED = ("kind", "edge", "property", "declare", "mention")
"""Lists of tables that add to the other's, and may build on them."""


def overlay(base: Raw, own: Raw, read: Reader) -> Raw:
    """Own keys win; own type rules come before the other's, and may extend one of them.

    Own kinds and edges come after the other's. Any other list stands in the place of the other's.
    """
    merged = _merged(base, own)
    for key in ADDED:
        if is_tables(base.get(key)) and is_tables(own.get(key)):
            merged[key] = [*base[key], *own[key]]
            read.inherited[key] = len(base[key])
    if isinstance(own.get("type"), list):
        merged["type"] = _rules(base.get("type", []), own["type"], read)
    return merged


def with_extensions(raw: Raw, read: Reader) -> dict[str, Any]:
    """The profile with its `[extend.KIND]` tables as type rules after its own."""
    tables = read.table(raw.get("extend", {}), "[extend]")
    types = raw.get("type", [])
    read.extended = tuple(tables)
    read.plain_rules = len(types) if isinstance(types, list) else 0
    extended: list[object] = []
    for kind, table in tables.items():
        read.start = read.enter(f"[extend.{kind}") + 1
        for key in ("type", "extend"):
            if key in read.table(table, f"[extend.{kind}]"):
                raise read.error(f"[extend.{kind}] has no key {key!r}", key, "a [[type]] table")
        extended.append({"type": kind, "extend": True, **table})
    own = {key: value for key, value in raw.items() if key != "extend"}
    return {**own, "type": [*types, *extended]} if extended and isinstance(types, list) else own


def _rules(beneath: list[Raw], own: list[object], read: Reader) -> list[object]:
    """Own rules first; those that extend build on the `[extend.KIND]` table of their kind."""
    number = read.plain_rules
    extended = [_extended(beneath, n, own[n], read) for n in range(number, len(own))]
    beneath = _all_extended(beneath, own[number:], number, read)
    grounds = [*(rule for rule in extended if isinstance(rule, Mapping)), *beneath]
    plain = [_extended(grounds, n, rule, read) for n, rule in enumerate(own[:number])]
    return [*plain, *extended, *beneath]


def _all_extended(beneath: list[Raw], own: list[object], first: int, read: Reader) -> list[Raw]:
    """Where every rule of a kind reads only some notes, `[extend.KIND]` is meant of each."""
    rules = list(beneath)
    for number, table in enumerate(own, first):
        kind = table.get("type") if isinstance(table, Mapping) else None
        if broad_rule(beneath, kind) is not None:
            continue
        for at, rule in enumerate(rules):
            if rule.get("type") == kind:
                made = _extended([rule], number, table, read)
                rules[at] = made if isinstance(made, Mapping) else rule
    return rules


def _merged(base: Raw, own: Raw) -> dict[str, Any]:
    merged = dict(base)
    for key, value in own.items():
        inner = base.get(key)
        both = isinstance(value, Mapping) and isinstance(inner, Mapping)
        merged[key] = _merged(inner, value) if both else value  # type: ignore[arg-type]
        if key == "name" and is_tables(value) and is_tables(inner):
            merged[key] = [*value, *inner]  # type: ignore[misc]  # the first that fits wins
    return merged


def _extended(beneath: Iterable[Raw], number: int, rule: object, read: Reader) -> object:
    """The rule as written; with `extend = true`, what the broad rule of its kind says besides."""
    if not isinstance(rule, Mapping) or "extend" not in rule:
        return rule
    read.enter_rule(number)
    own = {key: value for key, value in rule.items() if key != "extend"}
    if not read.flag(rule["extend"], "extend"):
        return own
    if "type" not in rule:
        raise read.error("[[type]] does not say its type", "type", "type = 'Incident'")
    base = broad_rule(beneath, rule["type"]) or _first_of(beneath, rule["type"])
    if base is None:
        raise _nothing_beneath(beneath, rule["type"], read)
    if str(own.get("records", "")).startswith("yaml:"):
        base = for_data(base)
    own = dict(_turned(own, base.get("edge", [])))
    merged = _merged(base, own)
    if isinstance(base.get("fields"), Mapping) and isinstance(own.get("fields"), Mapping):
        fields = base["fields"] | _fields(base["fields"], own["fields"])
        merged["fields"] = {name: field for name, field in fields.items() if field != NOTHING}
    merged["edge"] = _edges(str(rule.get("type")), base.get("edge", []), own)
    return merged


def _nothing_beneath(beneath: Iterable[Raw], kind: object, read: Reader) -> RcaGraphError:
    kinds = dict.fromkeys(str(rule["type"]) for rule in beneath)
    message = f"the built-in profile has no rule for {kind!r} to extend"
    if kind in read.ontology.nodes:
        tip = f"a [[type]] with type = {kind!r}, a path, and no extend"
        return read.error(message, "extend", tip)
    return read.unknown(message, str(kind), kinds, "Or leave extend out.", near="extend")


def _first_of(rules: Iterable[Raw], kind: object) -> Raw | None:
    """The first rule of the kind, where each of them reads only some of its notes."""
    return next((rule for rule in rules if rule.get("type") == kind), None)


def broad_rule(rules: Iterable[Raw], kind: object) -> Raw | None:
    """The first rule of the kind that does not read only some of its notes."""
    narrow = {"path", "where", "records", "page"}
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


def _edges(kind: str, base: object, rule: Raw) -> object:
    """Own edges stand in the place of those of the same type to one of the same kinds."""
    own = rule.get("edge", [])
    if not isinstance(base, list) or not isinstance(own, list):
        return own
    said, short = edge_tables(rule), rule.get("edges", {})
    off = [rel for rel, value in short.items() if value == NOTHING] if short else []
    kept = (edge for edge in base if edge.get("rel") not in off)
    return [*own, *(edge for edge in kept if not any(_replaces(kind, one, edge) for one in said))]


def _turned(own: Raw, base: object) -> Raw:
    """Own edges lead to what the built-in's of their type do, where those all lead here.

    `MEMBER_OF` of a team may name members or the team that it is in: the built-in means members.
    """
    short = own.get("edges")
    if not isinstance(base, list) or not isinstance(short, Mapping):
        return own
    return {**own, "edges": {rel: _meant(rel, value, base) for rel, value in short.items()}}


def _meant(rel: str, value: object, base: list[Raw]) -> object:
    beneath = [edge for edge in base if edge.get("rel") == rel]
    if not beneath or not all("to" in edge and edge.get("reverse") is True for edge in beneath):
        return value
    kinds = dict.fromkeys(kind for edge in beneath for kind in kinds_named(edge["to"]))
    implied = {"reverse": True, "to": [*kinds]}
    return [one if "to" in one else {**implied, **one} for one in long_forms(rel, value)]


def _replaces(kind: str, own: object, edge: Raw) -> bool:
    if not isinstance(own, Mapping):
        return False
    said, there = completed(own, kind, ONTOLOGY), completed(edge, kind, ONTOLOGY)
    same = all(said.get(key) == there.get(key) for key in ("rel", "reverse"))
    return same and not set(kinds_named(said.get("to"))).isdisjoint(kinds_named(there.get("to")))
