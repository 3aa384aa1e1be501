"""A share with Wilson's score interval."""

from dataclasses import dataclass
from math import isfinite, sqrt

from rcagraph.analysis.estimate.distributions import Z
from rcagraph.analysis.estimate.interval import Interval


@dataclass(frozen=True, slots=True)
class Share:
    """k of n, a number between 0 and 1."""

    k: int
    n: int
    estimate: float | None
    interval: Interval | None
    reason: str | None = None
    """Why the estimate or its interval is missing."""


def wilson(k: int, n: int) -> Share:
    """k of n independent trials, 95 % (Wilson 1927, J. Am. Stat. Assoc. 22:209)."""
    if n == 0:
        return Share(k, n, None, None, "no trials (n=0)")
    return Share(k, n, k / n, score_interval(k / n, n))


def score_interval(share: float, trials: float, z: float = Z) -> Interval:
    """Wilson's interval of a share; trials may be an effective number, z another quantile."""
    if not isfinite(z * z):
        return Interval(0.0, 1.0)
    across = trials + z * z
    middle = (share * trials + z * z / 2) / across
    half = z / across * sqrt(share * (1 - share) * trials + z * z / 4)
    low = 0.0 if share == 0 else max(0.0, middle - half)
    return Interval(low, 1.0 if share == 1 else min(1.0, middle + half))
