"""The rows of a timeline as written: of tables, of lists, and of paragraphs with a time a line."""

import re
from collections.abc import Iterator
from datetime import date, tzinfo
from operator import attrgetter
from typing import NamedTuple

from rcagraph.extract.clock import (
    ATTEMPT,
    OTHER_DATE,
    day_in,
    read_clock,
    read_day,
    read_since,
    with_colons,
)
from rcagraph.extract.told_events import NOWHERE, told_events
from rcagraph.extract.values import typed
from rcagraph.extract.zones import zone_in
from rcagraph.model.vocabulary import ValueType
from rcagraph.profile.shape import TimelineRule
from rcagraph.vault.note import Item, Note, Paragraph, Row, Table

_BETWEEN = re.compile(r"[\])]?[ \t]*(?:[-–—:：|→>•]+[ \t]*)?")
_HEAD = re.compile(
    r"(\S{1,40}?(?:[ \t]+[AaPp]\.?[Mm]\b\.?)?)[\])]?(?::?[ \t]+(?:[-–—|→][ \t]+)?|:?\Z)"
)
_LETTERS_END = "\u3040"
"""From here on in Unicode stand the signs of languages that write no blanks between words."""
_ZONE_SAID = re.compile(r"(?i)\b(?:times?|timestamps?|timezone)\b")

NO_TIME = "?"
"""The time of a row that has none."""

_Columns = tuple[int, int, int | None]
"""Of the time, the event and the day (if it has one of its own)."""


class Event(NamedTuple):
    """One row. With neither time nor event it says only on which day the next ones are."""

    line: int
    time: str = ""
    """As written; empty where the row has none."""
    text: str = ""
    day: date | None = None
    zone: str = ""
    """The zone that its table or heading names."""


def events(
    note: Note, rule: TimelineRule, zone: tzinfo, formats: tuple[str, ...]
) -> Iterator[Event]:
    """All that the rule's keys give and all under its headings, in the order of their lines.

    Of a list beside a table only what has a time is an event; the rest speaks of the table.
    """
    sections = note.sections_named(*rule.sections)
    tables = _tables(note, rule, zone)
    told = told_events(note, rule.sources, zone)
    in_tables = {table.section for table, _ in tables} - {NOWHERE}
    listed = sections - in_tables
    found = [e for table, columns in tables for e in _rows(table, columns, zone, formats)]
    found += _items([i for i in note.items if i.section in listed], zone)
    beside = _items([i for i in note.items if i.section in in_tables], zone)
    found += (event for event in beside if event.time)
    found += [_event(item.text.strip(), item.line, zone) for item in told.items]
    paragraphs = (paragraph for paragraph in note.paragraphs if paragraph.section in listed)
    for paragraph in (*told.texts, *paragraphs):
        found += _lines(paragraph, zone)
    if not found:
        return
    for i in sections:
        day = day_in(note.headings[i].text) or _formatted(note.headings[i].text, zone, formats)
        if day:
            found.append(Event(note.headings[i].line, day=day))
    said = _zone_said(note, sections)
    for event in sorted(found, key=attrgetter("line")):
        yield event._replace(zone=said) if said and not event.zone else event


def unread_tables(note: Note, rule: TimelineRule, zone: tzinfo) -> list[Table]:
    """Those that the rule should read and of which no columns are known."""
    read = [table for table, _ in _tables(note, rule, zone)]
    return [table for table in _asked(note, rule, zone) if table not in read]


def _tables(note: Note, rule: TimelineRule, zone: tzinfo) -> list[tuple[Table, _Columns]]:
    """Those whose headers the rule knows; where it knows none, those that can only be read so."""
    under = _asked(note, rule, zone)
    known = [(table, columns) for table in under if (columns := _columns(table, rule))]
    return known or [(table, c) for table in under if (c := _by_contents(table, zone))]


def _asked(note: Note, rule: TimelineRule, zone: tzinfo) -> list[Table]:
    sections = note.sections_named(*rule.sections)
    under = [table for table in note.tables if table.section in sections]
    return [*told_events(note, rule.sources, zone).tables, *under]


def _zone_said(note: Note, sections: frozenset[int]) -> str:
    """The zone in the heading, `Timeline (UTC)`, or in a sentence: `All times are in CET`."""
    headings = (note.headings[i].text for i in sorted(sections))
    texts = [t for held in (note.paragraphs, note.items) for t in held if t.section in sections]
    sentences = (t.text for t in texts if len(t.text) < 200 and _ZONE_SAID.search(t.text))
    plain = (s for s in sentences if not ATTEMPT.match(s))
    return next((zone for text in (*headings, *plain) if (zone := zone_in(text))), "")


