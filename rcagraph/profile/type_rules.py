"""The `[[type]]` tables of a profile: what a note of one kind gives."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from rcagraph.model.vocabulary import ValueType
from rcagraph.profile.reader import Reader
from rcagraph.profile.shape import (
    ActionRule,
    DependencyRule,
    EdgeRule,
    FieldRule,
    RecordRule,
    TimelineRule,
    TypeRule,
)
from rcagraph.profile.source import Where

COMPUTED = ("uid", "name", "declared", "line", "said_at")
"""Properties that no field rule may give."""
PICKS = ("first", "last", "min", "max")


def type_rule(number: int, table: object, read: Reader) -> TypeRule:
    start = read.enter("[[type]]", number)
    raw = read.keys(
        table,
        "[[type]]",
        *("type", "path", "where", "records", "id", "name", "title", "aliases", "fields"),
        *("edge", "dependencies", "timeline", "actions"),
    )
    kind = read.text(raw.get("type", "-"), "type")
    if kind != "-":
        read.kind(kind, "type")
    where = {
        text: (read.sources(text, "where")[0], read.regex(pattern, text))
        for text, pattern in read.table(raw.get("where", {}), "where").items()
    }
    fields = read.table(raw.get("fields", {}), "type.fields")
    edges = read.tables(raw.get("edge", []), "[[type.edge]]")
    rule = TypeRule(
        kind=kind,
        paths=read.strings(raw.get("path", []), "path"),
        where=where,
        records=_records(raw["records"], read) if "records" in raw else None,
        id=read.sources(raw.get("id", []), "id"),
        name=read.sources(raw.get("name", []), "name"),
        title=read.sources(raw.get("title", []), "title"),
        aliases=read.sources(raw.get("aliases", []), "aliases"),
        fields={k: _field(kind, k, v, read) for k, v in fields.items()},
        dependencies=_dependencies(kind, raw.get("dependencies"), read),
        timeline=_timeline(kind, raw.get("timeline"), read),
        actions=_actions(kind, raw.get("actions"), read),
    )
    return replace(rule, edges=tuple(_edges(kind, edges, start, read)))


def _records(value: object, read: Reader) -> RecordRule | None:
    """`documents` (which needs no rule), `yaml:KEY[]` or `regex:RE`."""
    text = read.text(value, "records")
    how, _, rest = text.partition(":")
    if text == "documents":
        return None
    if how == "yaml" and rest.endswith("[]"):
        return RecordRule(key=rest.removesuffix("[]"))
    if how == "regex":
        regex = read.regex(rest, "records")
        if regex.groupindex:
            return RecordRule(regex=regex)
        raise read.error(f"records: {rest!r} names no group", "records", "(?P<name>…)")
    raise read.error(
        f"records = {text!r} means nothing", "records", "documents, yaml:KEY[], regex:RE"
    )


def _field(kind: str, key: str, value: object, read: Reader) -> FieldRule:
    properties = read.ontology.node_properties(kind) if kind != "-" else ()
    known = [p.name for p in properties if p.name not in COMPUTED]
    if key not in known:
        raise read.error(f"{kind} has no property {key!r}", key, ", ".join(known))
    if not isinstance(value, Mapping):
        return FieldRule(read.sources(value, key))
    raw = read.keys(value, f"fields.{key}", "from", "map", "duration", "pick")
    values = read.table(raw.get("map", {}), f"fields.{key}.map")
    is_duration = read.flag(raw.get("duration", False), "duration")
    if is_duration and read.ontology.types[key] is not ValueType.INTEGER:
        raise read.error(f"{key} is no number of minutes", key, "duration_minutes")
    return FieldRule(
        read.sources(raw.get("from", key), key),
        {k.casefold(): read.text(v, k) for k, v in values.items()},
        is_duration,
        read.choice(raw.get("pick", "first"), "pick", PICKS),
    )


def _edges(kind: str, tables: list[object], start: int, read: Reader) -> Iterator[EdgeRule]:
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
    match = read.text(raw.get("match", "any"), "match")
    if match not in ("any", "known"):
        raise read.error(f"match = {match!r} means nothing", match, "any, known")
    reverse = read.flag(raw.get("reverse", False), "reverse")
    for other in to:
        read.joins(rel, *((other, kind) if reverse else (kind, other)))
    return EdgeRule(
        rel=rel,
        to=to,
        sources=read.sources(raw.get("from", []), "from"),
        reverse=reverse,
        first=read.flag(raw.get("first", False), "first"),
        must_exist=match == "known",
        split=read.regex(raw["split"], "split") if "split" in raw else None,
        pattern=_pattern(rel, raw["pattern"], read) if "pattern" in raw else None,
        entity_ref=read.flag(raw.get("entity_ref", False), "entity_ref"),
        by_path=read.flag(raw.get("by_path", False), "by_path"),
    )


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


def _dependencies(kind: str, table: object, read: Reader) -> DependencyRule | None:
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


def _timeline(kind: str, table: object, read: Reader) -> TimelineRule | None:
    if table is None:
        return None
    raw = read.keys(table, "[type.timeline]", "section", "time", "event", "milestones")
    properties = read.ontology.node_properties(kind) if kind in read.ontology.nodes else ()
    moments = [p.name for p in properties if p.type is ValueType.DATETIME]
    if "started_at" not in moments:
        raise read.error(f"{kind} has no timeline", kind, "Incident")
    milestones = read.keys(raw.get("milestones", {}), "[type.timeline.milestones]", *moments)
    return TimelineRule(
        section=read.text(raw.get("section", "Timeline"), "section"),
        time=read.regex(raw.get("time", "(?i)^time"), "time"),
        event=read.regex(raw.get("event", "(?i)^event"), "event"),
        milestones={k: read.regex(v, k) for k, v in milestones.items()},
    )


def _actions(kind: str, table: object, read: Reader) -> ActionRule | None:
    if table is None:
        return None
    raw = read.keys(table, "[type.actions]", "section", "columns", "owners")
    read.joins("HAS_ACTION_ITEM", kind, "ActionItem")
    known = ("owner", *(p.name for p in read.ontology.nodes["ActionItem"].properties))
    columns = read.keys(raw.get("columns", {}), "[type.actions.columns]", *known)
    owners = read.kinds(raw.get("owners", ["Team", "Person"]), "owners")
    for owner in owners:
        read.joins("OWNS", owner, "ActionItem")
    return ActionRule(
        section=read.text(raw.get("section", "Action Items"), "section"),
        columns={k: read.regex(v, k) for k, v in columns.items()},
        owners=owners,
    )
