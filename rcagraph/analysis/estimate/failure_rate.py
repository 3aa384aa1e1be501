"""R3: mean calendar days between failures, with the exact Poisson interval."""

from dataclasses import dataclass

from rcagraph.analysis.estimate.distributions import LEVEL, TAIL, chi2_quantile
from rcagraph.analysis.estimate.interval import Interval


@dataclass(frozen=True, slots=True)
class MeanTimeBetween:
    """Days of exposure per failure."""

    n: int
    exposure: float
    """Days watched, the time in repair included."""
    estimate: float | None
    """None where nothing failed: the mean is then only bounded from below."""
    interval: Interval | None
    reason: str | None = None


def mean_time_between(n: int, exposure: float) -> MeanTimeBetween:
    """T/n days, 95 %: [2T/χ²(.975, 2n+2), 2T/χ²(.025, 2n)]; at n=0 [2T/χ²(.975, 2), ∞).

    Two-sided and exact for a time-truncated window; it over-covers by discreteness (Garwood
    1936, Biometrika 28:437). Under bursts (R9) it is too narrow.
    """
    if exposure <= 0:
        return MeanTimeBetween(n, exposure, None, None, "no exposure")
    low = 2 * exposure / chi2_quantile(LEVEL + TAIL, 2 * n + 2)
    if n == 0:
        return MeanTimeBetween(n, exposure, None, Interval(low, None), "no failure (n=0)")
    high = 2 * exposure / chi2_quantile(TAIL, 2 * n)
    return MeanTimeBetween(n, exposure, exposure / n, Interval(low, high))
