"""What incidents say of each dependency (B4): how often a failure crossed it, and which."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rcagraph.analysis.estimate.beta import Learned, learned
from rcagraph.analysis.events import Event, hit_by, origins
from rcagraph.analysis.impact.failure_graph import FailureGraph, Requirement
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.facts import NodeKey
from rcagraph.profile.shape import AnalysisRules


@dataclass(frozen=True, slots=True)
class Evidence:
    """Of one requirement: the prior mean, the incidents that tested it, and p as it follows."""

    default: float
    is_stated: bool
    """The prior mean is the probability a note states; else that of its strength."""
    trials: tuple[Event, ...]
    hits: tuple[Event, ...]
    """Those of the trials that hit the dependent."""
    learned: Learned


def evidence(
    graph: KnowledgeGraph,
    net: FailureGraph,
    families: Iterable[tuple[Event, ...]],
    rules: AnalysisRules,
) -> tuple[Evidence, ...]:
    """One for each requirement of `net`, in its order.

    n: incidents that hit enough members to break it and no other thing that the dependent needed
    then, one a family (its first such), on or after `since`; k of them hit the dependent:
    Beta(4m + k, 4(1 − m) + n − k), m the stated probability, else the default of its strength. An
    incident that began in the dependent says nothing of it. The raw share of incidents that
    began in one service and hit another is B11's: put in here, indirect ways would count twice.
    """
    trials: list[list[tuple[Event, bool]]] = [[] for _ in net.requirements]
    groups = tuple(families)
    by_date = sorted((event for family in groups for event in family), key=lambda e: e.order)
    rank = {event.node.key: at for at, event in enumerate(by_date)}
    for family in groups:
        seen: dict[int, tuple[Event, bool]] = {}
        for event in family:
            for number, is_hit in _tested(graph, net, event):
                seen.setdefault(number, (event, is_hit))
        for number, trial in seen.items():
            trials[number].append(trial)
    for tried in trials:
        tried.sort(key=lambda trial: rank[trial[0].node.key])
    pairs = zip(net.requirements, trials, strict=True)
    return tuple(_evidence(requirement, tried, rules) for requirement, tried in pairs)


def _tested(graph: KnowledgeGraph, net: FailureGraph, event: Event) -> Iterator[tuple[int, bool]]:
    """The requirements that the event tested, and whether their dependents were hit."""
    began_in = _within(net, origins(graph, event))
    hit, day = _within(net, hit_by(graph, event)), event.day
    for number in sorted({fed for node in hit for fed in net.feeds[node]}):
        requirement = net.requirements[number]
        if requirement.node in began_in or not _was_there(requirement, day):
            continue
        if requirement.is_lost(hit) and not _other_cause(net, number, hit, day):
            yield number, requirement.node in hit


def _within(net: FailureGraph, keys: Iterable[NodeKey]) -> set[int]:
    """A profile may let incidents hit what no failure travels through."""
    return {net.number[key] for key in keys if key in net.number}


def _was_there(requirement: Requirement, day: date | None) -> bool:
    return requirement.since is None or (day is not None and requirement.since <= day)


def _other_cause(net: FailureGraph, number: int, hit: set[int], day: date | None) -> bool:
    requirement = net.requirements[number]
    others = (net.requirements[r] for r in net.needs[requirement.node] if r != number)
    own = {*requirement.members, requirement.node}
    return any(_was_there(r, day) and hit.intersection(r.members) - own for r in others)


def _evidence(
    requirement: Requirement, tried: list[tuple[Event, bool]], rules: AnalysisRules
) -> Evidence:
    hits = tuple(event for event, is_hit in tried if is_hit)
    usual = rules.soft if requirement.soft else rules.hard
    default = usual if requirement.stated is None else requirement.stated
    return Evidence(
        default,
        requirement.stated is not None,
        tuple(event for event, _ in tried),
        hits,
        learned(len(hits), len(tried), default),
    )
