"""From TOML to a `Profile`; what is wrong is said with its line and what to write instead."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

from rcagraph.model.errors import RcaGraphError
from rcagraph.model.ontology import ONTOLOGY
from rcagraph.model.vocabulary import ValueType
from rcagraph.profile.shape import (
    ActionRule,
    Classify,
    DependencyRule,
    EdgeRule,
    FieldRule,
    LinkRules,
    Profile,
    Relation,
    Sources,
    TimelineRule,
    TypeRule,
    VaultRules,
)
from rcagraph.profile.source import Source, Where, parse_source

BUILT_IN = ("rca-vault",)
DEFAULT = "rca-vault"

COMPUTED = ("uid", "name", "declared", "line", "said_at")
"""Properties that no field rule may give."""

Raw = Mapping[str, Any]


def built_in_text(name: str) -> str:
    """The TOML of a built-in profile, as a user may copy it."""
    if name not in BUILT_IN:
        raise RcaGraphError(
            f"there is no built-in profile {name!r}", f"Built in: {', '.join(BUILT_IN)}"
        )
    return (resources.files("rcagraph.profile") / f"{name}.toml").read_text("utf-8")


def built_in(name: str = DEFAULT) -> Profile:
    return _profile(tomllib.loads(built_in_text(name)), _Reader(f"built-in {name}", ""))


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
        raise RcaGraphError(f"{file}: is not TOML: {error}") from None
    reader = _Reader(str(file), text)
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


class _Reader:
    """Finds the line of what is wrong, since TOML values do not know theirs."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self.lines, self.start = file, text.splitlines(), 0

    def enter(self, header: str, number: int = 0, after: int = 0) -> int:
        """Look from the header's `number`th line on; the line's index, `after` if it has none."""
        lines = enumerate(text.replace(" ", "") for text in self.lines)
        found = [i for i, text in lines if i >= after and text.startswith(header)]
        self.start = found[number] if number < len(found) else after
        return self.start

    def error(self, message: str, near: str, allowed: str = "") -> RcaGraphError:
        tip = f"Write one of: {allowed}" if allowed else ""
        return RcaGraphError(f"{self.file}:{self._line_with(near)}: {message}", tip)

    def _line_with(self, near: str) -> int:
        word = re.compile(rf"(?<![\w-]){re.escape(near)}(?![\w-])")
        for number, text in enumerate(self.lines[self.start :], self.start + 1):
            if not text.lstrip().startswith("#") and word.search(text):
                return number
        return self.start + 1

    def keys(self, table: object, place: str, *allowed: str) -> Raw:
        raw = self.table(table, place)
        for key in raw:
            if key not in allowed:
                raise self.error(f"{place} has no key {key!r}", key, ", ".join(allowed))
        return raw

    def table(self, value: object, place: str) -> Raw:
        if not isinstance(value, Mapping):
            raise self.error(f"{place} is no table", place.split(".")[-1].strip("[]"))
        return value

    def tables(self, value: object, place: str) -> list[object]:
        """The items of an array of tables."""
        if not isinstance(value, list):
            raise self.error(
                f"{place} is a list of tables", place.strip("[]").split(".")[-1], place
            )
        return value

    def flag(self, value: object, key: str) -> bool:
        if not isinstance(value, bool):
            raise self.error(f"{key} = {value!r} means nothing", key, "true, false")
        return value

    def strings(self, value: object, key: str) -> tuple[str, ...]:
        values = value if isinstance(value, list) else [value]
        if not all(isinstance(v, str) for v in values):
            raise self.error(f"{key} must be a string or a list of strings", key)
        return tuple(values)

    def text(self, value: object, key: str) -> str:
        if not isinstance(value, str):
            raise self.error(f"{key} must be one string", key)
        return value

    def regex(self, value: object, key: str) -> re.Pattern[str]:
        text = self.text(value, key)
        try:
            return re.compile(text)
        except (re.error, OverflowError, RecursionError) as error:
            raise self.error(f"{key}: {text!r} is no regular expression: {error}", text) from None

    def regexes(self, value: object, key: str) -> tuple[re.Pattern[str], ...]:
        return tuple(self.regex(text, key) for text in self.strings(value, key))

    def sources(self, value: object, key: str) -> Sources:
        return tuple(self._source(text, key) for text in self.strings(value, key))

    def _source(self, text: str, key: str) -> Source:
        try:
            return parse_source(text)
        except ValueError as error:
            raise self.error(f"{key}: {error}", text) from None

    def kind(self, value: object, key: str) -> str:
        return self.kinds(self.text(value, key), key)[0]

    def kinds(self, value: object, key: str) -> tuple[str, ...]:
        """One kind or several."""
        kinds = self.strings(value, key)
        for kind in kinds:
            if kind not in ONTOLOGY.nodes:
                raise self.error(f"{kind!r} is no kind", kind, ", ".join(ONTOLOGY.nodes))
        if not kinds:
            raise self.error(f"{key} names no kind", key, ", ".join(ONTOLOGY.nodes))
        return kinds

    def joins(self, rel: str, source: str, target: str) -> None:
        """Refuses an edge that the ontology forbids."""
        if not ONTOLOGY.edges[rel].joins(source, target):
            edge = ONTOLOGY.edges[rel]
            allowed = f"{' or '.join(edge.sources)} to {' or '.join(edge.targets)}"
            raise self.error(f"{rel} may not join {source} to {target}", rel, allowed)

    def edge(self, value: object, key: str) -> str:
        name = self.text(value, key)
        if name not in ONTOLOGY.edges:
            raise self.error(f"{name!r} is no edge", name, ", ".join(ONTOLOGY.edges))
        return name


