"""R7: did the fix work? Every change of a family that has a date, before against after."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rcagraph.analysis.actions import Action
from rcagraph.analysis.estimate.false_discovery import Verdict, verdicts
from rcagraph.analysis.estimate.fix_effect import FixEffect, Span, fix_effect, judged, spans
from rcagraph.analysis.estimate.watched import one_event
from rcagraph.analysis.history import clock
from rcagraph.analysis.history.units import Watched
from rcagraph.graph import Node
from rcagraph.model.facts import NodeKey

OUTSIDE = "its date lies outside the time in which the family was watched"


@dataclass(frozen=True, slots=True)
class Change:
    """An action item that was closed, or a runbook that was changed."""

    what: Action | Node
    day: date
    origin: NodeKey | None
    """The incident that it came from, which says nothing of whether it worked."""

    @property
    def node(self) -> Node:
        return self.what.node if isinstance(self.what, Action) else self.what

    @property
    def text(self) -> str:
        return self.what.text if isinstance(self.what, Action) else self.what.name

    @property
    def moment(self) -> float:
        """Noon of its day, in days since 1970."""
        return clock.start_of(self.day) + clock.NOON

    @property
    def order(self) -> tuple[date, str, NodeKey]:
        return self.day, self.text, self.node.key


@dataclass(frozen=True, slots=True)
class Trial:
    """What is to be judged: changes closed within 30 days of each other count as one."""

    family: int
    """Its number in the list that was given."""
    changes: tuple[Change, ...]
    span: Span | None
    """In days since 1970; None where the changes lie outside the family's window."""
    effect: FixEffect


@dataclass(frozen=True, slots=True)
class Fix:
    """One trial with what may be said of it."""

    trial: Trial
    verdict: Verdict
    """Over all trials of the vault."""
    elsewhere: FixEffect | None
    """The same days in the families without a change, of a trial that can be judged. It has no
    verdict of its own: a rate that fell there too did not fall through this fix."""


def fixes(families: Sequence[Watched], changes: Sequence[Sequence[Change]]) -> tuple[Fix, ...]:
    """By family and date; `changes` has one item a family, empty where nothing changed."""
    pairs = list(zip(families, changes, strict=True))
    trials = [t for n, (its, made) in enumerate(pairs) for t in _trials(n, its, made)]
    untouched = [its for its, made in pairs if not made and its.opens is not None]
    said = verdicts(trial.effect for trial in trials)
    return tuple(
        Fix(trial, verdict, _elsewhere(trial, untouched))
        for trial, verdict in zip(trials, said, strict=True)
    )


def _trials(family: int, its: Watched, made: Iterable[Change]) -> list[Trial]:
    dated = sorted(made, key=lambda change: change.order)
    opens = its.opens or 0.0
    found = spans([c.moment - opens for c in dated], its.exposure) if its.exposure else ()
    trials, tried = [], set[tuple[date, str, NodeKey]]()
    for span in found:
        inside = tuple(c for c in dated if span.closed <= c.moment - opens <= span.last_closed)
        tried.update(change.order for change in inside)
        effect = judged(span, its.times, _origin_times(its, inside))
        trials.append(Trial(family, inside, _shifted(span, opens), effect))
    none = FixEffect(0, 0.0, 0, 0.0, None, None, None, OUTSIDE)
    trials += [Trial(family, (c,), None, none) for c in dated if c.order not in tried]
    return sorted(trials, key=lambda trial: trial.changes[0].order)


def _origin_times(its: Watched, changes: Iterable[Change]) -> list[float]:
    """The times of the events that the changes came from."""
    origins = {change.origin for change in changes}
    opens = its.opens or 0.0
    starts = {
        episode.start - opens
        for episode in its.episodes
        if any(node.key in origins for event in episode.events for node in event.nodes)
    }
    return [time for time in its.times if time in starts]


def _shifted(span: Span, by: float) -> Span:
    return Span(span.opens + by, span.closed + by, span.last_closed + by, span.ends + by)


def _elsewhere(trial: Trial, untouched: Iterable[Watched]) -> FixEffect | None:
    if trial.span is None or trial.effect.reason:
        return None
    before = after = 0
    days_before = days_after = 0.0
    for its in untouched:
        opens, closes = its.opens or 0.0, (its.opens or 0.0) + its.exposure
        counts = trial.span.counts(time + opens for time in one_event(its.times))
        before, after = before + counts[0], after + counts[1]
        days_before += _overlap(opens, closes, trial.span.opens, trial.span.closed)
        days_after += _overlap(opens, closes, trial.span.last_closed, trial.span.ends)
    return fix_effect(before, days_before, after, days_after)


def _overlap(opens: float, closes: float, since: float, until: float) -> float:
    return max(0.0, min(closes, until) - max(opens, since))
