"""How long something took, in whole minutes."""

import re
from decimal import Decimal

from rcagraph.extract.misfit import Misfit
from rcagraph.extract.numbers import ABOUT, INT64, NUMBER, plain, squeezed

WRITE = "write 90, 90 minutes, 1h 30m or 1d 5h 47m"
HOURS = "h(?:(?:ou)?rs?)?"
N, AND = r"(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)", r"(?:,? ?(?:(?:and|et|und|y|e) )?)"
UNITS = (
    "(?:w(?:eeks?)?|semaines?|wochen?|semanas?|周|週間?)",
    "(?:d(?:ays?)?|j(?:ours?)?|tage?n?|d[ií]as?|天|日間?|일)",
    f"(?:{HOURS}|heures?|stunden?|std|horas?|小时|小時|時間|시간)",
    "(?:m(?:in(?:ute)?s?)?|minuten?|minutos?|分钟|分鐘|分間?|분)",
    "(?:s(?:ec(?:ond)?s?)?|secondes?|sekunden?|segundos?|秒|초)",
)
"""Beside English what French, German, Spanish, Chinese, Japanese and Korean notes write."""
IN_WORDS = re.compile(
    rf"{ABOUT}(?=\d)" + AND.join(rf"(?:{N} ?{unit}(?![a-z]))?" for unit in UNITS), re.A
)
ISO = re.compile(
    r"p(?:(\d+)w)?(?:(\d+)d)?(?:t(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?)?(?<=[wdhms])", re.A
)
HOURS_AND_MINUTES = re.compile(rf"{ABOUT}(\d+) ?{HOURS} ?([0-5]?\d)", re.A)
CLOCK = re.compile(rf"(\d+):([0-5]\d)(?::([0-5]\d))?( ?{HOURS})?", re.A)
SECONDS = (604800, 86400, 3600, 60, 1)


def minutes(text: str) -> int | Misfit:
    """`94`, `148 minutes`, `1d 5h 47m`, `~2 hours`, `1h30`, `PT1H30M`; half a minute rounds up.

    A bare number is minutes. `1:30` is refused: it is an hour and a half to one reader, and a
    minute and a half to the next; `1:30:00` and `1:30 h` are not in doubt.
    """
    words = squeezed(text).casefold().removesuffix(".")
    if words.startswith("-"):
        return Misfit("is below zero", WRITE)
    if bare := NUMBER.fullmatch(words):
        return _minutes([Decimal(0)] * 3 + [plain(bare["number"]), Decimal(0)])
    for pattern in (IN_WORDS, ISO):
        if match := pattern.fullmatch(words):
            return _minutes([plain(part or "0") for part in match.groups()])
    if match := HOURS_AND_MINUTES.fullmatch(words):
        return _minutes([Decimal(0)] * 2 + [Decimal(match[1]), Decimal(match[2]), Decimal(0)])
    return _clock(words)


def _clock(words: str) -> int | Misfit:
    match = CLOCK.fullmatch(words)
    if not match:
        return Misfit("is no duration", WRITE)
    hours, mins, seconds, unit = match.groups()
    if seconds is None and unit is None:
        hint = f"write {hours}h {mins}m or {hours}m {mins}s"
        return Misfit("may be hours or minutes", hint)
    return _minutes([Decimal(0)] * 2 + [Decimal(hours), Decimal(mins), Decimal(seconds or 0)])


def _minutes(parts: list[Decimal]) -> int | Misfit:
    seconds = sum((part * size for part, size in zip(parts, SECONDS, strict=True)), Decimal(0))
    total = int(seconds / 60 + Decimal("0.5"))
    return total if 0 <= total < INT64 else Misfit("is no duration", WRITE)
