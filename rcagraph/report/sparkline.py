"""How many incidents fell into each quarter, or year, as a line of bars or of digits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rcagraph.analysis.period import Period, holding

BARS = "▁▂▃▄▅▆▇█"
"""From the fewest to the most; nothing is a blank on the ground line."""
NOTHING = "·"
MOST_BINS = 12
MANY = "+"
"""Of digits: more than nine."""


@dataclass(frozen=True, slots=True)
class Bins:
    """The calendar's periods from the first day to the last, all of one length."""

    periods: tuple[Period, ...]

    @property
    def word(self) -> str:
        """What they are called together: `quarter`, `half` or `year`."""
        return {3: "quarter", 6: "half", 12: "year"}[self.periods[0].months]

    def counts(self, days: Sequence[date]) -> tuple[int, ...]:
        return tuple(sum(map(period.holds, days)) for period in self.periods)


def bins(first: date, last: date) -> Bins:
    """Quarters where there are at most twelve of them, else halves; else the last twelve years."""
    for months in (3, 6):
        found = _between(first, last, months)
        if len(found) <= MOST_BINS:
            return Bins(found)
    return Bins(_between(first, last, 12)[-MOST_BINS:])


def _between(first: date, last: date, months: int) -> tuple[Period, ...]:
    found = [holding(last, months)]
    while found[-1].first > first:
        found.append(found[-1].before)
    return tuple(reversed(found))


def bars(counts: Sequence[int], most: int) -> str:
    """`▂·▄█`: heights against the most of any line beside it."""
    return "".join(BARS[(n * len(BARS) - 1) // max(most, 1)] if n else NOTHING for n in counts)


def digits(counts: Sequence[int]) -> str:
    """`1.24`: the counts themselves, for who sees no bars."""
    return "".join("." if n == 0 else str(n) if n < 10 else MANY for n in counts)
