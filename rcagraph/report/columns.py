"""How wide each column of a terminal's table is, and where the text in it breaks.

A column is as wide as its text. Where that is too much for the terminal, the widest columns wrap
between words; then words that are longer than a name, such as paths, break after a `-`, `/` and
the like; then names do; then all break anywhere. A day is never broken after its signs.
"""

import re
from collections.abc import Callable, Iterator, Sequence

_WORD = re.compile(r"\S+(?: %\S*)?")
"""A number and its `%` are one, and what closes it: `95 %)`."""

_SOFT = re.compile(r"\d{4}-\d\d-\d\d(?=[-/_.:>]|\Z)[-/_.:>]*|[^-/_.:>]*[-/_.:>]+|[^-/_.:>]+")
"""A word's pieces, each with the sign after which it may break."""

_LONGEST_NAME = 24
"""Signs of a word that stays whole as long as anything else can give way."""

Width = Callable[[str], int]
"""Of a text, in columns of the terminal."""


def fitted(columns: Sequence[Sequence[str]], room: int) -> list[int]:
    """The width of each column, given the texts in it, so that all fit into `room` if they can."""
    width = _width()
    whole = [max(1, *map(width, texts)) if texts else 1 for texts in columns]
    words = [_longest(map(_WORD.findall, texts), width) for texts in columns]
    pieces = [_longest((_SOFT.findall(text) for text in texts), width) for texts in columns]
    soft = list(map(min, words, pieces))
    names = [_longest(map(parted, texts), width) for texts in columns]
    for least, most in ((words, whole), (names, words), (soft, names)):
        if sum(least) <= room:
            return _capped(least, most, room)
    return _capped([1] * len(columns), soft, room)


def fits(columns: Sequence[Sequence[str]], room: int) -> bool:
    """Whether all words can stay whole."""
    width = _width()
    return sum(_longest(map(_WORD.findall, texts), width) for texts in columns) <= room


def parted(text: str) -> list[str]:
    """Its words; of those that are longer than a name, the pieces."""
    words = _WORD.findall(text)
    return [p for w in words for p in ([w] if len(w) <= _LONGEST_NAME else _SOFT.findall(w))]


def _longest(parts: "Iterator[list[str]]", width: Width) -> int:
    return max((1, *(width(part.strip()) for found in parts for part in found)))


def _capped(least: Sequence[int], most: Sequence[int], room: int) -> list[int]:
    """The widest give way, down to one width for all that are wider; what is over goes to them."""
    cap = next((c for c in range(max(most, default=0), 0, -1) if _total(least, most, c) <= room), 1)
    widths = [max(low, min(high, cap)) for low, high in zip(least, most, strict=True)]
    for index, high in enumerate(most):
        if widths[index] < high and sum(widths) < room:
            widths[index] += 1
    return widths


def _total(least: Sequence[int], most: Sequence[int], cap: int) -> int:
    return sum(max(low, min(high, cap)) for low, high in zip(least, most, strict=True))


def wrapped(text: str, room: int) -> list[str]:
    """The lines of a text: broken between words, and within those that are too long."""
    width = _width()
    lines = [""]
    for word in _WORD.findall(text):
        for number, piece in enumerate(_pieces(word, room, width)):
            blank = " " if lines[-1] and not number else ""
            if width(lines[-1] + blank + piece) <= room:
                lines[-1] += blank + piece
            else:
                lines.append(piece)
    return lines[1:] if len(lines) > 1 and not lines[0] else lines


def _pieces(word: str, room: int, width: Width) -> Iterator[str]:
    """The word itself where it fits on a line; else what must not be broken further."""
    if width(word) <= room:
        yield word
        return
    for piece in _SOFT.findall(word):
        yield from [piece] if width(piece) <= room else _chopped(piece, room)


def _chopped(piece: str, room: int) -> list[str]:
    from rich.cells import chop_cells

    return chop_cells(piece, room)


def _width() -> Width:
    from rich.cells import cell_len

    return cell_len
