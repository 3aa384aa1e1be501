"""Observed blast radius (B11): whom the incidents that began in a service have hit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from rcagraph.analysis.estimate.clustered_share import clustered_share
from rcagraph.analysis.estimate.interval import Interval
from rcagraph.analysis.estimate.wilson import score_interval
from rcagraph.analysis.events import Event
from rcagraph.graph import KnowledgeGraph, Node
from rcagraph.model.facts import NodeKey


@dataclass(frozen=True, slots=True)
class Observed:
    """One service that was hit by incidents which began elsewhere."""

    node: Node
    incidents: int
    of: int
    """How many incidents began in the failing service."""
    families: int
    """Into how many families those fall."""
    interval: Interval | None
    """95 % of `share`, by R1's recipe: Wilson's with families as clusters and Student's t, since
    incidents of one family hit much the same things. None below three families."""
    wilson_interval: tuple[float, float]
    """Plain Wilson, 95 %: too narrow where families repeat."""
    last: date | None
    events: tuple[Event, ...]
    """By date."""

    @property
    def share(self) -> float:
        return self.incidents / self.of

    @property
    def ids(self) -> tuple[str, ...]:
        """The incidents' names, by date."""
        return tuple(event.node.name for event in self.events)


def observed(
    graph: KnowledgeGraph,
    origin: Node,
    began: Iterable[Event],
    family_of: Mapping[NodeKey, int],
) -> tuple[Observed, ...]:
    """Whom the events that `began` in `origin` hit, itself excluded; the most hit first."""
    all_of_them = tuple(began)
    hits: dict[NodeKey, list[Event]] = {}
    for event in all_of_them:
        for target in event.targets(graph, "AFFECTS"):
            hits.setdefault(target, []).append(event)
    hits.pop(origin.key, None)
    found = [_observed(graph[key], hit, all_of_them, family_of) for key, hit in hits.items()]
    return tuple(sorted(found, key=lambda o: (-o.incidents, o.node.name, o.node.key)))


def _observed(
    node: Node, hit: list[Event], began: tuple[Event, ...], family_of: Mapping[NodeKey, int]
) -> Observed:
    counts: dict[int, list[int]] = {}
    hit_keys = {event.node.key for event in hit}
    for event in began:
        its = counts.setdefault(family_of[event.node.key], [0, 0])
        its[0] += event.node.key in hit_keys
        its[1] += 1
    share = clustered_share((k, n) for k, n in counts.values())
    plain = score_interval(len(hit) / len(began), len(began))
    return Observed(
        node,
        len(hit),
        len(began),
        len(counts),
        share.interval,
        (plain.low or 0.0, plain.high or 0.0),
        max((event.day for event in hit if event.day), default=None),
        tuple(hit),
    )
