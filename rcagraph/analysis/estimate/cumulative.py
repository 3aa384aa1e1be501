"""R4: the mean cumulative function, incidents per unit by the unit's age."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import exp, sqrt

from rcagraph.analysis.estimate.distributions import LEVEL, TAIL, t_quantile
from rcagraph.analysis.estimate.interval import Interval
from rcagraph.analysis.estimate.watched import Unit

FEWEST_UNITS = 5


@dataclass(frozen=True, slots=True)
class Cumulative:
    """Mean incidents per unit up to an age. Descriptive: it carries no verdict."""

    age: float
    """Days since the unit's window opened."""
    units: int
    n: int
    """Incidents up to that age."""
    at_risk: int
    """Units watched to that age."""
    estimate: float | None
    interval: Interval | None
    reason: str | None = None


def cumulative(units: Sequence[Unit], age: float) -> Cumulative:
    """M = Σ d(tⱼ)/r(tⱼ) with the 95 % interval M·exp(±t(.975, K − 1)·se/M).

    r(t): units whose window reaches t; at one age, events come before ends. se is the robust
    variance of Lawless and Nadeau (1995, Technometrics 37:158) times K/(K − 1). No figure below
    five units, none past the longest window.
    """
    n = sum(bisect_right(sorted(times), age) for times, _ in units)
    at_risk = sum(end >= age for _, end in units)
    empty = Cumulative(age, len(units), n, at_risk, None, None)
    if len(units) < FEWEST_UNITS:
        few = f"too few to tell ({len(units)} units, needs {FEWEST_UNITS})"
        return replace(empty, reason=few)
    if not at_risk:
        return replace(empty, reason="past the longest window")
    rates = _rates(units, age)
    mean = sum(rate for _, rate in rates.values())
    if mean == 0:
        return Cumulative(age, len(units), n, at_risk, 0.0, None, "no failure (n=0)")
    return Cumulative(age, len(units), n, at_risk, mean, _interval(units, rates, mean))


def curve(units: Sequence[Unit]) -> tuple[Cumulative, ...]:
    """At each age at which an incident happened."""
    ages = sorted({time for times, _ in units for time in times})
    return tuple(cumulative(units, age) for age in ages)


def _rates(units: Sequence[Unit], age: float) -> dict[float, tuple[int, float]]:
    """By age of an incident: units at risk, and incidents per unit at risk."""
    events = Counter(time for times, _ in units for time in times if time <= age)
    ends, found = sorted(end for _, end in units), {}
    for time in sorted(events):
        at_risk = len(ends) - bisect_left(ends, time)
        found[time] = (at_risk, events[time] / at_risk)
    return found


def _interval(
    units: Sequence[Unit], rates: dict[float, tuple[int, float]], mean: float
) -> Interval:
    count, times = len(units), list(rates)
    expected = list(accumulate((rate / r for r, rate in rates.values()), initial=0.0))
    squares = sum(
        (_own(unit, rates) - expected[bisect_right(times, unit[1])]) ** 2 for unit in units
    )
    error = sqrt(squares * count / (count - 1))
    spread = exp(min(700.0, t_quantile(LEVEL + TAIL, count - 1) * error / mean))
    return Interval(mean / spread, mean * spread)


def _own(unit: Unit, rates: dict[float, tuple[int, float]]) -> float:
    """What the unit's own incidents give to the mean."""
    times, end = unit
    return sum(1 / rates[t][0] for t in times if t <= end and t in rates)
