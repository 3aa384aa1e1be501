"""R2: time from a family's first resolution to its second start."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rcagraph.analysis.estimate.false_discovery import too_few
from rcagraph.analysis.estimate.interval import Interval
from rcagraph.analysis.estimate.repeat_rate import Episode
from rcagraph.analysis.estimate.survival import Quantile, survival

AT_DAYS = (30.0, 90.0, 180.0)
FEWEST_EVENTS = 5


@dataclass(frozen=True, slots=True)
class StillQuiet:
    """The share of families that have not come back after so many days."""

    days: float
    estimate: float | None
    interval: Interval | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class FirstGap:
    """The curve at the days asked for, and its median."""

    n: int
    """Families, those with one incident included."""
    events: int
    """Families that came back."""
    longest: float
    """Days that the longest-watched family was quiet or took to come back."""
    quiet: tuple[StillQuiet, ...]
    median: Quantile | None
    """Days; an estimate of None is "not reached"."""
    reason: str | None = None


def first_gap(
    families: Iterable[Sequence[Episode]], end: float, at: Sequence[float] = AT_DAYS
) -> FirstGap:
    """Kaplan–Meier over the first gap of every family, censored at the window's end.

    Gaps pooled over families, and the mean of closed gaps, are biased short: a family that
    repeats often gives many. A family whose first incident is still open at the end is left out:
    its gap has not begun. No figure below five events, none past the longest follow-up.
    """
    gaps = [gap for family in families if (gap := _gap(family, end))]
    curve = survival([days for days, _ in gaps], [was for _, was in gaps])
    if curve.events < FEWEST_EVENTS:
        reason = too_few(curve.events, FEWEST_EVENTS)
        return FirstGap(curve.n, curve.events, curve.longest, (), None, reason)
    quiet = []
    for days in at:
        step = curve.at(days)
        if step is None:
            quiet.append(StillQuiet(days, None, None, "past the longest follow-up"))
        else:
            missing = None if step.interval else "no interval: all families or none"
            quiet.append(StillQuiet(days, step.survival, step.interval, missing))
    return FirstGap(curve.n, curve.events, curve.longest, tuple(quiet), curve.quantile())


def _gap(family: Sequence[Episode], end: float) -> tuple[float, bool] | None:
    if not family or family[0][1] > end:
        return None
    resolved = family[0][1]
    if len(family) > 1 and family[1][0] <= end:
        return family[1][0] - resolved, True
    return end - resolved, False
