"""How a house writes its dates, where that is not ISO 8601 and can be only one way."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from rcagraph.extract.values import narrow
from rcagraph.starter.labels import labels_of
from rcagraph.starter.survey import texts_of
from rcagraph.vault.note import Note

DAYS = (
    *("%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y", "%Y/%m/%d", "%Y.%m.%d"),
    *("%Y年%m月%d日", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%d-%b-%Y"),
)
FORMATS = (*DAYS, *(f"{day} %H:%M" for day in DAYS), *(f"{day} %H:%M:%S" for day in DAYS))
LONGEST = 40
_DIGIT = re.compile(r"\d")


class Written(NamedTuple):
    """A format of `strptime`, and a date that is written so."""

    format: str
    example: str


def formats_of(notes: Iterable[Note]) -> tuple[Written, ...]:
    """Those that fit a date which no other fits; `01/02/2025` alone tells nothing."""
    sure: dict[str, str] = {}
    for text in _short_texts(notes):
        fitting = {one: day for one in FORMATS if (day := _day(text, one))}
        if len(set(fitting.values())) == 1:
            sure.setdefault(next(iter(fitting)), text)
    swapped = {one for one in sure if _swapped(one) in sure}
    return tuple(Written(one, sure[one]) for one in FORMATS if one in sure and one not in swapped)


def _short_texts(notes: Iterable[Note]) -> Iterator[str]:
    for note in notes:
        said = [text for entry in note.front.values() for text in texts_of(entry.value)]
        said += [label.text for label in labels_of(note).values()]
        yield from (narrow(t) for t in said if len(t) <= LONGEST and _DIGIT.search(t))


def _day(text: str, format_: str) -> datetime | None:
    try:
        return datetime.strptime(text, format_)
    except ValueError:
        return None


def _swapped(format_: str) -> str:
    """The same with day and month changed about."""
    pairs = {"%d/%m": "%m/%d", "%m/%d/%Y": "%d/%m/%Y", "%d-%m": "%m-%d", "%m-%d-%Y": "%d-%m-%Y"}
    return next((format_.replace(a, b) for a, b in pairs.items() if format_.startswith(a)), "")
