"""Obsidian's boxes, `> [!note]- Timeline`: what one holds stands under its title."""

from collections.abc import Sequence
from typing import NamedTuple

from rcagraph.vault.note import Heading, Item, Line, Paragraph, Table
from rcagraph.vault.obsidian_marks import CALLOUT

LEVEL = 7
"""A box's title is a heading below all others: any heading ends what stands under it."""
_MOST_WORDS, _LONGEST = 5, 60
_OF_TEXT = (".", "!", "?", "…", "。", "！", "？", ",", ";")


def title_of_box(text: str, lines: tuple[Line, ...]) -> str:
    """The title of a box, if it is a few words as a heading's are, no sentence and no label."""
    first = lines[0].text if lines else text
    box = CALLOUT.match(first)
    title = first[box.end() :].strip() if box else ""
    is_short = len(title.split()) <= _MOST_WORDS and len(title) <= _LONGEST
    is_name = not title.endswith(_OF_TEXT) and ":" not in title and "：" not in title
    return title if is_short and is_name else ""


class _Box(NamedTuple):
    depth: int
    """How many quotes it stands in, its own among them."""
    around: int
    """The section that it stands in."""
    title: Line


class Boxes:
    """The open boxes that have a title, the innermost last; their titles go to the headings."""

    def __init__(self, headings: list[Heading]) -> None:
        self.headings = headings
        self.open: list[_Box] = []

    def begin(self, depth: int, around: int, title: Line) -> int:
        """The section that is the box's."""
        self.open.append(_Box(depth, around, title))
        self.headings.append(Heading(title.text, LEVEL, title.line))
        return len(self.headings) - 1

    def end(
        self, depth: int, section: int, paragraphs: list[Paragraph],
        *held: Sequence[Item] | Sequence[Table],
    ) -> int:  # fmt: skip
        """The section that goes on after the quote; of a box without contents the title is text."""
        while self.open and self.open[-1].depth == depth:
            box = self.open.pop()
            own, section = section, box.around
            last = [found[-1].section for found in (paragraphs, *held) if found]
            if own == len(self.headings) - 1 and all(other < own for other in last):
                self.headings.pop()
                paragraphs.append(Paragraph(*box.title, section))
        return section
