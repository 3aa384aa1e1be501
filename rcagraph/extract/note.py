"""All that one note says, as facts and diagnostics, in the order of the profile's rules."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from rcagraph.extract.actions import read_actions
from rcagraph.extract.classify import parts
from rcagraph.extract.columns import unread_lists
from rcagraph.extract.dependencies import read_dependencies
from rcagraph.extract.edges import read_edges, unread_mappings
from rcagraph.extract.fields import Fields, day_said, read_fields
from rcagraph.extract.find import find, first, tags
from rcagraph.extract.find import title as title_of
from rcagraph.extract.idle_rules import Used
from rcagraph.extract.keys import near_keys
from rcagraph.extract.links import links_of, read_links
from rcagraph.extract.moments import after_start, fix_offsets, minutes_between
from rcagraph.extract.records import AS_CALLED, unread_text
from rcagraph.extract.stray_times import stray_times
from rcagraph.extract.template import mistaken_template
from rcagraph.extract.timeline import Times, read_timeline
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.model.facts import EdgeFact, Fact, NodeFact, NodeKey, Place, ProseFact, SkippedFact
from rcagraph.model.vocabulary import Identity, Value, ValueType
from rcagraph.profile.shape import Profile, TypeRule
from rcagraph.vault.note import Note
from rcagraph.vault.part import outside

EPOCH = date(1970, 1, 1)
DATED = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")
RECORDS = "a [[type]] with `records = 'heading:^\\d{4}-'` reads an incident under each"


def extract(note: Note, profile: Profile, used: Used | None = None) -> Iterator[Fact | Diagnostic]:
    """The nodes that the note is or tells of, their edges, action items and links.

    The rules that did something are put into `used`.
    """
    used = set() if used is None else used
    found: list[Note] = []
    for part, rule in parts(note, profile, used):
        if rule.kind == "-":
            yield SkippedFact(Place(note.path, 1))
        else:
            found.append(part)
            yield from _one(part, rule, profile, used)
    if found and not note.documents and all(part.is_record for part in found):
        yield from unread_text(outside(note, found))


def _one(note: Note, rule: TypeRule, profile: Profile, used: Used) -> Iterator[Fact | Diagnostic]:
    key, name = _identity(note, rule, profile)
    if note.is_record and not first(note, (*rule.id, *rule.name, *AS_CALLED)):
        yield Diagnostic(Code.RCA204, note.path, note.body_line, f"{rule.kind} {name!r}")
    values = _common(note, rule)
    fields = read_fields(note, rule, profile)
    yield from fields.diagnostics
    values |= fields.values
    used.update(id(rule.fields[name]) for name in fields.read)
    types = profile.ontology.types
    lists = [n for n in rule.fields if n not in fields.read and types[n] is ValueType.STRINGS]
    yield from unread_lists(note, rule, lists)
    if rule.timeline:
        zone, formats = profile.vault.zone, profile.vault.date_formats
        times = Times(day_said(values), zone, _start(values), formats)
        timeline = read_timeline(note, rule.timeline, times)
        yield from timeline.diagnostics
        if not timeline.values:
            yield from stray_times(note, rule, zone)
        values = timeline.values | values
    if not note.is_record:
        yield from near_keys(note, rule, profile)
    yield from _moved(note, fields, values)
    yield from _order(note, fields)
    fix_offsets(values)
    minutes = minutes_between(values) if rule.kind == "Incident" else None
    if minutes is not None:
        values.setdefault("duration_minutes", minutes)
    if rule.kind == "Incident":
        yield from _date_or_complaint(note, name, values)
        yield from mistaken_template(note, day_said(values), profile.vault)
    aliases = _aliases(note, rule, name)
    if others := tuple(one for one in aliases if one != values.get("title")):
        values["aliases"] = others
    known = aliases if key.id in (name, *aliases) else (*aliases, key.id)
    yield NodeFact(key, name, _place(note), values, known, not note.is_record)
    yield from _told(note, key, name, rule, profile, used)


def _told(
    note: Note, key: NodeKey, name: str, rule: TypeRule, profile: Profile, used: Used
) -> Iterator[Fact | Diagnostic]:
    """What the node is joined to, and what it promises."""
    read = set[tuple[int, str]]()
    for said in _edges(note, key, rule, profile, used):
        read.update(links_of(said))
        yield said
    if rule.actions:
        yield from read_actions(note, key, name, rule.actions, profile)
    yield from read_links(note, key, profile.links, read)
    yield from _prose(note, key, profile)


def _edges(
    note: Note, key: NodeKey, rule: TypeRule, profile: Profile, used: Used
) -> Iterator[EdgeFact | Diagnostic]:
    yield from read_edges(note, key, rule, profile, used)
    yield from unread_mappings(note, rule)
    for asked in rule.dependencies:
        yield from read_dependencies(note, key, asked, profile.vault.zone)


def declared(profile: Profile, path: str) -> Iterator[NodeFact]:
    """The things that the profile itself declares; `path` is its own."""
    for one in profile.declared:
        key = NodeKey(profile.scope(one.kind), one.kind, one.name)
        place = Place(path, one.line, "declare")
        properties = {"aliases": one.aliases} if one.aliases else {}
        yield NodeFact(key, one.name, place, properties, one.aliases, is_note=False)


def _prose(note: Note, key: NodeKey, profile: Profile) -> Iterator[ProseFact]:
    for rule in profile.mentions:
        if rule.kind != key.kind:
            continue
        text, line = (note.body, note.body_line) if rule.body else title_of(note)
        if text:
            place = Place(note.path, line, "body" if rule.body else "title")
            yield ProseFact(rule.rel, key, rule.to, text, place)


def _identity(note: Note, rule: TypeRule, profile: Profile) -> tuple[NodeKey, str]:
    """Its key, and the name that people type; a record without any is called after its place."""
    by_path = profile.ontology.nodes[rule.kind].identity is Identity.PATH
    own_name = first(note, rule.name)
    own_id = first(note, rule.id) or (None if own_name else first(note, AS_CALLED))
    place = f"#{note.body_line}" if note.is_record else ""
    called = own_name or (own_id if note.is_record else None)
    name = called.text if called else note.stem + place
    id_ = own_id.text if own_id else note.path_stem + place if by_path else name
    id_ = id_ if by_path else profile.plain(rule.kind, id_) or id_
    return NodeKey(profile.scope(rule.kind), rule.kind, id_), name


def _common(note: Note, rule: TypeRule) -> dict[str, Value]:
    values: dict[str, Value] = {"path": note.path}
    title = first(note, rule.title)
    if title:
        values["title"] = title.text
    if found := tuple(tag for tag, _ in note.once(tags)):
        values["tags"] = found
    return values


def _aliases(note: Note, rule: TypeRule, name: str) -> tuple[str, ...]:
    others = (found.text for found in find(note, rule.aliases))
    return tuple(dict.fromkeys(text for text in others if text != name))


def _place(note: Note) -> Place:
    entry = note.entry("title")
    if note.is_record:
        return Place(note.path, note.body_line)
    return Place(note.path, entry.line if entry else 1, "title" if entry else "")


def _start(values: dict[str, Value]) -> datetime | None:
    start = values.get("started_at")
    return start if isinstance(start, datetime) else None


def _moved(note: Note, fields: Fields, values: dict[str, Value]) -> Iterator[Diagnostic]:
    """Times without a day are on the incident's, unless its start makes the next one likelier."""
    start = _start(values)
    for name, clock in fields.clocks.items():
        at = fields.values[name]
        if name == "started_at" or not isinstance(at, datetime):
            continue
        moved = after_start(at, start, is_end=name == "resolved_at")
        if moved != at:
            values[name] = fields.values[name] = moved
            detail = f"{name}: {clock!r} was read as {moved:%Y-%m-%d %H:%M}"
            yield Diagnostic(Code.RCA113, note.path, fields.lines[name], detail)


def _order(note: Note, fields: Fields) -> Iterator[Diagnostic]:
    """A field may not say that it ended before it started. Times of one zone each are compared."""
    start, end = fields.values.get("started_at"), fields.values.get("resolved_at")
    if isinstance(start, datetime) and isinstance(end, datetime) and end < start:
        detail = f"{end.isoformat(' ')} is before {start.isoformat(' ')}"
        yield Diagnostic(Code.RCA205, note.path, fields.lines["resolved_at"], detail)


def _date_or_complaint(note: Note, name: str, values: dict[str, Value]) -> Iterator[Diagnostic]:
    """The day as a number (the one date arithmetic every database can do), or a diagnostic."""
    day = day_said(values)
    if day:
        values["epoch_day"] = (day - EPOCH).days
    else:
        line = note.body_line if note.is_record else 1
        dated = [h for h in note.headings if DATED.match(h.text)]
        hint = f"{len(dated)} headings have dates: {RECORDS}" if len(dated) > 1 else ""
        yield Diagnostic(Code.RCA202, note.path, line, name, hint)
