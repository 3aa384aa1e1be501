"""`depends_on:` in any of its forms.

A plain name or link, a list of them, or entries: `service:` (also `resource:`, `system:`,
`name:`) with `kind: hard|soft`, `probability:`, `since:`, `role:`; or a redundancy group,
`any_of: [a, b]`, with `k_of_n: K` where more than one of them must stand.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import tzinfo
from typing import NamedTuple

from rcagraph.extract.edge_properties import quoted, value_of
from rcagraph.extract.entries import NAME_KEYS, usual_entries
from rcagraph.extract.find import entries, taken_by
from rcagraph.extract.targets import WIKILINK, target_of
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.model.facts import EdgeFact, NodeKey, Place
from rcagraph.model.ontology import ONTOLOGY
from rcagraph.model.vocabulary import Value
from rcagraph.profile.shape import DependencyRule
from rcagraph.profile.source import Source
from rcagraph.vault.note import Entry, FrontValue, Note, Scalar

PROPERTY_KEYS = {"kind": "strength", "strength": "strength"} | {
    name: name for name in ("probability", "since", "role")
}
STRENGTH_KEYS = {"kind", "strength"}
GROUP_KEYS = ("any_of", "k_of_n")
PROPERTIES = {p.name: p for p in ONTOLOGY.edges["DEPENDS_ON"].properties}
"""The table's own: a profile adds properties, it changes none."""
NAMES = "write `service: NAME`, or `any_of: [NAME, NAME]` with names only"
NULLS = ("null", "~", "none", "n/a")
"""Written where something depends on nothing."""
PLAIN: Mapping[str, Value] = {"strength": "hard"}
"""What a plain name says: only so is a second statement, soft or of a group, a contradiction."""
WHOLE = re.compile(r"[1-9][0-9]{0,8}\Z")


class _Asked(NamedTuple):
    """One name that something depends on."""

    name: Scalar
    properties: Mapping[str, Value]
    is_plain: bool = False
    """It says nothing of its strength."""


def read_dependencies(
    note: Note, key: NodeKey, rule: DependencyRule, zone: tzinfo
) -> Iterator[EdgeFact | Diagnostic]:
    """One edge a name."""
    for source in rule.sources:
        told = (
            (entry.line, item) for entry in entries(note, source) for item in _items(entry.value)
        )
        for number, (line, written) in enumerate(told, 1):
            for item in usual_entries(written, rule):
                for asked in _item(note, source.text, item, line, number, zone):
                    yield from _edge(note, key, rule, source, asked)


def _edge(
    note: Note, key: NodeKey, rule: DependencyRule, source: Source, asked: _Asked | Diagnostic
) -> Iterator[EdgeFact | Diagnostic]:
    if isinstance(asked, Diagnostic):
        yield asked
        return
    target = target_of(taken_by(source, asked.name.text), rule.to)
    if target is not None:
        place = Place(note.path, asked.name.line, source.text)
        usual = {**PLAIN, **rule.said} if asked.is_plain else rule.said
        properties = {**usual, **asked.properties}
        yield EdgeFact(rule.rel, key, target, place, source.text, properties)


def _items(value: FrontValue) -> tuple[FrontValue, ...]:
    if isinstance(value, Scalar) and WIKILINK.match(value.text.strip()):
        return (value,)
    if isinstance(value, Scalar):
        return tuple(Scalar(part, value.line, value.quoted) for part in value.text.split(","))
    return value if isinstance(value, tuple) else (value,)


def _item(
    note: Note, key: str, item: FrontValue, line: int, number: int, zone: tzinfo
) -> Iterator[_Asked | Diagnostic]:
    if isinstance(item, Scalar):
        if item.text.strip() and (item.quoted or item.text.strip().casefold() not in NULLS):
            yield _Asked(item, {}, is_plain=True)
        return
    if isinstance(item, tuple):
        for part in item:
            yield from _item(note, key, part, line, number, zone)
        return
    properties: dict[str, Value] = {}
    for name, entry in item.items():
        if name in PROPERTY_KEYS:
            value = _property(PROPERTY_KEYS[name], entry, zone)
            if value is None:
                yield _unfit(note, key, name, entry)
            else:
                properties[PROPERTY_KEYS[name]] = value
        elif name not in (*NAME_KEYS, *GROUP_KEYS):
            yield _unknown(note, key, name, entry)
    yield from _unnamed(note, key, item, line)
    yield from _named(item, properties)
    yield from _group(note, key, item, properties, number)


