"""The vault as a whole: repeat rate, first gaps, growth, trend, durations, concentration."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rcagraph.analysis.estimate.concentration import concentration
from rcagraph.analysis.estimate.cumulative import Cumulative, cumulative
from rcagraph.analysis.estimate.durations import Durations, durations
from rcagraph.analysis.estimate.first_gap import FirstGap, first_gap
from rcagraph.analysis.estimate.repeat_rate import WITHIN_DAYS, repeat_rate
from rcagraph.analysis.estimate.repeat_rate import Episode as Span
from rcagraph.analysis.estimate.trend import VaultTrend, vault_trend
from rcagraph.analysis.estimate.watched import Unit
from rcagraph.analysis.estimate.wilson import Share
from rcagraph.analysis.events import Event
from rcagraph.analysis.history import clock
from rcagraph.analysis.history.episodes import Episode
from rcagraph.analysis.history.window import Window

AGES = (90.0, 180.0, 365.0)


@dataclass(frozen=True, slots=True)
class Whole:
    """Over all families and services of the vault, whatever is listed."""

    repeat: tuple[tuple[int, Share], ...]
    """R1, by W days. Incidents of no family are not in it."""
    first_gap: FirstGap
    """R2; 1 − S(W) is the forward repeat rate."""
    growth: tuple[Cumulative, ...]
    """R4: incidents a service by its age, services without `since` from the vault's opening."""
    trend: VaultTrend
    """R5 over services."""
    to_resolve: Durations
    """R11: minutes from detection to resolution; where one is unknown, the duration told."""
    to_mitigate: Durations
    """R11: minutes from detection to mitigation."""
    top_families: Share
    """R13: the incidents in the five largest families, of all that are in one."""


def whole(
    families: Sequence[Sequence[Episode]],
    services: Sequence[Unit],
    in_vault: Sequence[Unit],
    happened: Sequence[Event],
    window: Window,
) -> Whole:
    spans = [[_span(e, window) for e in its] for its in families if its]
    end = window.days
    ages = [age for age in AGES if age < end]
    return Whole(
        repeat=tuple((days, repeat_rate(spans, days)) for days in WITHIN_DAYS),
        first_gap=first_gap(spans, end),
        growth=tuple(cumulative(in_vault, age) for age in (*ages, end)) if end > 0 else (),
        trend=vault_trend(services),
        to_resolve=_resolved(happened, window),
        to_mitigate=_mitigated(happened),
        top_families=concentration(sum(len(e.events) for e in its) for its in families),
    )


def _span(episode: Episode, window: Window) -> Span:
    """One that is still open ends after the window, so that its gap has not begun."""
    end = float("inf") if episode.is_open else episode.end - window.opens
    return episode.start - window.opens, end


def _resolved(happened: Iterable[Event], window: Window) -> Durations:
    closed, still_open = list[float](), list[float]()
    for event in happened:
        start = clock.began(event)
        minutes = clock.minutes_between(event, "detected_at", "resolved_at")
        if minutes is None and event.minutes is not None:
            minutes = float(event.minutes)
        if minutes is not None:
            closed.append(minutes)
        elif start is not None and clock.is_open(event):
            still_open.append(max(0.0, window.closes - start) * clock.MINUTES)
    return durations(closed, still_open)


def _mitigated(happened: Iterable[Event]) -> Durations:
    known = (clock.minutes_between(event, "detected_at", "mitigated_at") for event in happened)
    return durations([minutes for minutes in known if minutes is not None])
