"""From TOML to a `Profile`; what is wrong is said with its line and what to write instead."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib import resources
from pathlib import Path

from rcagraph.model.errors import RcaGraphError
from rcagraph.model.ontology import ONTOLOGY
from rcagraph.model.vocabulary import ValueType
from rcagraph.profile.reader import Raw, Reader
from rcagraph.profile.shape import (
    ActionRule,
    Classify,
    DependencyRule,
    EdgeRule,
    FieldRule,
    LinkRules,
    Profile,
    Relation,
    TimelineRule,
    TypeRule,
    VaultRules,
)
from rcagraph.profile.source import Where

BUILT_IN = ("rca-vault",)
DEFAULT = "rca-vault"

COMPUTED = ("uid", "name", "declared", "line", "said_at")
"""Properties that no field rule may give."""


def built_in_text(name: str) -> str:
    """The TOML of a built-in profile, as a user may copy it."""
    if name not in BUILT_IN:
        raise RcaGraphError(
            f"there is no built-in profile {name!r}", f"Built in: {', '.join(BUILT_IN)}"
        )
    return (resources.files("rcagraph.profile") / f"{name}.toml").read_text("utf-8")


def built_in(name: str = DEFAULT) -> Profile:
    return _profile(tomllib.loads(built_in_text(name)), Reader(f"built-in {name}", ""))


def read_profile(file: Path) -> Profile:
    """A `rcagraph.toml`, on top of the built-in profile that it uses (default `rca-vault`)."""
    try:
        text = file.read_text("utf-8-sig")
        raw = tomllib.loads(text)
    except OSError as error:
        raise RcaGraphError(f"{file}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise RcaGraphError(f"{file}: is not UTF-8", "Save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        where = re.search(r" \(at line (\d+), column \d+\)", str(error))
        line, problem = (where[1], str(error)[: where.start()]) if where else ("1", str(error))
        tip = "Write `key = 'text'` lines under [tables]"
        raise RcaGraphError(f"{file}:{line}: is not TOML: {problem}", tip) from None
    reader = Reader(str(file), text)
    use = raw.pop("use", DEFAULT)
    if use not in BUILT_IN:
        raise reader.error(f"there is no built-in profile {use!r}", "use", ", ".join(BUILT_IN))
    return _profile(_overlay(tomllib.loads(built_in_text(use)), raw), reader)


def _overlay(base: Raw, own: Raw) -> Raw:
    """Tables are merged key by key; type rules of one's own come before the built-in ones."""
    merged = dict(base)
    for key, value in own.items():
        if isinstance(value, Mapping) and isinstance(base.get(key), Mapping):
            merged[key] = _overlay(base[key], value)
        elif key == "type" and isinstance(value, list):
            merged[key] = [*value, *base.get(key, [])]
        else:
            merged[key] = value
    return merged


def _profile(raw: Raw, read: Reader) -> Profile:
    read.keys(raw, "the profile", "vault", "classify", "type", "links")
    types = read.tables(raw.get("type", []), "[[type]]")
    read.enter("[vault]")
    vault = _vault(raw.get("vault", {}), read)
    read.enter("[classify]")
    classify = _classify(raw.get("classify", {}), read)
    rules = tuple(_type(number, table, read) for number, table in enumerate(types))
    read.enter("[links")
    return Profile(vault, classify, rules, _links(raw.get("links", {}), read))


def _vault(table: object, read: Reader) -> VaultRules:
    raw = read.keys(
        table, "[vault]", "name", "include", "exclude", "timezone", "placeholders", "share"
    )
    timezone = read.text(raw.get("timezone", "UTC"), "timezone")
    _check_timezone(timezone, read)
    share = read.table(raw.get("share", {}), "vault.share")
    return VaultRules(
        name=read.text(raw.get("name", ""), "name"),
        include=read.strings(raw.get("include", ["**/*.md"]), "include"),
        exclude=read.strings(raw.get("exclude", []), "exclude"),
        timezone=timezone,
        placeholders=read.regexes(raw.get("placeholders", []), "placeholders"),
        share={read.kind(kind, kind): read.text(scope, kind) for kind, scope in share.items()},
    )


def _check_timezone(name: str, read: Reader) -> None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise read.error(f"{name!r} is no time zone", name, "UTC, Europe/Berlin, …") from None


