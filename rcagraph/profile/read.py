"""From TOML to a `Profile`; what is wrong is said with its line and what to write instead."""

import re
import tomllib
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from rcagraph.model.errors import RcaGraphError
from rcagraph.model.ontology import ONTOLOGY
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
from rcagraph.profile.source import parse_source

BUILT_IN = ("rca-vault",)
DEFAULT = "rca-vault"

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
        self.file, self.lines = file, text.splitlines()

    def error(self, message: str, near: str, allowed: str = "") -> RcaGraphError:
        line = next((i for i, text in enumerate(self.lines, 1) if near in text), 1)
        return RcaGraphError(
            f"{self.file}:{line}: {message}", f"Write one of: {allowed}" if allowed else ""
        )

    def keys(self, table: object, place: str, *allowed: str) -> Raw:
        if not isinstance(table, Mapping):
            raise self.error(f"{place} is no table", place.split(".")[-1].strip("[]"))
        for key in table:
            if key not in allowed:
                raise self.error(f"{place} has no key {key!r}", key, ", ".join(allowed))
        return table

    def strings(self, value: object, key: str) -> tuple[str, ...]:
        values = value if isinstance(value, list) else [value]
        if not all(isinstance(v, str) for v in values):
            raise self.error(f"{key} must be a string or a list of strings", key)
        return tuple(values)

    def regex(self, value: object, key: str) -> re.Pattern[str]:
        (text,) = self.strings(value, key)
        try:
            return re.compile(text)
        except re.error as error:
            raise self.error(f"{key}: {text!r} is no regular expression: {error}", text) from None

    def sources(self, value: object, key: str) -> Sources:
        texts = self.strings(value, key)
        try:
            return tuple(map(parse_source, texts))
        except ValueError as error:
            raise self.error(f"{key}: {error}", texts[0]) from None

    def kinds(self, value: object, key: str) -> tuple[str, ...]:
        kinds = self.strings(value, key)
        for kind in kinds:
            if kind not in ONTOLOGY.nodes:
                raise self.error(f"{kind!r} is no kind", kind, ", ".join(ONTOLOGY.nodes))
        return kinds

    def edge(self, value: object, key: str) -> str:
        (name,) = self.strings(value, key)
        if name not in ONTOLOGY.edges:
            raise self.error(f"{name!r} is no edge", name, ", ".join(ONTOLOGY.edges))
        return name


def _profile(raw: Raw, read: _Reader) -> Profile:
    read.keys(raw, "the profile", "vault", "classify", "type", "links")
    return Profile(
        vault=_vault(raw.get("vault", {}), read),
        classify=_classify(raw.get("classify", {}), read),
        types=tuple(_type(table, read) for table in raw.get("type", [])),
        links=_links(raw.get("links", {}), read),
    )


def _vault(table: object, read: _Reader) -> VaultRules:
    raw = read.keys(
        table, "[vault]", "name", "include", "exclude", "timezone", "placeholders", "share"
    )
    (name,) = read.strings(raw.get("name", ""), "name")
    (timezone,) = read.strings(raw.get("timezone", "UTC"), "timezone")
    _check_timezone(timezone, read)
    share = raw.get("share", {})
    for kind in share:
        read.kinds(kind, kind)
    return VaultRules(
        name=name,
        include=read.strings(raw.get("include", ["**/*.md"]), "include"),
        exclude=read.strings(raw.get("exclude", []), "exclude"),
        timezone=timezone,
        placeholders=tuple(read.regex(p, "placeholders") for p in raw.get("placeholders", [])),
        share=share,
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
        word.casefold(): read.kinds(kind, kind)[0]
        for kind, texts in raw.get("words", {}).items()
        for word in read.strings(texts, kind)
    }
    (default,) = read.kinds(raw.get("default", "Document"), "default")
    return Classify(read.sources(raw.get("by", []), "by"), words, default)


def _type(table: object, read: _Reader) -> TypeRule:
    raw = read.keys(
        table,
        "[[type]]",
        *("type", "path", "where", "id", "name", "title", "aliases", "fields"),
        *("edge", "dependencies", "timeline", "actions"),
    )
    (kind,) = read.strings(raw.get("type", "-"), "type")
    if kind != "-":
        read.kinds(kind, "type")
    where = {
        text: (read.sources(text, "where")[0], read.regex(pattern, text))
        for text, pattern in raw.get("where", {}).items()
    }
    return TypeRule(
        kind=kind,
        paths=read.strings(raw.get("path", []), "path"),
        where=where,
        id=read.sources(raw.get("id", []), "id"),
        name=read.sources(raw.get("name", []), "name"),
        title=read.sources(raw.get("title", []), "title"),
        aliases=read.sources(raw.get("aliases", []), "aliases"),
        fields={k: _field(kind, k, v, read) for k, v in raw.get("fields", {}).items()},
        edges=tuple(_edge(kind, edge, read) for edge in raw.get("edge", [])),
        dependencies=_dependencies(raw.get("dependencies"), read),
        timeline=_timeline(raw.get("timeline"), read),
        actions=_actions(raw.get("actions"), read),
    )


