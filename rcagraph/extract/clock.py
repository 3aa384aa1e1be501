"""Times as a timeline writes them: `10:03`, `3:05 pm UTC`, `2025-01-02 10:03:30`, `T+5m`."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from rcagraph.extract.values import day_of
from rcagraph.extract.zones import is_zone

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?!\d)")
_TO_CLOCK = re.compile(r"[T ][ \t]*|,[ \t]*|[ \t]+(?:[-–—@]|at|à|um)[ \t]+")
_LATER = r"[ \t]?(?:later|after|into|plus tard|après|später|danach)\b"
"""What stands after it is no time, but how long it took."""
_CLOCK = re.compile(
    r"[~≈]?[ \t]*(?:(?P<before>上午|午前|오전|下午|午後|오후)[ \t]*)?(?P<hour>\d{1,2})"
    r"(?:[:：](?P<minute>\d{2})(?:[:：](?P<second>\d{2})(?:\.(?P<micro>\d{1,6}))?)?"
    r"(?:[ \t]?(?:h|hrs?|hours|Uhr|uur)\b\.?)?"
    r"|[ \t]?[hH][ \t]?(?P<after_h>\d{2})(?![\d:])" + rf"(?!{_LATER})"
    r"|\.(?P<after_dot>\d{2})[ \t]?(?:h|Uhr|uur)\b\.?"
    r"|[ \t]?[時时点點시][ \t]?(?P<after_sign>\d{1,2})[ \t]?[分분]"
    r"(?:[ \t]?(?P<second_sign>\d{1,2})[ \t]?[秒초])?"
    r"|[ \t]?[時时点點시][ \t]?(?P<half_hour>半|반)"
    r"|[ \t]?(?:[時时](?![間间])|시(?!간)|[点點][整钟鐘]))?"
    r"(?!\d)(?:[ \t]?(?P<half>[AaPp])\.?[Mm]\b\.?)?"
)
"""`14:05`, `14h05`, `14.05 Uhr`, `14時05分`. `2h10 later` and `14小时` tell how long, not when."""
_OF_THE_DAY = {"上午": "a", "午前": "a", "오전": "a", "下午": "p", "午後": "p", "오후": "p"}
_SIGNED = re.compile(r"[時时点點시]")
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{2})(?!\.?\d)(?!\.(?:\s|\Z))")
_ZONE = re.compile(r"[ \t]*\(?((?:UTC|GMT)[+−-]\d{1,2}(?::?\d{2})?|[A-Za-z]{1,5})(?!\w)\)?")
_OFFSET = re.compile(r"[ \t]*([+-]\d{2}:?\d{2})(?![\d:])")
_SPAN = re.compile(
    r"[ \t]*(?:[-–—~～至]|\b(?:to|until|à|bis)\b)[ \t]*"
    r"(?=[~≈]?\d{1,2}(?:[:：]\d{2}|[ \t]?[hH][ \t]?\d{2}|[ \t]?[時时点點시]|[ \t]?[AaPp]\.?[Mm]\b))"
)
_SINCE = re.compile(
    r"T[ \t]*(?P<sign>[+−-])[ \t]*(?:(?P<clock>\d{1,3}:\d{2})"
    r"|(?P<parts>(?:\d{1,4}[ \t]*[dhm](?:ays?|ours?|in(?:ute)?s?)?[ \t]*){1,3})|0)(?![\w:])"
    r"|T[ \t]?[=+]?[ \t]?0(?![\w:])"
)
BACK = 3
TURN = timedelta(days=1)
_PART = re.compile(r"(\d+)[ \t]*([dhm])")
_UNITS = {"d": 1440, "h": 60, "m": 1}
ATTEMPT = re.compile(
    rf"\W{{0,2}}(?!\d{{1,2}}[ \t]?[hH][ \t]?\d{{2}}{_LATER})"
    r"(?:\d{1,2}[ \t]?[:：.hH時时点點시][ \t]?\d{2}(?![^\W\u3040-\uffff])"
    r"|\d{1,2}[ \t]?[時时](?![間间])|T[ \t]?[+−-]?[ \t]?\d|\?+[:.]\?+|\d{4}-\d{1,2}-"
    r"|\d{1,2}[ \t]?[AaPp]\.?[Mm]\b|(?i:noon|midnight)\b)"
)
"""What begins so was meant as a time, whether or not it can be read."""


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
OTHER_DATE = re.compile(
    r"(?i)(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},?[ \t])?"
    rf"(?:{_MONTH}[ \t]\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th|\.)?[ \t]{_MONTH}"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})\b(?:,?[ \t]\d{4}\b)?"
    r"(?:(?:,|[ \t]at)?[ \t]\d{1,2}:\d{2}(?::\d{2})?(?:[ \t]?[ap]m\b)?)?"
)
"""A date that is not ISO 8601, with its time: it is one only where the profile says so."""


class Clock(NamedTuple):
    """A time as written."""

    at: time
    day: date | None = None
    zone: str = ""
    """The word or offset after it."""
    until: str = ""
    """The end, where a span of time is written."""


def read_clock(text: str, vault: tzinfo) -> tuple[Clock, str] | None:
    """The time at the start of the text, and what follows; None where there is none."""
    day, at, is_iso = None, 0, False
    if match := _DAY.match(text):
        day, at = day_of(match[1]), match.end()
        joint = _TO_CLOCK.match(text, at)
        if day is None or joint is None:
            return None
        at, is_iso = joint.end(), joint.group() == "T"
    match = _CLOCK.match(text, at)
    clock = _time(match) if match else None
    if match is None or clock is None:
        return None
    zone, at = _zone(text, match.end(), vault, is_iso or day is not None or bool(match["second"]))
    until = ""
    if span := _SPAN.match(text, at):
        end = _CLOCK.match(text, span.end())
        if end and _time(end):
            until, at = end.group().strip(), end.end()
            zone_after, at = _zone(text, at, vault, False)
            zone = zone or zone_after
    return Clock(clock, day, zone, until), text[at:]


def read_since(text: str) -> tuple[timedelta, str] | None:
    """`T+5m`, `T+01:30`, `T-1h 5m`, `T0`: how long after the start, and what follows."""
    match = _SINCE.match(text)
    if not match:
        return None
    minutes = 0
    if match["clock"]:
        hours, _, rest = match["clock"].partition(":")
        minutes = 60 * int(hours) + int(rest)
    elif match["parts"]:
        minutes = sum(int(n) * _UNITS[unit] for n, unit in _PART.findall(match["parts"]))
    since = timedelta(minutes=-minutes if match["sign"] in ("-", "−") else minutes)
    return since, text[match.end() :]


def read_day(text: str) -> tuple[date, str] | None:
    """The day at the start of the text, and what follows."""
    match = _DAY.match(text)
    day = day_of(match[1]) if match else None
    return (day, text[match.end() :]) if match and day else None


def day_in(text: str) -> date | None:
    """The first day that a heading names: `Day 2 (2025-01-03)`."""
    match = _DAY.search(text)
    return day_of(match[1]) if match else None


def with_colons(times: Sequence[str]) -> list[str]:
    """The times of one timeline, with `14.50` as `14:50` where its dots are sure to part a clock.

    One such time is enough that could be no day and month, for a timeline is written in one way.
    """
    pairs = [pair for text in times for pair in _DOTTED.findall(text)]
    if not any(int(minute) > 12 or minute == "00" or int(hour) == 0 for hour, minute in pairs):
        return list(times)
    return [_DOTTED.sub(r"\1:\2", text) for text in times]


def likely_day(at: datetime, latest: datetime | None) -> datetime | None:
    """The clock time on the likeliest day beside that of `latest`; None past the last year."""
    if latest is None:
        return at
    try:
        days = (latest.astimezone(at.tzinfo).date() - at.date()).days
        return min((at + (days + step) * TURN for step in (0, 1, -1)), key=_unlikely(latest))
    except OverflowError:
        return None


def _unlikely(latest: datetime) -> Callable[[datetime], timedelta]:
    """Rows mostly follow in time: a step back counts as one ahead that is `BACK` times as long."""
    return lambda at: at - latest if at >= latest else BACK * (latest - at)


def _time(match: re.Match[str]) -> time | None:
    """None for an hour without minutes, unless it says which half of the day; and for no time."""
    hour = int(match["hour"])
    half = _OF_THE_DAY.get(match["before"] or "", "") or (match["half"] or "").casefold()
    written = match["minute"] or match["after_h"] or match["after_dot"] or match["after_sign"]
    written = "30" if match["half_hour"] else written
    if not (written or half or _SIGNED.search(match.group())):
        return None
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif half and (hour > 12) != (half == "p"):  # `13:05 pm` and `0:05 am` say a thing twice
        return None
    minute, second = int(written or 0), int(match["second"] or match["second_sign"] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    return time(hour, minute, second, int((match["micro"] or "0").ljust(6, "0")))


def _zone(text: str, at: int, vault: tzinfo, may_be_behind: bool) -> tuple[str, int]:
    """The zone after a time. `10:03-10:10` is a span; an offset to the west asks for more."""
    word = _ZONE.match(text, at)
    if word and is_zone(word[1], vault):
        return word[1], word.end()
    offset = _OFFSET.match(text, at)
    if offset and (may_be_behind or offset[1].startswith("+")):
        return offset[1], offset.end()
    return "", at
