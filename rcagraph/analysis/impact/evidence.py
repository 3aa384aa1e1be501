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
    trials: list[list[tuple[int, bool]]] = [[] for _ in net.requirements]
    groups = tuple(families)
    by_date = sorted((event for family in groups for event in family), key=lambda e: e.order)
    rank = {event.node.key: at for at, event in enumerate(by_date)}
    for family in groups:
        seen: dict[int, tuple[int, bool]] = {}
        for event in family:
            at = rank[event.node.key]
            for number, is_hit in _tested(graph, net, event):
                seen.setdefault(number, (at, is_hit))
        for number, trial in seen.items():
            trials[number].append(trial)
    pairs = zip(net.requirements, trials, strict=True)
    return tuple(
        _evidence(requirement, [(by_date[at], is_hit) for at, is_hit in sorted(tried)], rules)
        for requirement, tried in pairs
    )


def _tested(graph: KnowledgeGraph, net: FailureGraph, event: Event) -> Iterator[tuple[int, bool]]:
    """The requirements that the event tested, and whether their dependents were hit."""
    began_in = _within(net, origins(graph, event))
    hit, day = _within(net, hit_by(graph, event)), event.day
    met: dict[int, list[int]] = {}
    for number in sorted({fed for node in hit for fed in net.feeds[node]}):
        requirement = net.requirements[number]
        if requirement.node not in began_in and _was_there(requirement, day):
            met.setdefault(requirement.node, []).append(number)
    for node, numbers in met.items():
        for number in numbers:
            alone = len(numbers) == 1 or not _other_cause(net, number, numbers, hit)
            if alone and net.requirements[number].is_lost(hit):
                yield number, node in hit


def _within(net: FailureGraph, keys: Iterable[NodeKey]) -> set[int]:
    """A profile may let incidents hit what no failure travels through."""
    return {net.number[key] for key in keys if key in net.number}


def _was_there(requirement: Requirement, day: date | None) -> bool:
    return requirement.since is None or (day is not None and requirement.since <= day)


def _other_cause(net: FailureGraph, number: int, met: Iterable[int], hit: set[int]) -> bool:
    """`met`: what was hit of all that the dependent needs."""
    requirement = net.requirements[number]
    others = (net.requirements[r].members for r in met if r != number)
    own = {*requirement.members, requirement.node}
    return any(hit.intersection(members) - own for members in others)


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
