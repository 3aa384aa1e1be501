"""A timeline in front matter or in data: its entries as rows of a table, its keys the columns."""

from collections.abc import Iterator, Mapping
from datetime import tzinfo
from typing import NamedTuple

from rcagraph.extract.clock import read_clock
from rcagraph.extract.find import entries
from rcagraph.profile.shape import Sources
from rcagraph.vault.note import Entry, FrontValue, Line, Note, Paragraph, Row, Scalar, Table

NOWHERE = -1
"""The section of what stands under no heading."""


class Told(NamedTuple):
    """All that the sources give, by its form."""

    tables: list[Table]
    items: list[Scalar]
    """Of a list: `- 10:05 alert fires`, and `- 10:05: alert fires`, which YAML has as a key."""
    texts: list[Paragraph]
    """Texts of several lines."""


def told_events(note: Note, sources: Sources, zone: tzinfo) -> Told:
    told = Told([], [], [])
    for source in sources:
        for entry in entries(note, source):
            if isinstance(entry.value, Scalar):
                told.texts.append(_paragraph(entry.value))
                continue
            rows: list[Mapping[str, Entry]] = []
            for one in _flat(entry.value):
                if isinstance(one, Scalar):
                    told.items.append(one)
                elif _is_of_times(one, zone):
                    told.items.extend(_timed(time, said) for time, said in one.items())
                else:
                    rows.append(one)
            if rows:
                told.tables.append(_table(rows, entry.line))
    return told


def _flat(value: FrontValue) -> Iterator[Scalar | Mapping[str, Entry]]:
    if isinstance(value, tuple):
        for item in value:
            yield from _flat(item)
    else:
        yield value


def _paragraph(text: Scalar) -> Paragraph:
    lines = tuple(Line(line.strip(), text.line) for line in text.text.splitlines() if line.strip())
    return Paragraph(" ".join(line.text for line in lines), text.line, NOWHERE, lines)


def _is_of_times(one: Mapping[str, Entry], zone: tzinfo) -> bool:
    reads = [read_clock(key, zone) for key in one]
    return bool(reads) and all(read and not read[1].strip() for read in reads)


def _timed(time: str, said: Entry) -> Scalar:
    return Scalar(f"{time} {_text(said.value)}", said.line)


def _table(rows: list[Mapping[str, Entry]], line: int) -> Table:
    header = tuple(dict.fromkeys(key for row in rows for key in row))
    return Table(NOWHERE, header, tuple(_row(row, header, line) for row in rows), line)


def _row(row: Mapping[str, Entry], header: tuple[str, ...], line: int) -> Row:
    cells = tuple(_text(row[key].value) if key in row else "" for key in header)
    return Row(cells, min((entry.line for entry in row.values()), default=line))


def _text(value: FrontValue) -> str:
    """In one line; of a list all that is text."""
    if isinstance(value, Scalar):
        is_none = not value.quoted and value.text.strip().casefold() in ("null", "~")
        return "" if is_none else " ".join(value.text.split())
    return "; ".join(filter(None, map(_text, value))) if isinstance(value, tuple) else ""
