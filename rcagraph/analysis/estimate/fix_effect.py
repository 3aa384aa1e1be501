"""R7: did the fix work? The rate after a change against the rate before it."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rcagraph.analysis.estimate.distributions import TAIL, binomial_at_most, crossing
from rcagraph.analysis.estimate.false_discovery import too_few
from rcagraph.analysis.estimate.interval import Interval
from rcagraph.analysis.estimate.rate_ratio import of_rates
from rcagraph.analysis.estimate.watched import one_event

FEWEST_EVENTS = 6
ONE_CHANGE_DAYS = 30.0


@dataclass(frozen=True, slots=True)
class FixEffect:
    """Events and days before and after, and the ratio of the two rates."""

    before: int
    days_before: float
    after: int
    days_after: float
    ratio: float | None
    """After / before; None where nothing happened before."""
    interval: Interval | None
    p: float | None
    """Two-sided mid-P."""
    reason: str | None = None

    @property
    def n(self) -> int:
        return self.before + self.after

    @property
    def claim(self) -> str | None:
        fell = self.after * self.days_before < self.before * self.days_after
        return "fixed" if fell else "worse since"


@dataclass(frozen=True, slots=True)
class Span:
    """Where one change is judged, in days of the window."""

    opens: float
    """The window's opening, or the change before."""
    closed: float
    """The closing date of the change."""
    last_closed: float
    """Of the last of those that count as one change; else `closed`."""
    ends: float
    """The next change, or the window's end."""

    def counts(self, times: Iterable[float]) -> tuple[int, int]:
        """How many of them lie before the change, and how many after it."""
        known = tuple(times)
        before = sum(self.opens < t <= self.closed for t in known)
        return before, sum(self.last_closed < t <= self.ends for t in known)


def fix_effect(before: int, days_before: float, after: int, days_after: float) -> FixEffect:
    """Conditional binomial with q = T₂/(T₁ + T₂), mid-P test and 95 % mid-P interval.

    Counts are of `one_event` events, without the incidents that the action came from. Below six
    events "too few to tell". Source: Przyborowski and Wilenski 1940, Biometrika 31:313; Lancaster
    1961, J. Am. Stat. Assoc. 56:223, for mid-P.
    """
    n = before + after
    if days_before <= 0 or days_after <= 0:
        reason = "no time before the change" if days_before <= 0 else "no time after the change"
        return FixEffect(before, days_before, after, days_after, None, None, None, reason)
    if n == 0:
        reason = too_few(n, FEWEST_EVENTS)
        return FixEffect(before, days_before, after, days_after, None, None, None, reason)
    scale = days_before / days_after
    ends = of_rates(mid_p_interval(after, n), scale)
    below = mid_p(after, n, days_after / (days_before + days_after))
    few = too_few(n, FEWEST_EVENTS) if n < FEWEST_EVENTS else None
    ratio = after / before * scale if before else None
    p = min(1.0, 2 * min(below, 1 - below))
    return FixEffect(before, days_before, after, days_after, ratio, ends, p, few)


def mid_p(k: int, n: int, share: float) -> float:
    """P(X < k) + ½P(X = k)."""
    return (binomial_at_most(k - 1, n, share) + binomial_at_most(k, n, share)) / 2


def mid_p_interval(k: int, n: int) -> tuple[float, float]:
    """The shares at which k of n lies at either 2.5 % mid-P tail."""

    def less(tail: float) -> Callable[[float], float]:
        return lambda share: mid_p(k, n, share) - tail

    low = crossing(less(1 - TAIL), 0.0, 1.0) if k else 0.0
    high = crossing(less(TAIL), 0.0, 1.0) if k < n else 1.0
    return low, high


def spans(closings: Sequence[float], end: float) -> tuple[Span, ...]:
    """One a change, of closing dates in days since the window opened; those within 30 days of
    each other are one change. A date outside the window is no change in it."""
    groups: list[list[float]] = []
    for day in sorted(day for day in closings if 0 <= day <= end):
        if groups and day - groups[-1][-1] <= ONE_CHANGE_DAYS:
            groups[-1].append(day)
        else:
            groups.append([day])
    opens = [0.0, *(group[-1] for group in groups)]
    ends = [*(group[0] for group in groups[1:]), end]
    return tuple(
        Span(since, group[0], group[-1], until)
        for since, group, until in zip(opens, groups, ends, strict=False)
    )


def judged(span: Span, times: Sequence[float], origins: Sequence[float]) -> FixEffect:
    """One change of a family, from the times of its incidents; `origins` are the times of those
    that the action came from, and are left out."""
    others = Counter(times) - Counter(origins)
    before, after = span.counts(one_event(tuple(others.elements())))
    return fix_effect(before, span.closed - span.opens, after, span.ends - span.last_closed)
