"""Knots of dependencies: services that need each other, directly or not."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from rcagraph.graph import KnowledgeGraph
from rcagraph.model.facts import NodeKey, Place
from rcagraph.model.vocabulary import Impact

if TYPE_CHECKING:
    import networkx as nx


class Knot(NamedTuple):
    """Things that all need each other, shown by one smallest cycle."""

    cycle: tuple[NodeKey, ...]
    """From one of them back to it."""
    more: int
    """Members that the cycle leaves out."""
    place: Place
    """Where the cycle's first edge is said."""


def knots(graph: KnowledgeGraph) -> Iterator[Knot]:
    """Each once, over every edge that carries failure and that a note asserts."""
    places = _dependencies(graph)
    if not _has_circle(places):
        return
    import networkx as nx  # takes longer to import than most vaults to look through

    dependencies: nx.DiGraph[NodeKey] = nx.DiGraph()
    dependencies.add_edges_from(places)
    for knot in nx.strongly_connected_components(dependencies):
        start = min(knot, key=lambda key: (graph[key].name, key))
        cycle = _shortest_cycle(graph, dependencies.subgraph(knot), start)
        if cycle:
            yield Knot(tuple(cycle), len(knot) - len(set(cycle)), places[cycle[0], cycle[1]])


def _dependencies(graph: KnowledgeGraph) -> dict[tuple[NodeKey, NodeKey], Place]:
    """Who needs whom, and where it is said."""
    places: dict[tuple[NodeKey, NodeKey], Place] = {}
    for type_ in graph.ontology.impact_edges:
        for edge in graph.edges(type_.name):
            forth = type_.impact is Impact.TO_SOURCE
            pair = (edge.source, edge.target) if forth else (edge.target, edge.source)
            if edge.asserted:
                places.setdefault(pair, edge.places[0])
    return places


def _has_circle(pairs: Iterable[tuple[NodeKey, NodeKey]]) -> bool:
    """Whether something is left when all that nothing needs is taken away, again and again."""
    needs = defaultdict[NodeKey, list[NodeKey]](list)
    for key, needed in pairs:
        needs[key].append(needed)
    times = Counter(chain.from_iterable(needs.values()))
    free = [key for key in needs if not times[key]]
    for key in free:
        for needed in needs.pop(key, ()):
            times[needed] -= 1
            if not times[needed]:
                free.append(needed)
    return bool(needs)


def _shortest_cycle(
    graph: KnowledgeGraph, knot: "nx.DiGraph[NodeKey]", start: NodeKey
) -> list[NodeKey]:
    """From `start` back to it, the smallest by names of the shortest; empty if there is none."""
    paths, queue = {start: [start]}, [start]
    for key in queue:
        for needed in sorted(knot[key], key=lambda k: (graph[k].name, k)):
            if needed == start:
                return [*paths[key], start]
            if needed not in paths:
                paths[needed] = [*paths[key], needed]
                queue.append(needed)
    return []
