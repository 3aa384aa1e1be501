"""One period against the one before it: incidents, minutes, which families came and which not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rcagraph.analysis.estimate.burstiness import dispersion
from rcagraph.analysis.estimate.false_discovery import Verdict, verdicts
from rcagraph.analysis.estimate.rate_ratio import RateRatio, rate_ratio
from rcagraph.analysis.estimate.watched import one_event
from rcagraph.analysis.events import Event
from rcagraph.analysis.history import FamilyHistory, History, clock
from rcagraph.analysis.history.episodes import Episode, episodes
from rcagraph.analysis.period import Period
from rcagraph.analysis.recurrence import Family, Recurrence
from rcagraph.model.table import Table

NEW, RETURNED, CONTINUED, QUIET = "new", "returned", "continued", "quiet"
IN_BURSTS = "no evidence either way: they come in bursts"
STATES = (NEW, RETURNED, CONTINUED, QUIET)

Span = tuple[float, float]
"""From when to when something is watched, by `clock`."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What happened in one period."""

    period: Period
    incidents: int
    known_minutes: tuple[int, ...]
    """Of those whose duration is known."""
    unkeyed: int
    """Incidents of no family."""
    times: tuple[float, ...]
    """Of its events, in days since it was watched: incidents of one family within a week of each
    other are one, and what opens or closes the vault's window is none."""
    days: float
    """Those of its days that the vault's window holds."""

    @property
    def minutes(self) -> int | None:
        return sum(self.known_minutes) if self.known_minutes else None


@dataclass(frozen=True, slots=True)
class FamilyChange:
    """Of a family that was hit in either period."""

    family: Family
    before: int
    now: int
    state: str
    """`new`: never seen before; `returned`: seen, but not in the period before; `continued`: in
    both; `quiet`: in the period before, and not in this one."""
    ratio: RateRatio
    verdict: Verdict
    """Over all families here. Only this says that a family ended or grew; a `state` counts."""


@dataclass(frozen=True, slots=True, repr=False)
class PeriodChange:
    """What a period has more of, or less, than the one before."""

    before: Counted
    now: Counted
    ratio: RateRatio
    verdict: Verdict
    too_narrow: bool
    """Events come in bursts, so that the interval is too narrow, and nothing is claimed."""
    families: tuple[FamilyChange, ...]
    """By state, then those with the most incidents in both."""
    undated: int
    """Incidents without a day, which are in no period."""

    def __repr__(self) -> str:
        now, before = self.now, self.before
        told = f"{now.incidents} in {now.period.name}, {before.incidents} in {before.period.name}"
        return f"PeriodChange({told}: {self.verdict.words})"

    def _repr_html_(self) -> str:
        """For a notebook: the families that were hit in either."""
        from rcagraph.model.html import html

        rows = tuple((f.family.title, f.before, f.now, f.state) for f in self.families)
        return html(repr(self), [Table("", ("family", "before", "now", "state"), rows)])

    def of_state(self, state: str) -> tuple[FamilyChange, ...]:
        return tuple(each for each in self.families if each.state == state)


def period_change(found: Recurrence, its: History, period: Period) -> PeriodChange:
    """`its` must be of `found`, and `found` of all services."""
    span, both = (its.window.opens, its.window.closes), (period.before, period)
    runs = [_starts(episodes(family.events, its.window.closes)) for family in found.every]
    all_runs = [episode for run in runs for episode in run]
    before, now = (_counted(found, all_runs, span, each) for each in both)
    ratio = rate_ratio(len(before.times), before.days, len(now.times), now.days)
    bursts = any(dispersion(c.times, c.days).too_narrow for c in (before, now))
    (verdict,) = verdicts([replace(ratio, reason=IN_BURSTS) if bursts else ratio])
    return PeriodChange(
        before=before,
        now=now,
        ratio=ratio,
        verdict=verdict,
        too_narrow=bursts,
        families=_families(its.families, period),
        undated=sum(event.day is None for family in found.every for event in family.events),
    )


def _counted(found: Recurrence, runs: Iterable[Episode], span: Span, period: Period) -> Counted:
    families = [(family, _within(family.events, period)) for family in found.every]
    times, days = _events(runs, span, period)
    minutes = (event.minutes for _, kept in families for event in kept)
    return Counted(
        period=period,
        incidents=sum(len(kept) for _, kept in families),
        known_minutes=tuple(m for m in minutes if m is not None),
        unkeyed=sum(len(kept) for family, kept in families if not family.is_one),
        times=times,
        days=days,
    )


def _starts(its: Sequence[Episode]) -> list[Episode]:
    """Those that open a run: what follows within a week is its echo, as where a fix is judged."""
    opening = set(one_event([episode.start for episode in its]))
    return [episode for episode in its if episode.start in opening]


def _within(happened: Iterable[Event], period: Period) -> list[Event]:
    return [event for event in happened if period.holds(event.day)]


def _events(runs: Iterable[Episode], span: Span, period: Period) -> tuple[tuple[float, ...], float]:
    """Times of the events in a period, and how many of its days are watched."""
    opens = max(span[0], clock.start_of(period.first))
    closes = min(span[1], clock.start_of(period.last) + 1)
    starts = (
        e.start for e in runs if period.holds(e.events[0].day) and span[0] < e.start < span[1]
    )
    length = max(0.0, closes - opens)
    return tuple(sorted(min(max(0.0, start - opens), length) for start in starts)), length


def _families(known: Iterable[FamilyHistory], period: Period) -> tuple[FamilyChange, ...]:
    hit = [(each, *_hits(each.family, period)) for each in known]
    hit = [(each, before, now) for each, before, now in hit if before or now]
    ratios = [_ratio(each, period) for each, _, _ in hit]
    made = (
        FamilyChange(e.family, before, now, _state(e.family, before, now, period), ratio, verdict)
        for (e, before, now), ratio, verdict in zip(hit, ratios, verdicts(ratios), strict=True)
    )
    return tuple(sorted(made, key=_rank))


def _hits(family: Family, period: Period) -> tuple[int, int]:
    return len(_within(family.events, period.before)), len(_within(family.events, period))


def _state(family: Family, before: int, now: int, period: Period) -> str:
    if not now:
        return QUIET
    if before:
        return CONTINUED
    return NEW if family.first and family.first >= period.first else RETURNED


def _ratio(its: FamilyHistory, period: Period) -> RateRatio:
    """Over its own window: what the family was found by is no event."""
    watched = its.figures.watched
    if watched.opens is None:
        return rate_ratio(0, 0.0, 0, 0.0)
    span = (watched.opens, watched.opens + watched.exposure)
    (before, days_before), (now, days) = (
        _events(_starts(watched.episodes), span, each) for each in (period.before, period)
    )
    return rate_ratio(len(before), days_before, len(now), days)


def _rank(each: FamilyChange) -> tuple[int, int, str]:
    return STATES.index(each.state), -each.before - each.now, each.family.title
