"""R11: how long incidents last. No verdict on a trend: who writes notes changes what is seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, exp, log, sqrt
from statistics import fmean, median, stdev

from rcagraph.analysis.estimate.distributions import (
    LEVEL,
    TAIL,
    binomial_at_least,
    binomial_at_most,
    t_quantile,
)
from rcagraph.analysis.estimate.false_discovery import too_few
from rcagraph.analysis.estimate.interval import Interval
from rcagraph.analysis.estimate.survival import Quantile, survival

FEWEST_LOGS = 5
LEAST_MINUTES = 1.0
P90 = 0.9


@dataclass(frozen=True, slots=True)
class GeometricMean:
    """Minutes; the mean of the logarithms."""

    estimate: float | None
    interval: Interval | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Durations:
    """Minutes from detection to resolution, or to mitigation."""

    n: int
    """Open ones included."""
    open: int
    median: Quantile
    p90: Quantile
    geometric: GeometricMean
    mean: float | None
    """Arithmetic, of the closed ones: B5 multiplies by it."""


def durations(closed: Sequence[float], still_open: Sequence[float] = ()) -> Durations:
    """Minutes of the closed incidents, and how long the open ones have lasted so far.

    Below one minute counts as one. Quantiles have order-statistic intervals, at least 95 %
    (median from n=6, p90 from n=36, before that its lower end only; David and Nagaraja 2003,
    Order Statistics, § 7.1); as soon as one is open, Kaplan–Meier's.
    """
    done = sorted(max(LEAST_MINUTES, minutes) for minutes in closed)
    going = [max(LEAST_MINUTES, minutes) for minutes in still_open]
    middle, high = (_quantile(done, going, share) for share in (0.5, P90))
    mean = fmean(done) if done else None
    return Durations(
        len(done) + len(going), len(going), middle, high, _geometric(done, going), mean
    )


def _quantile(done: list[float], going: list[float], share: float) -> Quantile:
    if going:
        curve = survival([*done, *going], [True] * len(done) + [False] * len(going))
        return curve.quantile(share)
    return order_statistic(done, share)


def order_statistic(ranked: Sequence[float], share: float) -> Quantile:
    """The sample's quantile (of a half, the usual median) between two of its own values."""
    n = len(ranked)
    if n == 0:
        return Quantile(None, None)
    estimate = median(ranked) if share == 0.5 else ranked[ceil(share * n - 1e-9) - 1]
    low, high = ranks(n, share)
    if low is None and high is None:
        return Quantile(estimate, None)
    ends = [None if rank is None else ranked[rank - 1] for rank in (low, high)]
    return Quantile(estimate, Interval(ends[0], ends[1]))


def ranks(n: int, share: float) -> tuple[int | None, int | None]:
    """Ranks from 1 whose values leave the quantile outside with at most 2.5 % on either side."""
    low = [r for r in range(1, n + 1) if binomial_at_most(r - 1, n, share) <= TAIL]
    high = [r for r in range(1, n + 1) if binomial_at_least(r, n, share) <= TAIL]
    return max(low, default=None), min(high, default=None)


def _geometric(done: list[float], going: list[float]) -> GeometricMean:
    if going:
        return GeometricMean(None, None, f"{len(going)} still open")
    if len(done) < FEWEST_LOGS:
        return GeometricMean(None, None, too_few(len(done), FEWEST_LOGS))
    logs = [log(minutes) for minutes in done]
    middle, error = fmean(logs), stdev(logs) / sqrt(len(logs))
    if error == 0:
        return GeometricMean(exp(middle), None, "all durations are the same")
    half = t_quantile(LEVEL + TAIL, len(logs) - 1) * error
    ends = Interval(exp(middle - half), exp(min(700.0, middle + half)))
    return GeometricMean(exp(middle), ends)
