"""R4 of one unit: its own count by its age, with the exact interval of the mean behind it."""

from functools import lru_cache

from rcagraph.analysis.estimate.distributions import LEVEL, TAIL, chi2_quantile
from rcagraph.analysis.estimate.interval import Interval


@lru_cache(1 << 12)
def mean_of_count(n: int) -> Interval:
    """What mean, 95 %, a count of n comes from: χ²(.025, 2n)/2 to χ²(.975, 2n + 2)/2; from 0 at
    n=0.

    At one age, two-sided and exact for incidents that come at random (Garwood 1936, Biometrika
    28:437), whether their rate is steady or not. Under bursts (R9) it is too narrow.
    """
    low = chi2_quantile(TAIL, 2 * n) / 2 if n else 0.0
    return Interval(low, chi2_quantile(LEVEL + TAIL, 2 * n + 2) / 2)
