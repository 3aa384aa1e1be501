"""All that one note says, as facts and diagnostics, in the order of the profile's rules."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from rcagraph.extract.actions import read_actions
from rcagraph.extract.classify import rule_for
from rcagraph.extract.dependencies import read_dependencies
from rcagraph.extract.edges import read_edges
from rcagraph.extract.fields import read_fields
from rcagraph.extract.find import find, first, tags
from rcagraph.extract.find import title as title_of
from rcagraph.extract.links import read_links
from rcagraph.extract.timeline import read_timeline
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.model.facts import Fact, NodeFact, NodeKey, Place, ProseFact
from rcagraph.model.vocabulary import Identity, Value
from rcagraph.profile.shape import Profile, TypeRule
from rcagraph.vault.note import Note

EPOCH = date(1970, 1, 1)


def extract(note: Note, profile: Profile) -> Iterator[Fact | Diagnostic]:
    """The node that the note is, its edges, its action items and its links."""
    rule = rule_for(note, profile)
    if rule.kind == "-":
        return
    key, name = _identity(note, rule, profile)
    values = _common(note, rule)
    fields = read_fields(note, rule, profile)
    yield from fields.diagnostics
    values |= fields.values
    zone = ZoneInfo(profile.vault.timezone)
    if rule.timeline:
        timeline = read_timeline(note, rule.timeline, _day(values), zone)
        yield from timeline.diagnostics
        values = timeline.values | values
    if rule.kind == "Incident":
        yield from _date_or_complaint(note, values)
    yield NodeFact(key, name, _place(note), values, _aliases(note, rule, name, key))
    yield from read_edges(note, key, rule, profile)
    if rule.dependencies:
        yield from read_dependencies(note, key, rule.dependencies, zone)
    if rule.actions:
        yield from read_actions(note, key, name, rule.actions, profile)
    yield from read_links(note, key, profile.links)
    yield from _prose(note, key, profile)


def declared(profile: Profile, path: str) -> Iterator[NodeFact]:
    """The things that the profile itself declares; `path` is its own."""
    for one in profile.declared:
        key = NodeKey(profile.scope(one.kind), one.kind, one.name)
        place = Place(path, one.line, "declare")
        yield NodeFact(key, one.name, place, {}, one.aliases, is_note=False)


def _prose(note: Note, key: NodeKey, profile: Profile) -> Iterator[ProseFact]:
    for rule in profile.mentions:
        if rule.kind != key.kind:
            continue
        text, line = (note.body, note.body_line) if rule.body else title_of(note)
        if text:
            place = Place(note.path, line, "body" if rule.body else "title")
            yield ProseFact(rule.rel, key, rule.to, text, place)


def _identity(note: Note, rule: TypeRule, profile: Profile) -> tuple[NodeKey, str]:
    """Its key, and the name that people type."""
    by_path = profile.ontology.nodes[rule.kind].identity is Identity.PATH
    own_id, own_name = first(note, rule.id), first(note, rule.name)
    name = own_name.text if own_name else note.stem
    id_ = own_id.text if own_id else note.path_stem if by_path else name
    return NodeKey(profile.scope(rule.kind), rule.kind, id_), name


def _common(note: Note, rule: TypeRule) -> dict[str, Value]:
    values: dict[str, Value] = {"path": note.path}
    title = first(note, rule.title)
    if title:
        values["title"] = title.text
    if found := tuple(tag for tag, _ in tags(note)):
        values["tags"] = found
    return values


def _aliases(note: Note, rule: TypeRule, name: str, key: NodeKey) -> tuple[str, ...]:
    others = [found.text for found in find(note, rule.aliases)]
    return tuple(dict.fromkeys(t for t in (*others, key.id) if t and t != name))


def _place(note: Note) -> Place:
    entry = note.front.get("title")
    return Place(note.path, entry.line if entry else 1, "title" if entry else "")


def _day(values: dict[str, Value]) -> date | None:
    day = values.get("date")
    return day if isinstance(day, date) and not isinstance(day, datetime) else None


def _date_or_complaint(note: Note, values: dict[str, Value]) -> Iterator[Diagnostic]:
    """The day as a number (the one date arithmetic every database can do), or a diagnostic."""
    day = _day(values)
    if day:
        values["epoch_day"] = (day - EPOCH).days
    else:
        yield Diagnostic(Code.RCA202, note.path, 1, note.stem)
