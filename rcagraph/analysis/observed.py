"""Observed blast radius (B11): whom the incidents that began in a service have hit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import sqrt

from rcagraph.analysis.events import Event
from rcagraph.graph import KnowledgeGraph, Node
from rcagraph.model.facts import NodeKey

Z95 = 1.959963984540054
"""The 97.5 % point of the normal distribution: two-sided 95 %."""


@dataclass(frozen=True, slots=True)
class Observed:
    """One service that was hit by incidents which began elsewhere."""

    node: Node
    incidents: int
    of: int
    """How many incidents began in the failing service."""
    wilson_interval: tuple[float, float]
    """Plain Wilson, 95 %, of `share`: every incident counts as independent. Incidents of one
    family are not, so that it is too narrow where families repeat; R1's interval, with families
    as clusters, is another field's."""
    last: date | None
    ids: tuple[str, ...]
    """The incidents' names, by date."""

    @property
    def share(self) -> float:
        return self.incidents / self.of


def observed(graph: KnowledgeGraph, origin: Node, began: Iterable[Event]) -> tuple[Observed, ...]:
    """Whom the events that `began` in `origin` hit, itself excluded; the most hit first."""
    all_of_them = tuple(began)
    hits: dict[NodeKey, list[Event]] = {}
    for event in all_of_them:
        for target in event.targets(graph, "AFFECTS"):
            hits.setdefault(target, []).append(event)
    hits.pop(origin.key, None)
    found = [_observed(graph[key], hit, len(all_of_them)) for key, hit in hits.items()]
    return tuple(sorted(found, key=lambda o: (-o.incidents, o.node.name, o.node.key)))


def _observed(node: Node, hit: list[Event], of: int) -> Observed:
    last = max((event.day for event in hit if event.day), default=None)
    ids = tuple(event.node.name for event in hit)
    return Observed(node, len(hit), of, wilson(len(hit), of), last, ids)


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a proportion; (0, 1) of no trials."""
    if not trials:
        return (0.0, 1.0)
    p, z2 = successes / trials, Z95 * Z95
    middle = (p + z2 / (2 * trials)) / (1 + z2 / trials)
    half = Z95 * sqrt(p * (1 - p) / trials + z2 / (4 * trials**2)) / (1 + z2 / trials)
    low = 0.0 if successes == 0 else max(0.0, middle - half)
    high = 1.0 if successes == trials else min(1.0, middle + half)
    return (low, high)
