"""What stands after a label: `**Severity:** SEV-2`, `- Impact: …`, a row `Status | done`."""

import re
from collections.abc import Iterator
from operator import itemgetter

from rcagraph.model.names import is_regex
from rcagraph.profile.source import ANYWHERE, HEAD
from rcagraph.vault import boxes
from rcagraph.vault.headings import is_called, plain_heading
from rcagraph.vault.note import Item, Note, Paragraph, Table

_LABELLED = re.compile(r"([^\s:：][^:：\n]{0,60}?)[ \t]*(?:::?|：)(?!//)[ \t]*(.*)\Z", re.DOTALL)
_LABEL = re.compile(r"[\[(]?[^\W\d][^:：\n]{0,40}(?:::?(?:\s|\Z)|：)")
"""A line that begins so is not the rest of the one before."""

_BESIDE = re.compile(
    r"(?:(?<![ \t])(?:[ \t]+[|·•][ \t]+|[ \t]{2,})|(?<!\u3000)\u3000+)"
    r"(?=[^\W\d][^:：|\n]{0,40}(?:::?(?:\s|\Z)|：))"
)
"""Between labels on one line: `Severity: P1 | Status: resolved`. It begins where a run of blanks
does, so that the time grows with the text."""

Labelled = tuple[str, int]
"""The text after a label, and its line."""


def labelled(note: Note, heading: str, name: str) -> Iterator[Labelled]:
    """Every text with the label under the heading, in the order of their lines."""
    if not is_regex(name) and plain_heading(name) not in note.words:
        return
    sections = _sections(note, heading)
    found: list[Labelled] = []
    for paragraph in note.paragraphs:
        if paragraph.section in sections:
            found += _in_paragraph(note, paragraph, name)
    items = [item for item in note.items if item.section in sections]
    for at, item in enumerate(items):
        if item.depth == 0:
            found += _in_item(note, items, at, name)
    for table in note.tables:
        if table.section in sections:
            found += _in_table(table, name)
    yield from sorted(found, key=itemgetter(1))


def _sections(note: Note, heading: str) -> frozenset[int]:
    if heading == ANYWHERE:
        return frozenset(range(-1, len(note.headings)))
    if heading == HEAD:
        # A box above the headings is no section of its own there.
        levels = [h.level for h in note.headings]
        below = (i for i, n in enumerate(levels) if n < boxes.LEVEL and (n > 1 or 1 in levels[:i]))
        return frozenset(range(-1, next(below, len(levels))))
    return note.sections_named(heading)


def _in_paragraph(note: Note, paragraph: Paragraph, name: str) -> Iterator[Labelled]:
    """The rest of the line and those that go on with it; else the list that follows."""
    lines = [
        (part, line)
        for text, line in paragraph.lines
        for part in _BESIDE.split(note.untagged(text, line))
    ]
    for at, (text, line) in enumerate(lines):
        value = _after(text, name)
        if value is None:
            continue
        parts = [value]
        for further, _ in lines[at + 1 :]:
            if _LABEL.match(further):
                break
            parts.append(further)
        if said := " ".join(filter(None, parts)):
            yield said, line
        elif at == len(lines) - 1:
            yield from listed_after(note, paragraph.line)


def listed_after(note: Note, line: int) -> Iterator[Labelled]:
    """The items between the paragraph that begins on the line and the next one of its section."""
    paragraph = next((p for p in note.paragraphs if p.line == line), None)
    if paragraph is None:
        return
    last = paragraph.lines[-1].line
    following = (p.line for p in note.paragraphs if p.line > last)
    end = min(following, default=None)
    for item in note.items:
        is_listed = item.section == paragraph.section and item.depth == 0
        if is_listed and item.line > last and (end is None or item.line < end):
            yield item.text, item.line


def _in_item(note: Note, items: list[Item], at: int, name: str) -> Iterator[Labelled]:
    """The rest of the item; else the items in it."""
    parts = _BESIDE.split(note.untagged(items[at].text, items[at].line))
    value = next((said for part in parts if (said := _after(part, name)) is not None), None)
    if value:
        yield value, items[at].line
    if value != "":
        return
    for item in items[at + 1 :]:
        if item.depth == 0:
            return
        if item.depth == 1:
            yield item.text, item.line


def _in_table(table: Table, name: str) -> Iterator[Labelled]:
    """Of a table with two columns: its header may be the first pair."""
    if len(table.header) != 2:
        return
    for cells, line in ((table.header, table.line), *table.rows):
        if len(cells) == 2 and cells[1].strip() and is_called(cells[0].strip(), name):
            yield cells[1].strip(), line


def _after(text: str, name: str) -> str | None:
    """The text after the label, maybe empty; None where another label or none stands."""
    match = _LABELLED.match(text)
    return match[2].strip() if match and is_called(match[1], name) else None