def _columns(table: Table, rule: TimelineRule) -> _Columns | None:
    header = list(enumerate(table.header))
    days = [i for i, text in header if rule.date.search(text)]
    times = [i for i, text in header if rule.time.search(text)] or days
    day = next((i for i in days if times and i != times[0]), None)
    taken = {day, *times[:1]}
    found = [i for i, text in header if rule.event.search(text) and i not in taken]
    return (times[0], found[0], day) if times and found else None


def _by_contents(table: Table, zone: tzinfo) -> _Columns | None:
    """Of two columns, whatever they are called, the one that holds times and nothing else."""
    if len(table.header) != 2:
        return None
    first, second = (is_of_times(table, column, zone) for column in (0, 1))
    return None if first == second else (0, 1, None) if first else (1, 0, None)


def is_of_times(table: Table, column: int, zone: tzinfo) -> bool:
    """Whether the column holds times and nothing else."""
    cells = with_colons([_cell(row, column).strip("~≈ ") for row in table.rows])
    reads = [read_clock(cell, zone) for cell in cells if cell]
    return bool(reads) and all(read and not read[1].strip() for read in reads)


def _rows(
    table: Table, columns: _Columns, zone: tzinfo, formats: tuple[str, ...]
) -> Iterator[Event]:
    time, event, day = columns
    said = zone_in(table.header[time])
    for row in table.rows:
        written, text = _cell(row, time), _cell(row, event)
        if day is not None and (cell := _cell(row, day)):
            on = _formatted(cell, zone, formats)
            written = f"{on.isoformat() if on else cell} {written}".strip()
        # A blank time is one that is missing: the row is kept, and said to have none.
        yield Event(row.line, written or NO_TIME, text, zone=said)


def _cell(row: Row, column: int) -> str:
    return row.cells[column].strip() if column < len(row.cells) else ""


def _formatted(text: str, zone: tzinfo, formats: tuple[str, ...]) -> date | None:
    day = typed(text.strip(" :"), ValueType.DATE, zone, formats)
    return day if isinstance(day, date) else None


def _items(items: list[Item], zone: tzinfo) -> Iterator[Event]:
    """Items in items are events of their own where they have a time, else part of what is above."""
    open_event: Event | None = None
    depth = 0
    for item in items:
        event = _event(item.text, item.line, zone)
        if open_event and item.depth > depth and not (event.time or event.day):
            joint = "; " if open_event.text else ""
            open_event = open_event._replace(text=f"{open_event.text}{joint}{event.text}")
            continue
        if open_event:
            yield open_event
        open_event, depth = event, item.depth
    if open_event:
        yield open_event


def _lines(paragraph: Paragraph, zone: tzinfo) -> Iterator[Event]:
    """A line without a time goes on with the event before it; without one before, it is prose."""
    open_event: Event | None = None
    for text, line in paragraph.lines:
        event = _event(text, line, zone)
        if event.time or event.day:
            if open_event:
                yield open_event
            open_event = event
        elif open_event and open_event.time:
            open_event = open_event._replace(text=f"{open_event.text} {text}".strip())
    if open_event:
        yield open_event


def _event(text: str, line: int, zone: tzinfo) -> Event:
    """Time and event of `10:03 UTC – alert fires`; the text alone where no time was meant."""
    start = text.lstrip("[( ")
    read = read_clock(start, zone) or read_since(start)
    if read and _is_apart(start, read[1]):
        rest = read[1]
        written = start.removesuffix(rest).strip()
        return Event(line, written, rest[_end(rest) :].strip())
    if day := read_day(start):
        rest = day[1][_end(day[1]) :].strip()
        if not rest or (rest.startswith("(") and rest.endswith(")")):
            return Event(line, day=day[0])
    if dated := OTHER_DATE.match(start):
        rest = start[dated.end() :]
        return Event(line, dated.group(), rest[_end(rest) :].strip())
    if ATTEMPT.match(start) and (head := _HEAD.match(start)):
        return Event(line, head[1], start[head.end() :].strip())
    return Event(line, text=text)


def _is_apart(start: str, rest: str) -> bool:
    """Chinese and Japanese go on without a blank; a letter of an alphabet is of the same word."""
    return not rest or not rest[0].isalnum() or rest[0] >= _LETTERS_END


def _end(rest: str) -> int:
    match = _BETWEEN.match(rest)
    return match.end() if match else 0
