"""Families and services as they were watched: from when, how long, and which events count."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from rcagraph.analysis.estimate.burstiness import Burstiness, Dispersion, burstiness, dispersion
from rcagraph.analysis.estimate.crow_amsaa import PowerLaw, power_law
from rcagraph.analysis.estimate.failure_rate import MeanTimeBetween, mean_time_between
from rcagraph.analysis.estimate.false_discovery import Verdict, verdicts
from rcagraph.analysis.estimate.forecast import Forecast, forecast
from rcagraph.analysis.estimate.posterior import priors
from rcagraph.analysis.estimate.trend import Trend, trend
from rcagraph.analysis.estimate.watched import Unit, watched
from rcagraph.analysis.history import clock
from rcagraph.analysis.history.episodes import Episode
from rcagraph.analysis.history.window import Window

HORIZONS = (30.0, 90.0)
"""Days ahead (R13)."""


@dataclass(frozen=True, slots=True)
class Watched:
    """The episodes of one family or service, and its own window."""

    episodes: tuple[Episode, ...]
    times: tuple[float, ...]
    """Of its events, in days since its window opened."""
    exposure: float
    """Days that its window was open; 0 where it never was."""
    opens: float | None
    """Days since 1970; without `since` a week after its first run of incidents, none of which is
    an event."""
    has_since: bool

    @property
    def unit(self) -> Unit:
        return self.times, self.exposure

    @property
    def opened_on(self) -> date | None:
        return None if self.opens is None else clock.day_at(self.opens)


def as_watched(episodes: Iterable[Episode], window: Window, since: date | None = None) -> Watched:
    """`since` counts from the vault's own opening on: before it nobody wrote."""
    its = tuple(sorted(episodes, key=lambda e: e.start))
    opens = None if since is None else max(clock.start_of(since), window.opens)
    unit = watched([e.start for e in its], window.closes, opens)
    if unit is None:
        return Watched(its, (), 0.0, None, since is not None)
    times, exposure = unit
    return Watched(its, tuple(times), exposure, window.closes - exposure, since is not None)


@dataclass(frozen=True, slots=True)
class Figures:
    """What the events of one family or service say (R3, R5, R6, R9)."""

    watched: Watched
    between: MeanTimeBetween
    trend: Trend
    verdict: Verdict
    """Of the trend, over all units of the kind in the vault."""
    growth: PowerLaw
    bursts: Burstiness
    dispersion: Dispersion
    ahead: tuple[Forecast, ...]
    """At a constant rate, 30 and 90 days."""

    @property
    def n(self) -> int:
        return len(self.watched.times)

    @property
    def gaps(self) -> tuple[float, ...]:
        """Days from one event to the next, the first from the window's opening."""
        return gaps_of(self.watched.times)


def figures(units: Sequence[Watched]) -> tuple[Figures, ...]:
    """In the order given, which is every unit of one kind: the verdicts depend on all of them."""
    trends = [trend(*each.unit) for each in units]
    said = verdicts(trends)
    return tuple(map(_figures, units, trends, said))


def _figures(its: Watched, found: Trend, verdict: Verdict) -> Figures:
    n, (times, exposure) = len(its.times), its.unit
    return Figures(
        watched=its,
        between=mean_time_between(n, exposure),
        trend=found,
        verdict=verdict,
        growth=power_law(times, exposure),
        bursts=burstiness(gaps_of(its.times)),
        dispersion=dispersion(times, exposure),
        ahead=tuple(forecast(n, exposure, days) for days in HORIZONS),
    )


def gaps_of(times: Sequence[float]) -> tuple[float, ...]:
    return tuple(later - earlier for earlier, later in pairwise((0.0, *times)))


def chances(units: Sequence[Watched]) -> tuple[tuple[float, ...] | None, ...]:
    """R13: the probability of another within 30 and 90 days, each unit borrowing from all others
    as services do in R8; None for a unit that was never watched, or where nothing came back."""
    known = [each for each in units if each.exposure > 0]
    counts = tuple(len(each.times) for each in known)
    if not sum(counts):
        return (None,) * len(units)
    grid = priors(counts, tuple(each.exposure for each in known))
    found: dict[tuple[int, float], tuple[float, ...]] = {}
    for each in known:
        unit = len(each.times), each.exposure
        if unit not in found:
            after = grid.posterior(*unit)
            found[unit] = tuple(after.at_least_one(days) for days in HORIZONS)
    return tuple(found.get((len(each.times), each.exposure)) for each in units)