def _field(kind: str, key: str, value: object, read: _Reader) -> FieldRule:
    known = [p.name for p in ONTOLOGY.node_properties(kind)] if kind != "-" else []
    if key not in known:
        raise read.error(f"{kind} has no property {key!r}", key, ", ".join(known))
    if not isinstance(value, Mapping):
        return FieldRule(read.sources(value, key))
    raw = read.keys(value, f"fields.{key}", "from", "map", "duration")
    return FieldRule(
        read.sources(raw.get("from", key), key),
        {k.casefold(): v for k, v in raw.get("map", {}).items()},
        bool(raw.get("duration", False)),
    )


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
    reverse = bool(raw.get("reverse", False))
    for other in to:
        ends = (other, kind) if reverse else (kind, other)
        if not ONTOLOGY.edges[rel].joins(*ends):
            raise read.error(f"{rel} may not join {ends[0]} to {ends[1]}", rel)
    return EdgeRule(
        rel=rel,
        to=to,
        sources=read.sources(raw.get("from", []), "from"),
        reverse=reverse,
        first=bool(raw.get("first", False)),
        must_exist=match == "known",
        split=read.regex(raw["split"], "split") if "split" in raw else None,
        pattern=read.regex(raw["pattern"], "pattern") if "pattern" in raw else None,
    )


def _dependencies(table: object, read: _Reader) -> DependencyRule | None:
    if table is None:
        return None
    raw = read.keys(table, "[type.dependencies]", "from", "to", "rel")
    return DependencyRule(
        read.sources(raw.get("from", "depends_on"), "from"),
        read.edge(raw.get("rel", "DEPENDS_ON"), "rel"),
        read.kinds(raw.get("to", ["Service"]), "to"),
    )


def _timeline(table: object, read: _Reader) -> TimelineRule | None:
    if table is None:
        return None
    raw = read.keys(table, "[type.timeline]", "section", "time", "event", "milestones")
    (section,) = read.strings(raw.get("section", "Timeline"), "section")
    return TimelineRule(
        section=section,
        time=read.regex(raw.get("time", "(?i)^time"), "time"),
        event=read.regex(raw.get("event", "(?i)^event"), "event"),
        milestones={k: read.regex(v, k) for k, v in raw.get("milestones", {}).items()},
    )


def _actions(table: object, read: _Reader) -> ActionRule | None:
    if table is None:
        return None
    raw = read.keys(table, "[type.actions]", "section", "columns", "owners")
    (section,) = read.strings(raw.get("section", "Action Items"), "section")
    return ActionRule(
        section=section,
        columns={k: read.regex(v, k) for k, v in raw.get("columns", {}).items()},
        owners=read.kinds(raw.get("owners", ["Team", "Person"]), "owners"),
    )


def _links(table: object, read: _Reader) -> LinkRules:
    raw = read.keys(table, "[links]", "default", "rel", "section_rel", "sections", "name", "ignore")
    pairs: dict[tuple[str, str], Relation | None] = {}
    for pair, rel in raw.get("rel", {}).items():
        source, _, target = pair.partition(">")
        read.kinds([source, target], pair)
        pairs[source, target] = None if rel == "-" else _relation(rel, read)
    names = [read.keys(n, "[[links.name]]", "like", "kind") for n in raw.get("name", [])]
    return LinkRules(
        default=read.edge(raw.get("default", "REFERENCES"), "default"),
        pairs=pairs,
        sections={k.casefold(): read.kinds(v, k)[0] for k, v in raw.get("sections", {}).items()},
        section_rel={
            k.casefold(): _relation(v, read) for k, v in raw.get("section_rel", {}).items()
        },
        names=tuple(
            (read.regex(n.get("like", ""), "like"), read.kinds(n.get("kind", ""), "kind")[0])
            for n in names
        ),
        ignore=tuple(read.regex(text, "ignore") for text in raw.get("ignore", [])),
    )


def _relation(text: str, read: _Reader) -> Relation:
    return Relation(read.edge(text.removeprefix("<"), text), text.startswith("<"))
