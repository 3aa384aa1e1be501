"""What stands after a label: `**Severity:** SEV-2`, `- Impact: …`, a row `Status | done`."""

import re
from collections.abc import Callable, Collection, Iterator
from functools import partial
from operator import itemgetter
from typing import NamedTuple

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


class _Label(NamedTuple):
    name: str
    """As written."""
    section: int
    owner: int
    """Of an item its place among the items: its first label of a name is the one that counts."""
    told: Callable[[frozenset[int]], Iterator[Labelled]]
    """What it says, where these sections are read."""


class Labels:
    """All labels of a note, found once: a profile asks for dozens of names."""

    def __init__(self, note: Note) -> None:
        self._note = note
        self._all: list[_Label] = []
        self._called: dict[str, list[_Label]] = {}
        for paragraph in note.paragraphs:
            if any(_has_colon(line.text) for line in paragraph.lines):
                self._in_paragraph(paragraph)
        for at, item in enumerate(note.items):
            if item.depth == 0 and _has_colon(item.text):
                self._in_item(item, at)
        for table in note.tables:
            self._in_table(table)

    @property
    def names(self) -> Collection[str]:
        """What they are called, in plain words."""
        return self._called.keys()

    def under(self, heading: str, name: str) -> list[Labelled]:
        """Every text with the label under the heading, in the order of their lines."""
        labels = self._all if is_regex(name) else self._called.get(plain_heading(name), [])
        if not labels:
            return []
        sections = _sections(self._note, heading)
        found, owners = list[Labelled](), set[int]()
        for label in labels:
            is_told = label.section in sections and label.owner not in owners
            if is_told and is_called(label.name, name):
                if label.owner >= 0:
                    owners.add(label.owner)
                found += label.told(sections)
        return sorted(found, key=itemgetter(1))

    def _add(
        self,
        name: str,
        section: int,
        owner: int,
        told: Callable[[frozenset[int]], Iterator[Labelled]],
    ) -> None:
        label = _Label(name, section, owner, told)
        self._all.append(label)
        self._called.setdefault(plain_heading(name), []).append(label)

    def _in_paragraph(self, paragraph: Paragraph) -> None:
        note = self._note
        lines = [
            (part, line)
            for text, line in paragraph.lines
            for part in _BESIDE.split(note.untagged(text, line))
        ]
        for at, (text, _) in enumerate(lines):
            if match := _LABELLED.match(text):
                told = partial(_after_label, note, paragraph, lines, at, match[2].strip())
                self._add(match[1], paragraph.section, -1, told)

    def _in_item(self, item: Item, at: int) -> None:
        for part in _BESIDE.split(self._note.untagged(item.text, item.line)):
            if match := _LABELLED.match(part):
                told = partial(_in_item, self._note.items, at, match[2].strip())
                self._add(match[1], item.section, at, told)

    def _in_table(self, table: Table) -> None:
        """Of a table with two columns: its header may be the first pair."""
        if len(table.header) != 2:
            return
        for cells, line in ((table.header, table.line), *table.rows):
            if len(cells) == 2 and (value := cells[1].strip()):
                self._add(cells[0].strip(), table.section, -1, partial(_said, value, line))


def _has_colon(text: str) -> bool:
    return ":" in text or "：" in text


def _said(value: str, line: int, _sections: frozenset[int]) -> Iterator[Labelled]:
    yield value, line


def _sections(note: Note, heading: str) -> frozenset[int]:
    if heading == ANYWHERE:
        return frozenset(range(-1, len(note.headings)))
    if heading == HEAD:
        # A box above the headings is no section of its own there.
        levels = [h.level for h in note.headings]
        below = (i for i, n in enumerate(levels) if n < boxes.LEVEL and (n > 1 or 1 in levels[:i]))
        return frozenset(range(-1, next(below, len(levels))))
    return note.sections_named(heading)


def _after_label(
    note: Note,
    paragraph: Paragraph,
    lines: list[Labelled],
    at: int,
    value: str,
    _sections: frozenset[int],
) -> Iterator[Labelled]:
    """The rest of the line and those that go on with it; else the list that follows."""
    parts = [value]
    for further, _ in lines[at + 1 :]:
        if _LABEL.match(further):
            break
        parts.append(further)
    if said := " ".join(filter(None, parts)):
        yield said, lines[at][1]
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


def _in_item(
    items: tuple[Item, ...], at: int, value: str, sections: frozenset[int]
) -> Iterator[Labelled]:
    """The rest of the item; else the items in it."""
    if value:
        yield value, items[at].line
        return
    for item in items[at + 1 :]:
        if item.section not in sections:
            continue
        if item.depth == 0:
            return
        if item.depth == 1:
            yield item.text, item.line
