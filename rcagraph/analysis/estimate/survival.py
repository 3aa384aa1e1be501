"""Kaplan–Meier: how long until it happens, where some were not watched long enough to see it."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from rcagraph.analysis.estimate.distributions import Z
from rcagraph.analysis.estimate.interval import Interval

ROUNDING = 1e-12
"""A product of fractions that is a half may come out a hair above it."""


@dataclass(frozen=True, slots=True)
class Step:
    """What holds from this time to the next step."""

    time: float
    survival: float
    """The share to which it has not happened by then."""
    interval: Interval | None
    """None where the share is 1 or 0."""


@dataclass(frozen=True, slots=True)
class Quantile:
    """The time by which it has happened to a stated share."""

    estimate: float | None
    """None: not reached while it was watched."""
    interval: Interval | None
    """None where the numbers set neither end."""


@dataclass(frozen=True, slots=True)
class Survival:
    """A curve that falls in steps."""

    n: int
    events: int
    longest: float
    """The longest follow-up; past it nothing is known."""
    steps: tuple[Step, ...]

    def at(self, time: float) -> Step | None:
        """None past the longest follow-up."""
        if not self.n or time > self.longest:
            return None
        before = bisect_right([step.time for step in self.steps], time)
        known = self.steps[before - 1] if before else Step(time, 1.0, None)
        return Step(time, known.survival, known.interval)

    def quantile(self, share: float = 0.5) -> Quantile:
        """With the interval of Brookmeyer and Crowley (1982, Biometrics 38:29): the times at
        which the ends of the curve's interval cross."""
        left = 1 - share + ROUNDING
        estimate = next((s.time for s in self.steps if s.survival <= left), None)
        low, high = self._crossing(left, upper=False), self._crossing(left, upper=True)
        unknown = low is None and high is None
        return Quantile(estimate, None if unknown else Interval(low, high))

    def _crossing(self, left: float, *, upper: bool) -> float | None:
        for step in self.steps:
            ends = step.interval or Interval(step.survival, step.survival)
            end = ends.high if upper else ends.low
            if end is not None and end <= left:
                return step.time
        return None


def survival(times: Sequence[float], happened: Sequence[bool]) -> Survival:
    """Times in days to the event, or to the end of watching where it has not happened.

    The share's interval is 95 %, log(−log) Greenwood (Kalbfleisch and Prentice 2002, The
    Statistical Analysis of Failure Time Data, § 1.4). At one time, events come before ends.
    """
    ends = Counter(times)
    events = Counter(t for t, was in zip(times, happened, strict=True) if was)
    at_risk, share, greenwood = len(times), 1.0, 0.0
    steps = []
    for time in sorted(ends):
        if d := events[time]:
            share *= 1 - d / at_risk
            greenwood += d / (at_risk * (at_risk - d)) if at_risk > d else 0.0
            steps.append(Step(time, share, _interval(share, greenwood)))
        at_risk -= ends[time]
    return Survival(len(times), events.total(), max(times, default=0.0), tuple(steps))


def _interval(share: float, greenwood: float) -> Interval | None:
    if not 0 < share < 1:
        return None
    spread = exp(Z * sqrt(greenwood) / -log(share))
    return Interval(share**spread, share ** (1 / spread))
