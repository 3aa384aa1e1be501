"""A stretch of days that people name, and the one before it: a year, half, quarter, month."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from rcagraph.model.errors import RcaGraphError

FORMS = "2025, 2025-H1, 2025-Q3, 2025-07, 2025-07-14..2025-08-31, last-month, last-quarter"
_NAMED = re.compile(r"([1-9]\d{3})(?:-(?:Q([1-4])|H([12])|(0[1-9]|1[0-2])))?", re.ASCII | re.I)
_DAYS = re.compile(r"([1-9]\d{3}-\d\d-\d\d)\.\.([1-9]\d{3}-\d\d-\d\d)", re.ASCII)
_LAST = {"last-month": 1, "last-quarter": 3, "last-half": 6, "last-year": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """Both days belong to it."""

    first: date
    last: date
    months: int = 0
    """1, 3, 6 or 12 where the calendar names it; 0 for any other days."""

    @property
    def name(self) -> str:
        year, number = f"{self.first:%Y}", (self.first.month - 1) // max(self.months, 1) + 1
        forms = {1: f"{year}-{number:02}", 3: f"{year}-Q{number}", 6: f"{year}-H{number}", 12: year}
        return forms.get(self.months, f"{self.first}..{self.last}")

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def before(self) -> "Period":
        """The calendar's one before; of any other days, as many right before them."""
        eve = self.first - timedelta(days=1)
        if self.months:
            return holding(eve, self.months)
        return Period(self.first - timedelta(days=self.days), eve)

    def holds(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last


def holding(day: date, months: int) -> Period:
    """The calendar's month, quarter, half or year that the day is in."""
    return _calendar(day.year, (day.month - 1) // months * months + 1, months)


def period_called(text: str, today: date) -> Period:
    """`today` is what `last-quarter` counts from. `RcaGraphError` for a period there is not."""
    if months := _LAST.get(text.lower()):
        return holding(today, months).before
    try:
        found = _named(text) or _spelt_out(text)
        if found and found.before.first <= found.first <= found.last:
            return found
    except (ValueError, OverflowError):
        pass
    raise RcaGraphError(f"no period '{text}'", f"Write one like {FORMS}.")


def _named(text: str) -> Period | None:
    match = _NAMED.fullmatch(text)
    if not match:
        return None
    year, quarter, half, month = (int(part) if part else 0 for part in match.groups())
    if quarter or half:
        return _calendar(year, 3 * quarter - 2 if quarter else 6 * half - 5, 3 if quarter else 6)
    return _calendar(year, month or 1, 1 if month else 12)


def _spelt_out(text: str) -> Period | None:
    match = _DAYS.fullmatch(text)
    if not match:
        return None
    first, last = map(date.fromisoformat, match.groups())
    return Period(first, last)


def _calendar(year: int, month: int, months: int) -> Period:
    end = month + months - 1
    return Period(date(year, month, 1), date(year, end, monthrange(year, end)[1]), months)