def _unnamed(note: Note, key: str, item: Mapping[str, Entry], line: int) -> Iterator[Diagnostic]:
    """What names nothing that can be read is said, not passed over."""
    for name in NAME_KEYS:
        if name in item and not isinstance(item[name].value, Scalar):
            yield _unfit(note, key, name, item[name])
    if "k_of_n" in item and "any_of" not in item:
        yield _unfit(note, key, "k_of_n", item["k_of_n"])
    members = item["any_of"].value if "any_of" in item else ()
    for member in members if isinstance(members, tuple) else (members,):
        if not isinstance(member, Scalar):
            yield _unfit(note, key, "any_of", item["any_of"])
    if not any(name in item for name in (*NAME_KEYS, "any_of", "k_of_n")):
        line = min((entry.line for entry in item.values()), default=line)
        yield Diagnostic(Code.RCA106, note.path, line, f"{key}: an entry names nothing", NAMES)


def _named(item: Mapping[str, Entry], properties: Mapping[str, Value]) -> Iterator[_Asked]:
    for name in NAME_KEYS:
        if name in item and isinstance(item[name].value, Scalar):
            is_plain = not STRENGTH_KEYS & item.keys()
            yield _Asked(item[name].value, properties, is_plain)  # type: ignore[arg-type]


def _group(
    note: Note, key: str, item: Mapping[str, Entry], properties: Mapping[str, Value], number: int
) -> Iterator[_Asked | Diagnostic]:
    if "any_of" not in item:
        return
    needed = _needed(item["k_of_n"]) if "k_of_n" in item else 1
    if needed is None:
        yield _unfit(note, key, "k_of_n", item["k_of_n"])
    names = _members(item["any_of"].value)
    if _is_blank(item["any_of"].value):
        detail = f"{key}: any_of names nothing"
        yield Diagnostic(Code.RCA106, note.path, item["any_of"].line, detail, NAMES)
    distinct = len({name.text.strip().casefold() for name in names})
    if names and needed and needed > distinct:
        detail = f"{key}: k_of_n: {needed} of {distinct} members cannot stand"
        hint = "lower it, or name more members; all of them are taken to be needed"
        yield Diagnostic(Code.RCA106, note.path, item["k_of_n"].line, detail, hint)
        needed = distinct
    member = {**properties, "group": f"{key}/{number}", "needed": needed or 1}
    for name in names:
        yield _Asked(name, member)


def _is_blank(value: FrontValue) -> bool:
    listed = value if isinstance(value, tuple) else (value,)
    return all(isinstance(name, Scalar) and not name.text.strip() for name in listed)


def _members(value: FrontValue) -> list[Scalar]:
    """The names of a group, but for blanks; anything else in it was said to be none."""
    listed = value if isinstance(value, tuple) else (value,)
    return [name for name in listed if isinstance(name, Scalar) and name.text.strip()]


def _needed(entry: Entry) -> int | None:
    text = _scalar(entry) or ""
    return int(text) if WHOLE.match(text) else None


def _scalar(entry: Entry) -> str | None:
    return entry.value.text.strip() if isinstance(entry.value, Scalar) else None


def _property(name: str, entry: Entry, zone: tzinfo) -> Value | None:
    text = _scalar(entry)
    return None if text is None else value_of(text, PROPERTIES[name], zone)


def _unfit(note: Note, key: str, name: str, entry: Entry) -> Diagnostic:
    text = _scalar(entry)
    property_ = PROPERTIES.get(PROPERTY_KEYS.get(name, ""))
    if text and property_ and property_.values:
        hint = f"write {' or '.join(property_.values)}, or say in [type.dependencies]: "
        hint = f"{hint}map = {{ {quoted(' '.join(text.split()))} = … }}"
        return Diagnostic(Code.RCA111, note.path, entry.line, f"{key}: {name}: {text!r}", hint)
    detail = f"{key}: {name}: {text!r} is not what it should be"
    hint = "kind is hard or soft; k_of_n a whole number; probability 0 to 1; since YYYY-MM-DD"
    return Diagnostic(Code.RCA106, note.path, entry.line, detail, hint)


def _unknown(note: Note, key: str, name: str, entry: Entry) -> Diagnostic:
    hint = f"write one of {', '.join((*NAME_KEYS, *PROPERTY_KEYS, *GROUP_KEYS))}"
    return Diagnostic(Code.RCA106, note.path, entry.line, f"{key}: {name} means nothing", hint)
