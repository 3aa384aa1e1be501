"""Labels in an action item, `Fix it (owner: Ann, due: 2025-01-02)`, that are called as columns."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_COLON = re.compile(r"[ \t]*(?:::?|：)(?!//)[ \t]*")
_BEFORE = re.compile(r"(?:[(（\[,，、;；|–—][ \t]*)([^\W\d][^(（)）\[\],，、;；|–—:：]{0,30})\Z")
_APART = re.compile(r"[ \t]([\u3040-\uffdc]{1,12})\Z")
"""Where words are written without blanks between them, a blank parts more."""
_LONGEST = 40
_END = re.compile(r"[ \t]*[(（)）\[\],，、;；|–—]")
_END_OF_NAMES = re.compile(r"[ \t]*(?:[(（)）\[\],，;；|–—]|、(?=[^、,，)）]*[:：]))")
"""Between names of people `、` parts one from the next; a label after it is no name."""


class _Label(NamedTuple):
    name: str
    start: int
    value: int
    """Where the value begins."""


def labelled_marks(text: str, columns: Mapping[str, re.Pattern[str]]) -> tuple[str, dict[str, str]]:
    """The text without what is labelled, and that by property; the first label of a name counts."""
    labels = list(_labels(text, columns))
    marks: dict[str, str] = {}
    rest, at = "", 0
    for number, label in enumerate(labels):
        following = labels[number + 1].start if number + 1 < len(labels) else len(text)
        ends = _END_OF_NAMES if label.name == "owner" else _END
        end = ends.search(text, label.value, following)
        stop = end.start() if end else following
        value = text[label.value : stop].strip()
        if value and label.name not in marks:
            marks[label.name] = value
            rest += text[at : label.start]
            at = stop
    return rest + text[at:], marks


def _labels(text: str, columns: Mapping[str, re.Pattern[str]]) -> Iterator[_Label]:
    for colon in _COLON.finditer(text):
        near = max(0, colon.start() - _LONGEST), colon.start()
        said = _BEFORE.search(text, *near) or _APART.search(text, *near)
        called = [n for n, p in columns.items() if n != "text" and said and p.search(said[1])]
        if said and called:
            yield _Label(called[0], said.start(1), colon.end())
