"""The things that one file tells of: documents, items of a list, sections, matches in the body."""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import accumulate

from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.profile.shape import RecordRule
from rcagraph.profile.source import Source, Where
from rcagraph.vault import boxes
from rcagraph.vault.note import Entry, FrontValue, Heading, Note, Scalar
from rcagraph.vault.part import Parts

MOST_SAID = 3
CALLED = "@id"
AS_CALLED = (Source(CALLED, Where.KEY, CALLED, keys=(CALLED,)),)
"""What a record is called where no rule says: no file has a key like it."""


def documents(note: Note) -> Iterator[Note]:
    """A note for each document of a data file; any other note as it is."""
    if not note.documents:
        yield note
    for front in note.documents:
        yield _record(note, front)


def records(note: Note, rule: RecordRule) -> Iterator[Note]:
    """A note for each record: its fields as front matter, at the lines where they stand."""
    if rule.regex is not None:
        yield from _matches(note, rule.regex)
    elif rule.heading is not None:
        yield from _sections(note, rule.heading)
    elif rule.table:
        yield from _rows(note, rule.table)
    else:
        for value, line in _listed(note, rule.key):
            front = value if isinstance(value, Mapping) else {"name": Entry(value, line)}
            yield _record(note, _called(front, "id", "name"))


def unread_text(note: Note) -> Iterator[Diagnostic]:
    """One for all links, items and tables of a page that are in no record and so are not read."""
    found = [(link.line, link.section) for link in note.links]
    found += [(item.line, item.section) for item in note.items]
    rows = ((row, table.section) for table in note.tables for row in table.rows)
    found += [(row.line, section) for row, section in rows if any(map(str.strip, row.cells))]
    under: dict[int, set[int]] = {}
    for line, section in found:
        under.setdefault(section, set()).add(line)
    said = [_lines_under(note.section_name(at), under[at]) for at in sorted(under)]
    if said:
        further = f" and {len(said) - MOST_SAID} more headings" if len(said) > MOST_SAID else ""
        detail = "; ".join(said[:MOST_SAID]) + further
        yield Diagnostic(Code.RCA210, note.path, min(found)[0], detail)


def _lines_under(heading: str, lines: Collection[int]) -> str:
    """`lines 3, 5-7 under '2025'`."""
    spans: list[list[int]] = []
    for line in sorted(lines):
        if spans and line == spans[-1][1] + 1:
            spans[-1][1] = line
        else:
            spans.append([line, line])
    written = ", ".join(f"{a}-{b}" if b > a else str(a) for a, b in spans)
    where = f"under {heading!r}" if heading else "above all headings"
    return f"line{'s' if len(lines) > 1 else ''} {written} {where}"


def _record(note: Note, front: Mapping[str, Entry]) -> Note:
    line = min((entry.line for entry in front.values()), default=note.body_line)
    return Note(note.path, front, body_line=line, is_record=True)


def _listed(note: Note, key: str) -> Iterator[tuple[FrontValue, int]]:
    """The items at a dotted key; no key at all is the list that the document is."""
    entry = note.front.get(key.split(".")[0])
    for part in key.split(".")[1:]:
        if entry is None or not isinstance(entry.value, Mapping):
            return
        entry = entry.value.get(part)
    if entry is not None:
        items = entry.value if isinstance(entry.value, tuple) else (entry.value,)
        for item in items:
            yield item, item.line if isinstance(item, Scalar) else entry.line


def _matches(note: Note, regex: re.Pattern[str]) -> Iterator[Note]:
    """What the regex cuts out of the body, with all that the note holds there."""
    parts, body = Parts(note), _Lines(note)
    for match in regex.finditer(note.body):
        line = body.line(match.start())
        at = bisect_right(note.headings, line, key=lambda heading: heading.line)
        heading = note.headings[at - 1] if at else Heading("", 0, line)
        front = _called(_groups(match, heading, body.line), "id", *regex.groupindex)
        yield parts.part(front, match.group(), line)


def _sections(note: Note, regex: re.Pattern[str]) -> Iterator[Note]:
    """Each section with such a heading; one inside another is a part of it."""
    parts, lines, end = Parts(note), note.body.split("\n"), 0
    for at, heading in enumerate(note.headings):
        match = regex.search(heading.text) if heading.level < boxes.LEVEL else None
        if match is None or heading.line < end:
            continue
        below = (h.line for h in note.headings[at + 1 :] if h.level <= heading.level)
        end = next(below, note.body_line + len(lines))
        body = lines[heading.line - note.body_line : end - note.body_line]
        front = _groups(match, heading, lambda _: heading.line)  # noqa: B023
        yield parts.part(_called(front, "id", "heading"), "\n".join(body), heading.line)


def _rows(note: Note, heading: str) -> Iterator[Note]:
    """Each row of the tables under the heading: what its columns are called is what it says."""
    parts, lines = Parts(note), note.body.split("\n")
    sections = note.sections_named(heading)
    for table in note.tables:
        for row in table.rows if table.section in sections else ():
            cells = zip(table.header, row.cells, strict=False)
            said = {name.strip(): cell.strip() for name, cell in cells if name.strip()}
            front = {
                name: Entry(Scalar(cell, row.line), row.line) for name, cell in said.items() if cell
            }
            above = Entry(Scalar(note.section_name(table.section), table.line), table.line)
            if front:
                front = _called(front, *list(said)[:1])
                front.setdefault("heading", above)
                yield parts.part(front, lines[row.line - note.body_line], row.line)


def _called(front: Mapping[str, Entry], *keys: str) -> dict[str, Entry]:
    """With the first of the keys that it has as what the record is called."""
    told = next((front[key] for key in keys if key in front), None)
    return {**front, CALLED: told} if told else dict(front)


def _groups(
    match: re.Match[str], heading: Heading, line_at: Callable[[int], int]
) -> dict[str, Entry]:
    """The named groups, and the heading, each with its line."""
    texts = {
        name: (text, line_at(match.start(name))) for name, text in match.groupdict().items() if text
    }
    texts.setdefault("heading", (heading.text, heading.line))
    return {
        name: Entry(Scalar(text.strip(), line, True), line) for name, (text, line) in texts.items()
    }


class _Lines:
    """From an offset in the body to the line of the file."""

    def __init__(self, note: Note) -> None:
        lengths = (len(line) + 1 for line in note.body.split("\n"))
        self.ends = tuple(accumulate(lengths))
        self.first = note.body_line

    def line(self, offset: int) -> int:
        return self.first + bisect_right(self.ends, offset)
