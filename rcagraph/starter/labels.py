"""Lines `**Severity:** P1` and `- Service: checkout` in bodies, and how sure each is one."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from rcagraph.vault.note import Note

LINE = re.compile(
    r"^[ \t]*(?:[-*+][ \t]+)?(?P<bold>\*\*|__)?(?P<label>[^\W\d_][^\n:：*|`\[\]./]{1,39}?)"
    r"(?:\*\*|__)?[ \t]*[:：](?:\*\*|__)?[ \t]*(?P<text>\S[^\n]*?)[ \t]*$",
    re.MULTILINE,
)


class Label(NamedTuple):
    """What follows a label."""

    text: str
    in_head: bool
    """Above every heading but the title's, where a note says what it is about."""
    is_bold: bool

    @property
    def is_sure(self) -> bool:
        """It is meant as a label, and is no sentence with a colon in it."""
        return self.in_head or self.is_bold


def labels_of(note: Note) -> Mapping[str, Label]:
    """The first of each name."""
    lines, end = note.body.split("\n"), _head_end(note)
    found: dict[str, Label] = {}
    for at, line in enumerate(lines):
        if match := LINE.match(line):
            label = Label(match["text"], note.body_line + at < end, match["bold"] is not None)
            found.setdefault(match["label"].strip(), label)
    return found


def _head_end(note: Note) -> float:
    """The line of the first heading that is not the title's."""
    is_titled = bool(note.headings) and note.headings[0].level == 1
    below = note.headings[is_titled:]
    return below[0].line if below else float("inf")


def source_of(name: str, labels: list[Label]) -> str:
    """The source expression that reads them all."""
    return f"label:.{name}" if all(label.in_head for label in labels) else f"label:{name}"
