"""What Obsidian writes at the ends of a block and is no word of it: names and sorts of boxes."""

import re

from rcagraph.vault.note import Line

_NAME = re.compile(r"(?:\A|(?<!\s)\s+)\^[A-Za-z0-9-]+\Z")
_BOX = re.compile(r"\[([/>-])\]\s+")
CALLOUT = re.compile(r"\[!\w[\w -]*(?:\|[^\]\n]*)?\][+-]?\s*")


def without_name(text: str) -> str:
    """Without the name, ` ^like-this`, by which links reach the block."""
    return _NAME.sub("", text) if "^" in text else text


def boxed(text: str) -> tuple[str | None, str]:
    """The sign in the box of an item that Markdown knows for none, `[/]`, `[-]` or `[>]`."""
    box = _BOX.match(text)
    return (box[1], text[box.end() :]) if box else (None, text)


def without_callout(text: str, lines: tuple[Line, ...]) -> tuple[str, tuple[Line, ...]]:
    """A quoted paragraph and its lines without the sort of its box, `> [!warning] Title`."""
    callout = CALLOUT.match(text)
    if callout is None:
        return text, lines
    first = CALLOUT.sub("", lines[0].text, count=1) if lines else ""
    head = (lines[0]._replace(text=first),) if first else ()
    return text[callout.end() :], (*head, *lines[1:])
