"""Did more happen in one stretch of time than in another? Two Poisson counts and their ratio."""

from dataclasses import dataclass

from rcagraph.analysis.estimate.distributions import (
    TAIL,
    beta_quantile,
    binomial_at_least,
    binomial_at_most,
)
from rcagraph.analysis.estimate.false_discovery import too_few
from rcagraph.analysis.estimate.interval import Interval

FEWEST_EVENTS = 6


@dataclass(frozen=True, slots=True)
class RateRatio:
    """Events and days of both, and the later rate over the earlier one."""

    before: int
    days_before: float
    now: int
    days_now: float
    ratio: float | None
    """None where nothing happened before, or where nobody watched."""
    interval: Interval | None
    p: float | None
    """Two-sided, exact."""
    reason: str | None = None

    @property
    def n(self) -> int:
        return self.before + self.now

    @property
    def claim(self) -> str | None:
        more = self.now * self.days_before > self.before * self.days_now
        return "more often" if more else "less often"


def rate_ratio(before: int, days_before: float, now: int, days_now: float) -> RateRatio:
    """Given their sum, the later count is binomial: the exact test, and its 95 % interval.

    p is twice the smaller tail, so that it is below .05 where the interval leaves out 1. Below
    six events "too few to tell". Sources: Przyborowski and Wilenski 1940, Biometrika 31:313;
    Clopper and Pearson 1934, Biometrika 26:404, for the interval.
    """
    n = before + now
    counts = (before, days_before, now, days_now)
    if days_before <= 0 or days_now <= 0:
        return RateRatio(*counts, None, None, None, f"not watched {_when(days_before, days_now)}")
    if n == 0:
        return RateRatio(*counts, None, None, None, too_few(n, FEWEST_EVENTS))
    scale, share = days_before / days_now, days_now / (days_before + days_now)
    ends = of_rates(_clopper_pearson(now, n), scale)
    smaller = min(binomial_at_most(now, n, share), binomial_at_least(now, n, share))
    ratio = now / before * scale if before else None
    few = too_few(n, FEWEST_EVENTS) if n < FEWEST_EVENTS else None
    return RateRatio(*counts, ratio, ends, min(1.0, 2 * smaller), few)


def of_rates(share: tuple[float, float], scale: float) -> Interval:
    """The ends of a ratio of rates, from those of the later count's share of both; `scale`: days
    before for a day of the later stretch."""
    low, high = share
    return Interval(low / (1 - low) * scale, high / (1 - high) * scale if high < 1 else None)


def _when(days_before: float, days_now: float) -> str:
    if days_now > 0:
        return "before"
    return "in it" if days_before > 0 else "in either"


def _clopper_pearson(k: int, n: int) -> tuple[float, float]:
    low = beta_quantile(TAIL, k, n - k + 1) if k else 0.0
    return low, beta_quantile(1 - TAIL, k + 1, n - k) if k < n else 1.0
