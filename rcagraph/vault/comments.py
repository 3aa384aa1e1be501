"""Obsidian's `%%comments%%`, which Markdown does not know: cut out before it is parsed."""

import re
from collections.abc import Iterable

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_MAX_INDENT = 100


def without_comments(body: str, verbatim: Iterable[tuple[int, int]]) -> str:
    """The body with only the line ends of each comment left, so that lines stay where they are.

    `verbatim` are the spans of code and HTML, in order, where `%%` is text. A comment that opens
    a line may hold blank lines, one within a line may not; one that never ends is text.
    """
    kept, position, opening = list[str](), 0, body.find("%%")
    spans = iter(verbatim)
    span = next(spans, None)
    while opening >= 0:
        while span and (span[1] <= opening or span[0] < position):
            span = next(spans, None)
        if span and span[0] <= opening:
            opening = body.find("%%", span[1])
            continue
        end = _end_of_comment(body, opening)
        if end < 0:
            opening = body.find("%%", opening + 2)
            continue
        kept += body[position:opening], "\n" * body.count("\n", opening, end)
        position, opening = end, body.find("%%", end)
    return "".join([*kept, body[position:]])


def _end_of_comment(body: str, opening: int) -> int:
    """The offset after the closing `%%`, or -1."""
    closing = body.find("%%", opening + 2)
    if closing < 0:
        return -1
    if not _opens_line(body, opening) and _BLANK_LINE.search(body, opening, closing):
        return -1
    return closing + 2


def _opens_line(body: str, offset: int) -> bool:
    """Whether only white space stands before, on a line that is not absurdly long."""
    before = body[max(0, offset - _MAX_INDENT) : offset]
    _, line_end, indent = before.rpartition("\n")
    return not indent.strip() and (bool(line_end) or offset < _MAX_INDENT)
