"""The `[[type.edge]]` and `[type.dependencies]` tables of a profile: what a note is joined to."""

import re
from collections.abc import Iterator

from rcagraph.profile.edge_tables import completed, long_forms
from rcagraph.profile.edge_values import meant_values, properties_of, said_of_all
from rcagraph.profile.reader import Raw, Reader
from rcagraph.profile.shape import DependencyRule, EdgeRule, Sources
from rcagraph.profile.source import KEY, Where
from rcagraph.profile.tables import TABLES

OWN_KEY = "@key"
STRENGTHS = ("hard", "soft")
PLACE, DEPENDENCIES = "[[type.edge]]", "[type.dependencies]"
ENTRY = "[type.dependencies.keys]"
ENTRY_KEYS = TABLES[ENTRY]
"""What the entry of a dependency may say."""


def edge_rules(
    kind: str, tables: list[object], short: object, start: int, read: Reader
) -> Iterator[EdgeRule]:
    """Of the `[[type.edge]]` tables, and of the `[type.edges]` one."""
    for number, table in enumerate(tables):
        read.enter(f"[[{read.rule}.edge]]", number, start)
        yield _edge(kind, _keys(table, read), read)
    read.enter(f"[{read.rule}.edges]", after=start)
    for rel, value in read.table(short, "[type.edges]").items():
        read.edge(rel, rel)
        for raw in long_forms(rel, value):
            if raw["rel"] != rel:
                raise read.error(f"{rel} has its type already", "rel", "from, to, …")
            yield _edge(kind, _keys(raw, read), read)


def _keys(table: object, read: Reader) -> Raw:
    """Those of every edge rule, and the properties of the edge that it is about."""
    own = properties_of(str(read.table(table, PLACE).get("rel")), read)
    return read.keys(table, PLACE, *TABLES[PLACE], *(one.name for one in own))


def _edge(kind: str, written: Raw, read: Reader) -> EdgeRule:
    rel = read.edge(written.get("rel", ""), "rel")
    raw = completed(written, kind, read.ontology)
    if "to" not in raw:
        raise read.error(f"{rel} may lead to any kind", rel, "to = 'Service', to = ['Team', …]")
    to = read.kinds(raw["to"], "to")
    match = read.choice(raw.get("match", "any"), "match", ("any", "known"))
    reverse = read.flag(raw["reverse"], "reverse")
    for other in to:
        turn = "reverse = false" if reverse else "reverse = true"
        read.joins(rel, *((other, kind) if reverse else (kind, other)), turn=turn)
    pattern = _pattern(rel, raw["pattern"], read) if "pattern" in raw else None
    return EdgeRule(
        rel=rel,
        to=to,
        sources=_sources(rel, raw, read),
        reverse=reverse,
        first=read.flag(raw.get("first", False), "first"),
        must_exist=match == "known",
        split=_split(raw["split"], read) if "split" in raw else None,
        pattern=pattern,
        entity_ref=read.flag(raw.get("entity_ref", False), "entity_ref"),
        by_path=read.flag(raw.get("by_path", False), "by_path"),
        values=dict(meant_values(rel, raw.get("map", {}), pattern, read)),
        said=dict(said_of_all(rel, raw, read)),
    )


def _sources(rel: str, raw: Raw, read: Reader) -> Sources:
    sources = read.sources(raw.get("from", []), "from")
    if not sources:
        raise read.error(f"{rel} is read from nothing", "rel", "from = 'a source expression'")
    if raw.get("entity_ref") and raw.get("by_path"):
        raise read.error("a value is an entity_ref or a path, not both", "by_path", "one of them")
    return sources


def _split(value: object, read: Reader) -> re.Pattern[str]:
    """What stands between two names; never nothing, and never a part of a name."""
    pattern = read.regex(value, "split")
    if pattern.search(""):
        raise read.error(f"split: {pattern.pattern!r} fits between any two letters", "split", "','")
    if pattern.groups:
        message = f"split: {pattern.pattern!r} has a group, which would be read as a name"
        raise read.error(message, "split", "(?:…)")
    return pattern


def _pattern(rel: str, value: object, read: Reader) -> re.Pattern[str]:
    """Its match or first group names the other end; other named ones are the edge's properties."""
    pattern = read.regex(value, "pattern")
    known = ("name", *(p.name for p in read.ontology.edges[rel].properties))
    for group in pattern.groupindex:
        if group not in known:
            raise read.error(f"{rel} has no property {group!r}", group, ", ".join(known))
    return pattern


def dependency_rules(kind: str, tables: object, read: Reader) -> tuple[DependencyRule, ...]:
    """Of one table, or of several."""
    listed = tables if isinstance(tables, list) else [tables]
    return tuple(_dependencies(kind, table, read) for table in listed)


def _dependencies(kind: str, table: object, read: Reader) -> DependencyRule:
    own = (one.name for one in properties_of("DEPENDS_ON", read))
    raw = read.keys(table, DEPENDENCIES, *TABLES[DEPENDENCIES], *own)
    rel = read.edge(raw.get("rel", "DEPENDS_ON"), "rel")
    if rel != "DEPENDS_ON":
        raise read.error(f"{rel} has no strength and no group", rel, "DEPENDS_ON")
    to = read.kinds(raw.get("to", list(read.ontology.edges[rel].targets)), "to")
    for other in to:
        read.joins(rel, kind, other)
    given = read.sources(raw.get("from", "depends_on"), "from")
    sources = read.taken(keys_only(given, "depends_on, spec.needs, …", read), raw)
    strengths = read.table(raw.get("map", {}), "dependencies.map")
    return DependencyRule(
        sources,
        rel,
        to,
        keys=dict(_entry_keys(raw.get("keys", {}), read)),
        strengths={k.casefold(): read.choice(v, k, STRENGTHS) for k, v in strengths.items()},
        said=dict(said_of_all(rel, raw, read)),
    )


def keys_only(sources: Sources, tip: str, read: Reader) -> Sources:
    """Refuses what gives texts, where whole entries are to be read."""
    for source in sources:
        if source.where is not Where.KEY:
            raise read.error(f"{source.text!r} is no key", source.text, tip)
    return sources


def _entry_keys(table: object, read: Reader) -> Iterator[tuple[str, tuple[str, ...]]]:
    raw = read.keys(table, ENTRY)
    for name, value in raw.items():
        keys = read.strings(value, name)
        for key in keys:
            if key == OWN_KEY and name != "name":
                raise read.error(f"{name}: {OWN_KEY} is a name", name, "a key of the entry")
            if key != OWN_KEY and (not KEY.match(key) or "[]" in key):
                raise read.error(f"{name}: {key!r} is no dotted key", name, f"mode, {OWN_KEY}")
        yield name, keys
