"""Coverage of the intervals over discrete counts, summed exactly."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from rcagraph.analysis.estimate.beta import PRIOR_WEIGHT, learned
from rcagraph.analysis.estimate.durations import ranks
from rcagraph.analysis.estimate.failure_rate import mean_time_between
from rcagraph.analysis.estimate.fix_effect import fix_effect
from rcagraph.analysis.estimate.forecast import forecast
from rcagraph.analysis.estimate.interval import Interval
from rcagraph.analysis.estimate.surprise import silent
from rcagraph.analysis.estimate.wilson import wilson
from simulations.rows import Row

YEAR = 365.0
POINTS = 2_000
"""Midpoints at which an average over a share is taken."""

MIDPOINTS = (np.arange(POINTS) + 0.5) / POINTS


def summed() -> Iterator[Row]:
    yield from _wilson()
    yield from _mean_time_between()
    yield from _forecast()
    yield from _fix_effect()
    yield from _order_statistics()
    yield from _silent()
    yield from _learned()


def _wilson() -> Iterator[Row]:
    for n in (5, 14, 30, 100, 1_000):
        found = [wilson(k, n).interval for k in range(n + 1)]
        low, high = (np.array([getattr(i, end) for i in found]) for end in ("low", "high"))
        k = np.arange(n + 1)
        covered = np.array(
            [stats.binom.pmf(k, n, p)[(low <= p) & (p <= high)].sum() for p in MIDPOINTS]
        )
        yield Row("Wilson", f"n={n}, mean over p", float(covered.mean()), 0.94, 0.965)
        inner = covered[(n * MIDPOINTS >= 3) & (n * (1 - MIDPOINTS) >= 3)]
        if inner.size:
            name = f"n={n}, least where np, n(1−p) ≥ 3"
            yield Row("Wilson", name, float(inner.min()), 0.9, 1.0)


def _mean_time_between() -> Iterator[Row]:
    for mean, exactly in ((1, 0.9810), (4, 0.9603), (10, 0.9754), (30, 0.9560)):
        share = 0.0
        for n in range(200):
            interval = mean_time_between(n, YEAR).interval
            assert interval is not None
            share += stats.poisson.pmf(n, mean) * interval.holds(YEAR / mean)
        yield Row("R3 mean time between", f"{mean} expected", float(share), exactly, exactly)


def _forecast() -> Iterator[Row]:
    for mean in (1, 4, 10, 30):
        for horizon in (30.0, 90.0):
            share = 0.0
            ahead = stats.poisson(mean * horizon / YEAR)
            for n in range(120):
                found = forecast(n, YEAR, horizon)
                assert found.low is not None
                covered = ahead.cdf(found.high) - ahead.cdf(found.low - 1)
                share += stats.poisson.pmf(n, mean) * covered
            name = f"{mean} a year, next {horizon:g} days"
            yield Row("R3 forecast", name, float(share), 0.95, 1.0)


def _fix_effect() -> Iterator[Row]:
    """Over the Poisson distribution of all events, those without one left out: they have no
    interval."""
    totals = range(1, 66)
    for after in (YEAR, YEAR / 2, YEAR / 4):
        ends = {
            n: [fix_effect(n - k, YEAR, k, after).interval for k in range(n + 1)] for n in totals
        }
        for ratio in (1.0, 0.4):
            q = ratio * after / (ratio * after + YEAR)
            given = np.array([_held(ends[n], ratio) @ _binomial(n, q) for n in totals])
            for expected in (4, 10, 30):
                weight = stats.poisson.pmf(totals, expected)
                share = float(weight @ given / weight.sum())
                condition = f"ratio {ratio:g}, T₂/T₁ {after / YEAR:g}, {expected} expected"
                yield Row("R7 rate ratio", condition, share, 0.945, 0.99)


def _held(ends: list[Interval | None], truth: float) -> NDArray[np.bool_]:
    return np.array([bool(each and each.holds(truth)) for each in ends])


def _binomial(n: int, p: float) -> NDArray[np.float64]:
    found: NDArray[np.float64] = stats.binom.pmf(np.arange(n + 1), n, p)
    return found


def _order_statistics() -> Iterator[Row]:
    for name, share, sizes in (("median", 0.5, (6, 10, 20, 111)), ("p90", 0.9, (36, 50, 111))):
        for n in sizes:
            low, high = ranks(n, share)
            assert low is not None
            assert high is not None
            covered = stats.binom.cdf(high - 1, n, share) - stats.binom.cdf(low - 1, n, share)
            yield Row(f"R11 {name}", f"n={n}, x{low}..x{high}", float(covered), 0.95, 1.0)


def _silent() -> Iterator[Row]:
    for n in (1, 3, 5, 14, 30, 59):
        bound = silent(0, n, 0.2).bound
        assert bound is not None
        covered = np.where(bound >= MIDPOINTS, 1.0, 1 - (1 - MIDPOINTS) ** n)
        yield Row("B9 bound", f"n={n}, least over p", float(covered.min()), 0.95, 1.0)


def _learned() -> Iterator[Row]:
    for kind, default in (("hard", 0.9), ("soft", 0.2)):
        prior = stats.beta(PRIOR_WEIGHT * default, PRIOR_WEIGHT * (1 - default))
        truths = prior.ppf(MIDPOINTS)
        for n in (1, 5, 14, 60):
            share = 0.0
            for k in range(n + 1):
                ends = learned(k, n, default).interval
                held = np.array([ends.holds(p) for p in truths])
                share += (stats.binom.pmf(k, n, truths) * held).mean()
            yield Row("B4 learned p", f"{kind}, n={n}, mean over its prior", share, 0.88, 0.92)