def _classify(table: object, read: Reader) -> Classify:
    raw = read.keys(table, "[classify]", "by", "words", "default")
    words = {
        word.casefold(): read.kind(kind, kind)
        for kind, texts in read.table(raw.get("words", {}), "classify.words").items()
        for word in read.strings(texts, kind)
    }
    default = read.kind(raw.get("default", "Document"), "default")
    return Classify(read.sources(raw.get("by", []), "by"), words, default)


def _type(number: int, table: object, read: Reader) -> TypeRule:
    start = read.enter("[[type]]", number)
    raw = read.keys(
        table,
        "[[type]]",
        *("type", "path", "where", "id", "name", "title", "aliases", "fields"),
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


def _field(kind: str, key: str, value: object, read: Reader) -> FieldRule:
    types = {p.name: p.type for p in ONTOLOGY.node_properties(kind)} if kind != "-" else {}
    known = [name for name in types if name not in COMPUTED]
    if key not in known:
        raise read.error(f"{kind} has no property {key!r}", key, ", ".join(known))
    if not isinstance(value, Mapping):
        return FieldRule(read.sources(value, key))
    raw = read.keys(value, f"fields.{key}", "from", "map", "duration")
    values = read.table(raw.get("map", {}), f"fields.{key}.map")
    is_duration = read.flag(raw.get("duration", False), "duration")
    if is_duration and types[key] is not ValueType.INTEGER:
        raise read.error(f"{key} is no number of minutes", key, "duration_minutes")
    return FieldRule(
        read.sources(raw.get("from", key), key),
        {k.casefold(): read.text(v, k) for k, v in values.items()},
        is_duration,
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
    )


def _pattern(rel: str, value: object, read: Reader) -> re.Pattern[str]:
    """A group gives the name of the other end; the other named ones are the edge's properties."""
    pattern = read.regex(value, "pattern")
    known = ("name", *(p.name for p in ONTOLOGY.edges[rel].properties))
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
    properties = ONTOLOGY.node_properties(kind) if kind in ONTOLOGY.nodes else ()
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
    known = ("owner", *(p.name for p in ONTOLOGY.nodes["ActionItem"].properties))
    columns = read.keys(raw.get("columns", {}), "[type.actions.columns]", *known)
    owners = read.kinds(raw.get("owners", ["Team", "Person"]), "owners")
    for owner in owners:
        read.joins("OWNS", owner, "ActionItem")
    return ActionRule(
        section=read.text(raw.get("section", "Action Items"), "section"),
        columns={k: read.regex(v, k) for k, v in columns.items()},
        owners=owners,
    )


def _links(table: object, read: Reader) -> LinkRules:
    raw = read.keys(table, "[links]", "default", "rel", "section_rel", "sections", "name", "ignore")
    default = read.edge(raw.get("default", "REFERENCES"), "default")
    for kind in ONTOLOGY.nodes:
        read.joins(default, kind, kind)
    names = [
        read.keys(name, "[[links.name]]", "like", "kind")
        for name in read.tables(raw.get("name", []), "[[links.name]]")
    ]
    sections = read.table(raw.get("sections", {}), "links.sections")
    section_rel = read.table(raw.get("section_rel", {}), "links.section_rel")
    return LinkRules(
        default=default,
        pairs=dict(_pairs(read.table(raw.get("rel", {}), "links.rel"), read)),
        sections={k.casefold(): read.kind(v, k) for k, v in sections.items()},
        section_rel={k.casefold(): _relation(v, k, read) for k, v in section_rel.items()},
        names=tuple(
            (read.regex(n.get("like", ""), "like"), read.kind(n.get("kind", ""), "kind"))
            for n in names
        ),
        ignore=read.regexes(raw.get("ignore", []), "ignore"),
    )


def _pairs(table: Raw, read: Reader) -> Iterator[tuple[tuple[str, str], Relation | None]]:
    """`"Incident>Runbook" = "USES_RUNBOOK"`; `-` for no edge."""
    for pair, value in table.items():
        source, _, target = pair.partition(">")
        read.kinds([source, target], pair)
        relation = None if value == "-" else _relation(value, pair, read)
        if relation:
            ends = (target, source) if relation.reverse else (source, target)
            read.joins(relation.type, *ends)
        yield (source, target), relation


def _relation(value: object, key: str, read: Reader) -> Relation:
    text = read.text(value, key)
    return Relation(read.edge(text.removeprefix("<"), key), text.startswith("<"))
