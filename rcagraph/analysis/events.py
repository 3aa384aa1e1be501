"""Incidents as events: the notes that tell of one event (`DUPLICATE_OF`) count once."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain

from rcagraph.analysis.components import components
from rcagraph.analysis.days import day_of
from rcagraph.graph import KnowledgeGraph, Node
from rcagraph.model.facts import NodeKey


@dataclass(frozen=True, slots=True)
class Event:
    """One incident that a note declares, with the notes that duplicate it."""

    node: Node
    duplicates: tuple[Node, ...] = ()

    @property
    def nodes(self) -> tuple[Node, ...]:
        return (self.node, *self.duplicates)

    @property
    def day(self) -> date | None:
        """The original's; where it has none, the first that a duplicate gives."""
        told = day_of(self.node, "date")
        return told or next(filter(None, (day_of(node, "date") for node in self.duplicates)), None)

    @property
    def minutes(self) -> int | None:
        known = (node.properties.get("duration_minutes") for node in self.nodes)
        return next((m for m in known if isinstance(m, int)), None)

    @property
    def order(self) -> tuple[bool, date, str, NodeKey]:
        """By date, the undated last, then by name."""
        return (self.day is None, self.day or date.min, self.node.name, self.node.key)

    def targets(self, graph: KnowledgeGraph, type_: str) -> tuple[NodeKey, ...]:
        """What the original and its duplicates point to, together, sorted."""
        return tuple(sorted(self.all_targets(graph, type_)))

    def all_targets(self, graph: KnowledgeGraph, type_: str) -> frozenset[NodeKey]:
        """The same, in no order."""
        edges = chain.from_iterable(graph.out(node.key, type_) for node in self.nodes)
        return frozenset(edge.target for edge in edges)

    def first_targets(self, graph: KnowledgeGraph, type_: str) -> tuple[NodeKey, ...]:
        """What the original points to; where it is silent, the first duplicate that is not."""
        found = (graph.out(node.key, type_) for node in self.nodes)
        return tuple(edge.target for edge in next(filter(None, found), ()))


def origins(graph: KnowledgeGraph, event: Event) -> tuple[NodeKey, ...]:
    """Where it began; where the notes do not say, what it hit, if that is one service."""
    if told := event.first_targets(graph, "ORIGINATED_IN"):
        return told
    affected = event.targets(graph, "AFFECTS")
    return affected if len(affected) == 1 else ()


def begun(graph: KnowledgeGraph, happened: Iterable[Event]) -> Counter[NodeKey]:
    """How many of them began in each service."""
    return Counter(key for event in happened for key in origins(graph, event))


def hit_by(graph: KnowledgeGraph, event: Event) -> frozenset[NodeKey]:
    """The services that were hit, those in which it began among them."""
    return event.all_targets(graph, "AFFECTS").union(event.first_targets(graph, "ORIGINATED_IN"))


def events(graph: KnowledgeGraph, as_of: date | None = None) -> tuple[Event, ...]:
    """The declared incidents up to `as_of`, duplicates merged, by date.

    An undated one is kept: nothing says that it came later. One that a note merely names (a
    link to no note) is no event and enters no count.
    """
    found = (_event(graph, group) for group in duplicate_groups(graph))
    kept = (e for e in found if e and not (as_of and e.day and e.day > as_of))
    return tuple(sorted(kept, key=lambda e: e.order))


def duplicate_groups(graph: KnowledgeGraph) -> tuple[tuple[NodeKey, ...], ...]:
    """All incidents, those together that notes assert to be one event."""
    pairs = asserted_pairs(graph, "DUPLICATE_OF")
    return components((node.key for node in graph.nodes("Incident")), pairs)


def asserted_pairs(graph: KnowledgeGraph, type_: str) -> list[tuple[NodeKey, NodeKey]]:
    """The incidents that notes say to be joined; no event is made of a link to no note."""
    edges = (e for e in graph.edges(type_) if e.asserted and e.target.kind == "Incident")
    return [(edge.source, edge.target) for edge in edges]


def _event(graph: KnowledgeGraph, group: tuple[NodeKey, ...]) -> Event | None:
    """The original is the one that calls itself nobody's duplicate, the earliest of those."""
    declared = [Event(graph[key]) for key in group if graph[key].declared]
    if not declared:
        return None
    ranked = sorted(declared, key=lambda e: (_is_duplicate(graph, e.node.key), e.order))
    return Event(ranked[0].node, tuple(e.node for e in ranked[1:]))


def _is_duplicate(graph: KnowledgeGraph, key: NodeKey) -> bool:
    edges = graph.out(key, "DUPLICATE_OF")
    return any(e.asserted and e.target.kind == "Incident" for e in edges)
