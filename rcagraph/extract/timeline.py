"""The timeline of a post-mortem: clock times become moments, events become milestones."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from rcagraph.extract.values import typed
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.model.vocabulary import Value, ValueType
from rcagraph.profile.shape import TimelineRule
from rcagraph.vault.note import Note, Row, Table

CLOCK = re.compile(r"~?(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(?P<utc>UTC|Z)?\Z")
BACK = 3
TURN = timedelta(days=1)


class _Moment(NamedTuple):
    row: Row
    at: datetime | None
    event: str


class Timeline(NamedTuple):
    """The properties it gives, and what is wrong with it."""

    values: dict[str, Value]
    diagnostics: list[Diagnostic]


def read_timeline(note: Note, rule: TimelineRule, day: date | None, zone: ZoneInfo) -> Timeline:
    """The first table under the rule's heading that has both columns; empty without one."""
    for table in _tables(note, rule):
        columns = _columns(table, rule)
        if columns:
            return _timeline(note, rule, table, columns, day, _zone(table, columns[0], zone))
    return Timeline({}, [])


def _tables(note: Note, rule: TimelineRule) -> Iterator[Table]:
    sections = note.sections_named(rule.section)
    return (table for table in note.tables if table.section in sections)


def _columns(table: Table, rule: TimelineRule) -> tuple[int, int] | None:
    times = [i for i, text in enumerate(table.header) if rule.time.search(text)]
    events = [i for i, text in enumerate(table.header) if rule.event.search(text)]
    return (times[0], events[0]) if times and events else None


def _zone(table: Table, column: int, zone: ZoneInfo) -> ZoneInfo:
    """`Time (UTC)` says its zone; anything else is the vault's."""
    return ZoneInfo("UTC") if "UTC" in table.header[column] else zone


def _timeline(
    note: Note, rule: TimelineRule, table: Table, columns: tuple[int, int],
    day: date | None, zone: ZoneInfo,
) -> Timeline:  # fmt: skip
    diagnostics: list[Diagnostic] = []
    moments = list(_moments(note, table, columns, day, zone, diagnostics))
    values: dict[str, Value] = {}
    if moments:
        values["timeline"] = tuple(_line(m, columns[0]) for m in moments)
    timed = [m for m in moments if m.at]
    if timed and timed[0].at:
        values["started_at"] = timed[0].at
    for name, pattern in rule.milestones.items():
        reached = next((m.at for m in timed if pattern.search(m.event)), None)
        if reached:
            values[name] = reached
    return Timeline(values, diagnostics)


def _line(moment: _Moment, time_column: int) -> str:
    if moment.at:
        return f"{moment.at.date()} {moment.at:%H:%M} {moment.event}"
    return f"{moment.row.cells[time_column].strip()} {moment.event}"


def _moments(
    note: Note, table: Table, columns: tuple[int, int], day: date | None, zone: ZoneInfo,
    diagnostics: list[Diagnostic],
) -> Iterator[_Moment]:  # fmt: skip
    """The rows with their times; one that steps back in time is reported."""
    latest: datetime | None = None
    for row in table.rows:
        written, event = (row.cells[c].strip() if c < len(row.cells) else "" for c in columns)
        at = _at(written, day, zone, latest)
        if at is None:
            if day is not None:
                detail = f"{written!r}"
                diagnostics.append(Diagnostic(Code.RCA203, note.path, row.line, detail))
            yield _Moment(row, None, event)
            continue
        if latest and at < latest:
            detail = f"{at:%H:%M} stands after {latest:%H:%M}"
            diagnostics.append(Diagnostic(Code.RCA201, note.path, row.line, detail))
        latest = max(at, latest) if latest else at
        yield _Moment(row, at, event)


def _at(text: str, day: date | None, zone: ZoneInfo, latest: datetime | None) -> datetime | None:
    """A clock time on the day, or after the midnight that `latest` makes likely; else a moment."""
    match = CLOCK.match(text)
    if match and day:
        hour, minute, second = (int(part or 0) for part in match.groups()[:3])
        if hour < 24 and minute < 60 and second < 60:
            zone = ZoneInfo("UTC") if match["utc"] else zone
            return _after(datetime.combine(day, time(hour, minute, second), zone), latest)
    moment = typed(text, ValueType.DATETIME, zone)
    return moment if isinstance(moment, datetime) else None


def _after(at: datetime, latest: datetime | None) -> datetime | None:
    """The clock time on the likeliest day beside that of `latest`; None past the last year."""
    if latest is None:
        return at
    try:
        days = (latest.astimezone(at.tzinfo).date() - at.date()).days
        return min((at + (days + step) * TURN for step in (0, 1, -1)), key=_unlikely(latest))
    except OverflowError:
        return None


def _unlikely(latest: datetime) -> Callable[[datetime], timedelta]:
    """Rows mostly follow in time: a step back counts as one ahead that is `BACK` times as long."""
    return lambda at: at - latest if at >= latest else BACK * (latest - at)