def _profile(raw: Raw, read: _Reader) -> Profile:
    read.keys(raw, "the profile", "vault", "classify", "type", "links")
    types = read.tables(raw.get("type", []), "[[type]]")
    read.enter("[vault]")
    vault = _vault(raw.get("vault", {}), read)
    read.enter("[classify]")
    classify = _classify(raw.get("classify", {}), read)
    rules = tuple(_type(number, table, read) for number, table in enumerate(types))
    read.enter("[links")
    return Profile(vault, classify, rules, _links(raw.get("links", {}), read))


def _vault(table: object, read: _Reader) -> VaultRules:
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


def _check_timezone(name: str, read: _Reader) -> None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise read.error(f"{name!r} is no time zone", name, "UTC, Europe/Berlin, …") from None


def _classify(table: object, read: _Reader) -> Classify:
    raw = read.keys(table, "[classify]", "by", "words", "default")
    words = {
        word.casefold(): read.kind(kind, kind)
        for kind, texts in read.table(raw.get("words", {}), "classify.words").items()
        for word in read.strings(texts, kind)
    }
    default = read.kind(raw.get("default", "Document"), "default")
    return Classify(read.sources(raw.get("by", []), "by"), words, default)


def _type(number: int, table: object, read: _Reader) -> TypeRule:
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


def _field(kind: str, key: str, value: object, read: _Reader) -> FieldRule:
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


def _edges(kind: str, tables: list[object], start: int, read: _Reader) -> Iterator[EdgeRule]:
    for number, table in enumerate(tables):
        read.enter("[[type.edge]]", number, start)
        yield _edge(kind, table, read)


def _edge(kind: str, table: object, read: _Reader) -> EdgeRule:
    raw = read.keys(
        table,
        "[[type.edge]]",
        *("rel", "to", "from", "reverse", "first", "match", "split", "pattern"),
    )
    rel = read.edge(raw.get("rel", ""), "rel")
    to = read.kinds(raw.get("to", []), "to")
    match = raw.get("match", "any")
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


def _pattern(rel: str, value: object, read: _Reader) -> re.Pattern[str]:
    """A group gives the name of the other end; the other named ones are the edge's properties."""
    pattern = read.regex(value, "pattern")
    known = ("name", *(p.name for p in ONTOLOGY.edges[rel].properties))
    if not pattern.groups:
        raise read.error(f"pattern {pattern.pattern!r} has no group", pattern.pattern, "(…)")
    for group in pattern.groupindex:
        if group not in known:
            raise read.error(f"{rel} has no property {group!r}", group, ", ".join(known))
    return pattern


def _dependencies(kind: str, table: object, read: _Reader) -> DependencyRule | None:
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


def _timeline(kind: str, table: object, read: _Reader) -> TimelineRule | None:
    if table is None:
        return None
    raw = read.keys(table, "[type.timeline]", "section", "time", "event", "milestones")
    moments = [p.name for p in ONTOLOGY.node_properties(kind) if p.type is ValueType.DATETIME]
    if "started_at" not in moments:
        raise read.error(f"{kind} has no timeline", kind, "Incident")
    milestones = read.keys(raw.get("milestones", {}), "[type.timeline.milestones]", *moments)
    return TimelineRule(
        section=read.text(raw.get("section", "Timeline"), "section"),
        time=read.regex(raw.get("time", "(?i)^time"), "time"),
        event=read.regex(raw.get("event", "(?i)^event"), "event"),
        milestones={k: read.regex(v, k) for k, v in milestones.items()},
    )


def _actions(kind: str, table: object, read: _Reader) -> ActionRule | None:
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


def _links(table: object, read: _Reader) -> LinkRules:
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


def _pairs(table: Raw, read: _Reader) -> Iterator[tuple[tuple[str, str], Relation | None]]:
    """`"Incident>Runbook" = "USES_RUNBOOK"`; `-` for no edge."""
    for pair, value in table.items():
        source, _, target = pair.partition(">")
        read.kinds([source, target], pair)
        relation = None if value == "-" else _relation(value, pair, read)
        if relation:
            ends = (target, source) if relation.reverse else (source, target)
            read.joins(relation.type, *ends)
        yield (source, target), relation


def _relation(value: object, key: str, read: _Reader) -> Relation:
    text = read.text(value, key)
    return Relation(read.edge(text.removeprefix("<"), key), text.startswith("<"))
