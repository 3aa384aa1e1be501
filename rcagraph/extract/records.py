"""The things that one file tells of: documents, items of a list, sections, matches in the body."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate

from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.profile.shape import RecordRule
from rcagraph.vault.note import Entry, FrontValue, Heading, Note, Scalar
from rcagraph.vault.obsidian_marks import CALLOUT_LEVEL
from rcagraph.vault.part import Parts


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
    else:
        for value, line in _listed(note, rule.key):
            front = value if isinstance(value, Mapping) else {"name": Entry(value, line)}
            yield _record(note, front)


def outside(note: Note, found: Sequence[Note]) -> Note:
    """What the note holds on no line of its records."""
    lines = [len(one.body.split("\n")) - one.body.endswith("\n") for one in found]
    starts = (one.body_line for one in found)
    return Parts(note).rest((at, at + n) for at, n in zip(starts, lines, strict=True))


def unread_text(note: Note) -> Iterator[Diagnostic]:
    """One for all links, items and tables of a page that are in no record and so are not read."""
    kinds = (("link", note.links), ("list item", note.items), ("table", note.tables))
    counts = [f"{len(all_)} {name}{'s' * (len(all_) > 1)}" for name, all_ in kinds if all_]
    if counts:
        line = min(one.line for _, all_ in kinds for one in all_)
        yield Diagnostic(Code.RCA210, note.path, line, ", ".join(counts))


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
        yield parts.part(_groups(match, heading, body.line), match.group(), line)


def _sections(note: Note, regex: re.Pattern[str]) -> Iterator[Note]:
    """Each section with such a heading; one inside another is a part of it."""
    parts, lines, end = Parts(note), note.body.split("\n"), 0
    for at, heading in enumerate(note.headings):
        match = regex.search(heading.text) if heading.level < CALLOUT_LEVEL else None
        if match is None or heading.line < end:
            continue
        below = (h.line for h in note.headings[at + 1 :] if h.level <= heading.level)
        end = next(below, note.body_line + len(lines))
        body = lines[heading.line - note.body_line : end - note.body_line]
        front = _groups(match, heading, lambda _: heading.line)  # noqa: B023
        yield parts.part(front, "\n".join(body), heading.line)


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
