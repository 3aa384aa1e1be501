"""Past incidents as teachers: what those before one, or those of other families, have shown."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcagraph.analysis.events import Event, hit_by, origins
from rcagraph.analysis.history import clock
from rcagraph.analysis.impact.evidence import Evidence
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.facts import NodeKey

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Past:
    """One incident. Days since 1970."""

    event: Event
    family: int
    start: float
    end: float
    """Infinite while it is open."""
    origins: frozenset[NodeKey]
    hit: frozenset[NodeKey]
    tried: tuple[tuple[int, bool], ...]
    """The requirements that it tested as its family's first, and whether it crossed them."""


class Taught:
    """Sums over the teachers."""

    def __init__(self, requirements: int, services: Sequence[NodeKey]) -> None:
        from numpy import zeros

        self.incidents = 0
        self.began, self.hit = (zeros(len(services)) for _ in range(2))
        """By service; hit where they did not begin."""
        self.tried, self.crossed = (zeros(requirements) for _ in range(2))
        """By requirement."""
        self._place = {service: number for number, service in enumerate(services)}

    def add(self, some: Sequence[Past], times: int = 1) -> None:
        """`times` −1 takes them out again."""
        from numpy import add

        self.incidents += times * len(some)
        tried = [trial for each in some for trial in each.tried]
        for sums, places in (
            (self.began, self.places(key for each in some for key in each.origins)),
            (self.hit, self.places(key for each in some for key in each.hit - each.origins)),
            (self.tried, [requirement for requirement, _ in tried]),
            (self.crossed, [requirement for requirement, crossed in tried if crossed]),
        ):
            if places:
                add.at(sums, places, times)

    def places(self, keys: Iterable[NodeKey]) -> list[int]:
        """A profile may let incidents begin in what is no service."""
        return [self._place[key] for key in keys if key in self._place]

    def usual(self) -> NDArray[float64]:
        """How often each service is hit where it is not the origin: what a forecast must beat.

        Half a hit and one incident are added, so that one never hit is not called impossible.
        """
        found: NDArray[float64] = (self.hit + 0.5) / (self.incidents - self.began + 1)
        return found


def past_of(
    graph: KnowledgeGraph, known: Iterable[Evidence], families: Iterable[Sequence[Event]]
) -> list[Past]:
    """The incidents that have a day, by their beginning."""
    tried: dict[NodeKey, list[tuple[int, bool]]] = {}
    for requirement, evidence in enumerate(known):
        crossed = {event.node.key for event in evidence.hits}
        for event in evidence.trials:
            key = event.node.key
            tried.setdefault(key, []).append((requirement, key in crossed))
    found = [
        _past(graph, event, number, start, tuple(tried.get(event.node.key, ())))
        for number, family in enumerate(families)
        for event in family
        if (start := clock.began(event)) is not None
    ]
    return sorted(found, key=lambda each: (each.start, each.event.order))


def _past(
    graph: KnowledgeGraph,
    event: Event,
    family: int,
    start: float,
    tried: tuple[tuple[int, bool], ...],
) -> Past:
    over = clock.over(event, start)
    end = float("inf") if over is None else over
    sources = frozenset(origins(graph, event))
    return Past(event, family, start, end, sources, hit_by(graph, event), tried)


def rolling(
    past: Sequence[Past], asked: Iterable[Past], taught: Taught
) -> Iterator[tuple[Past, Taught]]:
    """Each of those asked for with what was resolved before it began; use each at once, since
    the sums go on. `asked` by their beginning; `taught` as yet by nobody."""
    resolved, at = sorted(past, key=lambda each: each.end), 0
    for each in asked:
        upto = bisect_left(resolved, each.start, at, key=lambda one: one.end)
        taught.add(resolved[at:upto])
        at = upto
        yield each, taught


def elsewhere(
    past: Sequence[Past], asked: Iterable[Past], taught: Taught
) -> Iterator[tuple[Past, Taught]]:
    """Each of those asked for with all incidents of other families; use each at once. `taught`
    as yet by nobody."""
    families: dict[int, list[Past]] = {}
    taught.add(past)
    for each in past:
        families.setdefault(each.family, []).append(each)
    for each in asked:
        own = families[each.family]
        taught.add(own, -1)
        yield each, taught
        taught.add(own)
