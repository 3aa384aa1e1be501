"""Times, one below the other, under a heading that no timeline is known to have."""

from collections.abc import Iterator
from datetime import tzinfo

from rcagraph.extract.clock import read_clock
from rcagraph.extract.columns import read_as_tables
from rcagraph.extract.events import is_of_times
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.profile.shape import TypeRule
from rcagraph.vault.note import Note

FEWEST = 2
"""Rows: one time may stand anywhere."""


def stray_times(note: Note, rule: TypeRule, zone: tzinfo) -> Iterator[Diagnostic]:
    """One for the first heading with a table that has a column of times, or a list of times."""
    known = note.sections_named(*read_as_tables(rule))
    found = [(line, section) for line, section in _timed(note, zone) if section not in known]
    if found:
        line, section = min(found)
        heading = note.section_name(section)
        hint = f"if it is the timeline, write timeline.section = {heading!r} in the profile"
        where = f"under {heading!r}" if heading else "above all headings"
        hint = hint if heading else "give it a heading: `## Timeline`"
        yield Diagnostic(Code.RCA211, note.path, line, where, hint)


def _timed(note: Note, zone: tzinfo) -> Iterator[tuple[int, int]]:
    """Line and section of each."""
    for table in note.tables:
        columns = range(len(table.header))
        if len(table.rows) >= FEWEST and any(is_of_times(table, at, zone) for at in columns):
            yield table.line, table.section
    timed: dict[int, list[int]] = {}
    for item in note.items:
        if read_clock(item.text.lstrip("[( "), zone):
            timed.setdefault(item.section, []).append(item.line)
    yield from ((lines[0], at) for at, lines in timed.items() if len(lines) >= FEWEST)
