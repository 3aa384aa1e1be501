"""One line of the table: a share that was summed or simulated, and the bar it must meet."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

HEAD = "| what | condition | share | bar | met | how |\n| --- | --- | --- | --- | --- | --- |"
ROUNDING = 5e-5
"""The bars that are single figures have four digits."""


@dataclass(frozen=True, slots=True)
class Row:
    """A share of vaults, or of probability where it was summed."""

    what: str
    condition: str
    share: float
    low: float
    high: float
    trials: int | None = None
    """None: summed, without chance in it."""

    def holds(self, errors: float = 0.0) -> bool:
        """Within the bar, give or take so many standard errors of a simulated share."""
        low, high = (self._slack(bar, errors) for bar in (self.low, self.high))
        return self.low - low <= self.share <= self.high + high

    def _slack(self, bar: float, errors: float) -> float:
        return errors * sqrt(bar * (1 - bar) / self.trials) if self.trials else ROUNDING

    @property
    def bar(self) -> str:
        if self.low == self.high:
            return f"{self.low:.4f}"
        if self.low == 0:
            if self.high == 1:
                return "none"
            return f"≤ {100 * self.high:g} %"
        ends = f"{100 * self.low:g}"
        return f"≥ {ends} %" if self.high == 1 else f"{ends}–{100 * self.high:g} %"

    def __str__(self) -> str:
        share = f"{self.share:.4f}" if self.low == self.high else f"{100 * self.share:.2f} %"
        how = f"{self.trials:,} trials" if self.trials else "summed"
        met = "–" if self.bar == "none" else "yes" if self.holds() else "**no**"
        return f"| {self.what} | {self.condition} | {share} | {self.bar} | {met} | {how} |"


def table(rows: Iterable[Row]) -> str:
    return "\n".join([HEAD, *map(str, rows)])
