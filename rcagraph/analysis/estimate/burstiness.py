"""R9: do incidents come in bursts?"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt
from statistics import fmean, pstdev, stdev

from rcagraph.analysis.estimate.false_discovery import ALPHA, too_few

FEWEST_GAPS = 5
BINS = 12
DRAWS = 4_999
SEED = 12


@dataclass(frozen=True, slots=True)
class Burstiness:
    """Of one family or one service, never across."""

    n: int
    """Gaps."""
    cv: float | None
    """Coefficient of variation of the gaps; about 1 where they come at random."""
    b: float | None
    """Kim and Jo's B, from −1 (regular) over 0 (random) to 1; still some .05 low for ten gaps."""
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Dispersion:
    """Incidents counted in twelve equal parts of the window."""

    n: int
    exposure: float
    index: float | None
    """Variance over mean of the twelve counts; about 1 where they come at random."""
    p: float | None
    """That they would be so uneven at a constant rate."""
    reason: str | None = None

    @property
    def too_narrow(self) -> bool:
        """Intervals that take incidents as independent (R3) are to be marked."""
        return self.reason is None and self.p is not None and self.p < ALPHA


def burstiness(gaps: Sequence[float]) -> Burstiness:
    """CV (ddof 1) and B = (√(n+1)·r − √(n−1))/((√(n+1) − 2)·r + √(n−1)), r = sd(ddof 0)/mean.

    From five gaps. Source: Kim and Jo 2016, Phys. Rev. E 94:032311.
    """
    n = len(gaps)
    if n < FEWEST_GAPS:
        return Burstiness(n, None, None, too_few(n, FEWEST_GAPS))
    mean = fmean(gaps)
    if mean <= 0:
        return Burstiness(n, None, None, "no gap is longer than 0")
    r, up, down = pstdev(gaps) / mean, sqrt(n + 1), sqrt(n - 1)
    return Burstiness(n, stdev(gaps) / mean, (up * r - down) / ((up - 2) * r + down))


def dispersion(times: Sequence[float], exposure: float) -> Dispersion:
    """Σ(c − n/12)²/(n/12) against 4,999 seeded multinomial draws; from six incidents."""
    n = len(times)
    if exposure <= 0:
        return Dispersion(n, exposure, None, None, "no exposure")
    if n <= FEWEST_GAPS:
        return Dispersion(n, exposure, None, None, too_few(n, FEWEST_GAPS + 1))
    bins = Counter(min(BINS - 1, int(time * BINS / exposure)) for time in times)
    squares = sum(count * count for count in bins.values())
    return Dispersion(n, exposure, (squares * BINS / n - n) / (BINS - 1), _as_uneven(squares, n))


def _as_uneven(squares: int, n: int) -> float:
    """The share of draws whose sum of squared counts is as large, the observed one included."""
    drawn = _drawn(n)
    return (len(drawn) - bisect_left(drawn, squares) + 1) / (DRAWS + 1)


@cache
def _drawn(n: int) -> list[int]:
    """Sums of squared counts, in order: they depend on the number of incidents alone."""
    from numpy.random import RandomState

    # RandomState's stream is frozen for good (NEP 19), Generator's is not
    drawn = RandomState(SEED).multinomial(n, [1 / BINS] * BINS, size=DRAWS)
    return sorted((drawn * drawn).sum(axis=1).tolist())
