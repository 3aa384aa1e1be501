"""Past incidents as teachers: what those before one, or those of other families, have shown."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rcagraph.analysis.events import Event, hit_by, origins
from rcagraph.analysis.history import clock
from rcagraph.analysis.impact.evidence import Evidence
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.facts import NodeKey


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


@dataclass(slots=True)
class Taught:
    """Sums over the teachers."""

    incidents: int = 0
    began: Counter[NodeKey] = field(default_factory=Counter)
    hit: Counter[NodeKey] = field(default_factory=Counter)
    """Where they did not begin."""
    tried: Counter[int] = field(default_factory=Counter)
    """By requirement."""
    crossed: Counter[int] = field(default_factory=Counter)

    def add(self, each: Past, times: int = 1) -> None:
        """`times` −1 takes it out again."""
        self.incidents += times
        for key in each.origins:
            self.began[key] += times
        for key in each.hit - each.origins:
            self.hit[key] += times
        for requirement, crossed in each.tried:
            self.tried[requirement] += times
            self.crossed[requirement] += times * crossed

    def usual(self, service: NodeKey) -> float:
        """How often it is hit where it is not the origin: what a forecast must beat.

        Half a hit and one incident are added, so that one never hit is not called impossible.
        """
        return (self.hit[service] + 0.5) / (self.incidents - self.began[service] + 1)


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


def rolling(past: Sequence[Past], asked: Iterable[Past]) -> Iterator[tuple[Past, Taught]]:
    """Each of those asked for with what was resolved before it began; use each at once, since
    the sums go on. `asked` by their beginning."""
    resolved, taught, at = sorted(past, key=lambda each: each.end), Taught(), 0
    for each in asked:
        while at < len(resolved) and resolved[at].end < each.start:
            taught.add(resolved[at])
            at += 1
        yield each, taught


def elsewhere(past: Sequence[Past], asked: Iterable[Past]) -> Iterator[tuple[Past, Taught]]:
    """Each of those asked for with all incidents of other families; use each at once."""
    taught = Taught()
    families: dict[int, list[Past]] = {}
    for each in past:
        taught.add(each)
        families.setdefault(each.family, []).append(each)
    for each in asked:
        for own in families[each.family]:
            taught.add(own, -1)
        yield each, taught
        for own in families[each.family]:
            taught.add(own)
