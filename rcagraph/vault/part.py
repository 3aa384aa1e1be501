"""A part of a note, from one line to another, as a note of its own."""

from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import TypeVar

from rcagraph.vault.note import Entry, Heading, Item, Link, Note, Paragraph, Table

T = TypeVar("T")
_LINE: Callable[[object], int] = attrgetter("line")


class Parts:
    """A note that is cut many times: what a part holds is looked up by its line, not walked to."""

    def __init__(self, note: Note) -> None:
        self.note = note
        self.links = sorted(note.links, key=_LINE)
        self.addresses = sorted(note.addresses, key=_LINE)
        self.tables = sorted(note.tables, key=_LINE)
        self.items = sorted(note.items, key=_LINE)
        self.paragraphs = sorted(note.paragraphs, key=_LINE)

    def part(self, front: Mapping[str, Entry], body: str, start: int) -> Note:
        """The lines of `body`, of which the first is line `start` of the file.

        A heading that it begins with is its title: the levels below count from there.
        """
        end = _after(body, start)
        headings = _between(self.note.headings, start, end)
        first = bisect_left(self.note.headings, start, key=_LINE)
        return Note(
            self.note.path,
            front,
            body,
            start,
            headings=tuple(_titled(headings, start)),
            links=tuple(_moved(link, first) for link in _between(self.links, start, end)),
            tables=tuple(_moved(table, first) for table in _between(self.tables, start, end)),
            items=tuple(_listed(_between(self.items, start, end), first)),
            paragraphs=tuple(self._paragraphs(start, end, first)),
            addresses=tuple(_moved(a, first) for a in _between(self.addresses, start, end)),
            is_record=True,
        )

    def _paragraphs(self, start: int, end: int, first: int) -> Iterable[Paragraph]:
        """Of one that reaches beyond the part, the lines that are in it."""
        at = bisect_left(self.paragraphs, start, key=lambda p: p.lines[-1].line)
        for paragraph in self.paragraphs[at : bisect_left(self.paragraphs, end, key=_LINE)]:
            lines = tuple(line for line in paragraph.lines if start <= line.line < end)
            section = max(paragraph.section - first, -1)
            if lines == paragraph.lines:
                yield paragraph._replace(section=section)
            elif lines:
                text = " ".join(line.text for line in lines)
                yield Paragraph(text, lines[0].line, section, lines if len(lines) > 1 else ())


def outside(note: Note, parts: Iterable[Note]) -> Note:
    """What the note holds on no line of its parts: under its own headings, at its own lines."""
    lines = {n for one in parts for n in range(one.body_line, _after(one.body, one.body_line))}
    body = enumerate(note.body.split("\n"), note.body_line)
    return replace(
        note,
        body="\n".join("" if number in lines else text for number, text in body),
        links=_outside(note.links, lines),
        tables=tuple(_with_rows(note.tables, lines)),
        items=_outside(note.items, lines),
        paragraphs=_outside(note.paragraphs, lines),
        addresses=_outside(note.addresses, lines),
        inline={k: entry for k, entry in note.inline.items() if entry.line not in lines},
    )


def _after(body: str, start: int) -> int:
    """The line after the last one of a body that begins on line `start`."""
    return start + body.count("\n") + (not body.endswith("\n"))


def _between(found: Sequence[T], start: int, end: int) -> Sequence[T]:
    return found[bisect_left(found, start, key=_LINE) : bisect_left(found, end, key=_LINE)]


def _outside(found: Sequence[T], lines: Container[int]) -> tuple[T, ...]:
    return tuple(one for one in found if _LINE(one) not in lines)


def _with_rows(tables: Iterable[Table], lines: Container[int]) -> Iterator[Table]:
    """Those that have a row on none of the lines, with such rows alone."""
    for table in tables:
        rows = _outside(table.rows, lines)
        if table.line not in lines and (rows or not table.rows):
            yield table._replace(rows=rows)


L = TypeVar("L", Link, Table, Item)


def _moved(one: L, first: int) -> L:
    """With the number that its heading has in the part."""
    return one._replace(section=max(one.section - first, -1))


def _titled(headings: Sequence[Heading], start: int) -> Iterable[Heading]:
    above = headings[0].level - 1 if headings and headings[0].line == start else 0
    return (heading._replace(level=max(heading.level - above, 1)) for heading in headings)


def _listed(items: Sequence[Item], first: int) -> Iterable[Item]:
    """The outermost items of a part that begins inside a list are of no other item."""
    depth = min((item.depth for item in items), default=0)
    return (_moved(item, first)._replace(depth=item.depth - depth) for item in items)
