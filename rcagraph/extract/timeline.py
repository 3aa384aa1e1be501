"""The timeline of a post-mortem: times become moments, events become milestones."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import NamedTuple

from rcagraph.extract.clock import Clock, likely_day, read_clock, read_since, with_colons
from rcagraph.extract.columns import unknown_columns
from rcagraph.extract.events import NO_TIME, Event, events, unread_tables
from rcagraph.extract.values import typed
from rcagraph.extract.zones import zone_named
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.model.vocabulary import Value, ValueType
from rcagraph.profile.shape import TimelineRule
from rcagraph.vault.note import Note

NEAR = 200
"""How far before a milestone's words, in characters, what takes it back may stand."""


@dataclass(frozen=True, slots=True)
class Times:
    """What a note knows of its times besides the timeline."""

    day: date | None
    zone: tzinfo
    start: datetime | None = None
    """Stated outside of the timeline; what `T+5m` counts from."""
    formats: tuple[str, ...] = ()


class _Moment(NamedTuple):
    event: Event
    at: datetime | None
    text: str


class Timeline(NamedTuple):
    """The properties it gives, and what is wrong with it."""

    values: dict[str, Value]
    diagnostics: list[Diagnostic]


def read_timeline(note: Note, rule: TimelineRule, times: Times) -> Timeline:
    """All that the rule's keys give, and the tables and lists under its headings; or empty."""
    reading = _Reading(note.path, times)
    moments = list(reading.moments(_read_alike(events(note, rule, times.zone, times.formats))))
    values: dict[str, Value] = {}
    if moments:
        values["timeline"] = tuple(map(_line, moments))
    # What began the incident may be the row whose time cannot be read. The row after it is not
    # when it started, and a start that is minutes off would pass for a fact: there is none then.
    timed = [m for m in moments if m.event.time]
    if timed and timed[0].at:
        values["started_at"] = timed[0].at
    for name, pattern in rule.milestones.items():
        said = (m.at for m in moments if m.at and _says(m.text, pattern, rule.negation))
        if reached := next(said, None):
            values[name] = reached
    if rule.last and timed and timed[-1].at:
        values.setdefault(rule.last, timed[-1].at)
    tables = unread_tables(note, rule, times.zone)
    unread = unknown_columns(note, tables, "[type.timeline]", "time", "event")
    return Timeline(values, [*reading.diagnostics, *unread])


def _read_alike(found: Iterable[Event]) -> list[Event]:
    rows = list(found)
    times = with_colons([row.time for row in rows])
    pairs = zip(rows, times, strict=True)
    return [row if row.time == time else row._replace(time=time) for row, time in pairs]


def _says(event: str, pattern: re.Pattern[str], negation: re.Pattern[str]) -> bool:
    """Whether the event says it, at least once, without taking it back in the words before."""
    return any(
        not negation.search(event[max(0, match.start() - NEAR) : match.start()])
        for match in pattern.finditer(event)
    )


def _line(moment: _Moment) -> str:
    if moment.at:
        return f"{moment.at.isoformat(' ', 'minutes')[:16]} {moment.text}"
    return f"{moment.event.time} {moment.text}" if moment.event.time else moment.text


@dataclass(slots=True)
class _Reading:
    """The rows in their order: each is read in the light of those before it."""

    path: str
    times: Times
    diagnostics: list[Diagnostic] = field(default_factory=list)
    day: date | None = None
    """That a heading or a column names for the rows below it."""
    near: datetime | None = None
    """The latest moment on that day or after: a clock time is looked for beside it."""
    latest: datetime | None = None
    zones: set[str] = field(default_factory=set)
    """Those that were complained of: one that a table's header names, once."""

    def moments(self, rows: Iterable[Event]) -> Iterator[_Moment]:
        for row in rows:
            if row.day:
                self.near = self.near if row.day == self.day else None
                self.day = row.day
            elif not row.time:
                yield _Moment(row, None, row.text)
            else:
                yield self.moment(row)

    def moment(self, row: Event) -> _Moment:
        clock = self.clock(row.time)
        text = f"{row.text} (until {clock.until})" if clock and clock.until else row.text
        at = self.at(row, clock)
        if at is None:
            self.unread(row)
            return _Moment(row, None, text)
        if self.latest and at < self.latest:
            self.say(Code.RCA201, row, f"{at:%H:%M} stands after {self.latest:%H:%M}")
        self.latest = max(at, self.latest) if self.latest else at
        self.near = max(at, self.near) if self.near else at
        return _Moment(row, at, text)

    def clock(self, text: str) -> Clock | None:
        read = read_clock(text.strip("~≈ "), self.times.zone)
        return read[0] if read and not read[1].strip() else None

    def at(self, row: Event, clock: Clock | None) -> datetime | None:
        """A clock time on its day, or after the midnight that the rows before make likely."""
        if clock is None:
            return self.since(row.time) or self.house(row.time)
        day = clock.day or self.day or self.times.day
        day = day or (self.near.date() if self.near else None)
        if day is None:
            return None
        local = datetime.combine(day, clock.at)
        word = clock.zone or row.zone
        zone = zone_named(word, self.times.zone, local) if word else self.times.zone
        if zone is None:
            self.unclear(row, word, by_row=bool(clock.zone))
        at = local.replace(tzinfo=zone or self.times.zone)
        return at if clock.day else likely_day(at, self.near)

    def since(self, text: str) -> datetime | None:
        read = read_since(text)
        if not read or read[1].strip() or self.times.start is None:
            return None
        try:
            return self.times.start + read[0]
        except OverflowError:
            return None

    def house(self, text: str) -> datetime | None:
        moment = typed(text, ValueType.DATETIME, self.times.zone, self.times.formats)
        return moment if isinstance(moment, datetime) else None

    def unread(self, row: Event) -> None:
        """Without a date of the incident that is said already, and no time can be read."""
        if read_since(row.time):
            hint = "give the incident `started_at`, from which T counts"
            self.say(Code.RCA203, row, f"{row.time!r}", hint)
        elif row.time == NO_TIME:
            hint = "repeat the time of the row above, if it is the same"
            self.say(Code.RCA203, row, f"none beside {row.text[:60]!r}", hint)
        elif self.times.day or self.day or self.near:
            self.say(Code.RCA203, row, f"{row.time!r}")

    def unclear(self, row: Event, word: str, by_row: bool) -> None:
        if by_row or word not in self.zones:
            self.say(Code.RCA207, row, f"{word!r} was read as {self.times.zone}")
        self.zones.add(word)

    def say(self, code: Code, row: Event, detail: str, hint: str = "") -> None:
        self.diagnostics.append(Diagnostic(code, self.path, row.line, detail, hint))
