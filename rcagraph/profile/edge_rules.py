"""The `[[type.edge]]` and `[type.dependencies]` tables of a profile: what a note is joined to."""

import re
from collections.abc import Iterator

from rcagraph.profile.reader import Raw, Reader
from rcagraph.profile.shape import DependencyRule, EdgeRule, Sources
from rcagraph.profile.source import Where


def edge_rules(kind: str, tables: list[object], start: int, read: Reader) -> Iterator[EdgeRule]:
    for number, table in enumerate(tables):
        read.enter("[[type.edge]]", number, start)
        yield _edge(kind, table, read)


def _edge(kind: str, table: object, read: Reader) -> EdgeRule:
    raw = read.keys(
        table,
        "[[type.edge]]",
        *("rel", "to", "from", "reverse", "first", "match", "split", "pattern"),
        *("entity_ref", "by_path"),
    )
    rel = read.edge(raw.get("rel", ""), "rel")
    to = read.kinds(raw.get("to", []), "to")
    match = read.choice(raw.get("match", "any"), "match", ("any", "known"))
    reverse = read.flag(raw.get("reverse", False), "reverse")
    for other in to:
        read.joins(rel, *((other, kind) if reverse else (kind, other)))
    return EdgeRule(
        rel=rel,
        to=to,
        sources=_sources(rel, raw, read),
        reverse=reverse,
        first=read.flag(raw.get("first", False), "first"),
        must_exist=match == "known",
        split=_split(raw["split"], read) if "split" in raw else None,
        pattern=_pattern(rel, raw["pattern"], read) if "pattern" in raw else None,
        entity_ref=read.flag(raw.get("entity_ref", False), "entity_ref"),
        by_path=read.flag(raw.get("by_path", False), "by_path"),
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
    """A group gives the name of the other end; the other named ones are the edge's properties."""
    pattern = read.regex(value, "pattern")
    known = ("name", *(p.name for p in read.ontology.edges[rel].properties))
    if not pattern.groups:
        raise read.error(f"pattern {pattern.pattern!r} has no group", pattern.pattern, "(…)")
    for group in pattern.groupindex:
        if group not in known:
            raise read.error(f"{rel} has no property {group!r}", group, ", ".join(known))
    return pattern


def dependency_rule(kind: str, table: object, read: Reader) -> DependencyRule | None:
    if table is None:
        return None
    raw = read.keys(table, "[type.dependencies]", "from", "to", "rel")
    rel = read.edge(raw.get("rel", "DEPENDS_ON"), "rel")
    to = read.kinds(raw.get("to", ["Service"]), "to")
    if rel != "DEPENDS_ON":
        raise read.error(f"{rel} has no strength and no group", rel, "DEPENDS_ON")
    for other in to:
        read.joins(rel, kind, other)
    sources = read.sources(raw.get("from", "depends_on"), "from")
    for source in sources:
        if source.where is not Where.KEY or not source.text.replace("-", "_").isidentifier():
            raise read.error(f"{source.text!r} is no plain key", source.text, "depends_on, …")
    return DependencyRule(sources, rel, to)
