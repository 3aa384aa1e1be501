"""Findings over the whole graph (4xx): what no single note can be blamed for."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from rcagraph.analysis.actions import actions
from rcagraph.graph import KnowledgeGraph, Node
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.model.facts import NodeKey, Place
from rcagraph.model.vocabulary import Impact

if TYPE_CHECKING:
    import networkx as nx


def check(graph: KnowledgeGraph, today: date | None = None) -> tuple[Diagnostic, ...]:
    """All findings, sorted by place; overdue actions only where the caller says what day it is."""
    found = [*_without_owner(graph), *_affecting_nothing(graph), *_cycles(graph)]
    if today:
        found += _overdue(graph, today)
    return tuple(sorted(found, key=lambda d: d.sort_key))


def _at(code: Code, place: Place, detail: str) -> Diagnostic:
    return Diagnostic(code, place.path, place.line, detail)


def _without_owner(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """Of declared services: one that is merely named has no note to write an owner in."""
    for service in _declared(graph, "Service"):
        if not graph.into(service.key, "OWNS"):
            yield _at(Code.RCA401, service.places[0], service.name)


def _affecting_nothing(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    for incident in _declared(graph, "Incident"):
        if not graph.out(incident.key, "AFFECTS"):
            yield _at(Code.RCA402, incident.places[0], incident.name)


def _declared(graph: KnowledgeGraph, kind: str) -> Iterator[Node]:
    return (node for node in graph.nodes(kind) if node.declared)


def _overdue(graph: KnowledgeGraph, today: date) -> Iterator[Diagnostic]:
    for action in actions(graph):
        if action.is_overdue(today):
            owner = f", {', '.join(action.owners)}" if action.owners else ", no owner"
            detail = f"{action.text} (due {action.due_date}{owner})"
            yield _at(Code.RCA404, action.place, detail)


def _cycles(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """One for each knot of dependencies, at the place of the smallest cycle's first edge."""
    import networkx as nx

    dependencies, places = _dependencies(graph)
    for knot in nx.strongly_connected_components(dependencies):
        start = min(knot, key=lambda key: (graph[key].name, key))
        cycle = _shortest_cycle(graph, dependencies.subgraph(knot), start)
        if cycle:
            names = " → ".join(graph[key].name for key in cycle)
            more = len(knot) - len(set(cycle))
            detail = f"{names} (and {more} more in the knot)" if more else names
            yield _at(Code.RCA403, places[cycle[0], cycle[1]], detail)


def _dependencies(
    graph: KnowledgeGraph,
) -> tuple["nx.DiGraph[NodeKey]", dict[tuple[NodeKey, NodeKey], Place]]:
    """Who needs whom, as notes assert it, over every edge that carries failure."""
    import networkx as nx

    found: nx.DiGraph[NodeKey] = nx.DiGraph()
    places: dict[tuple[NodeKey, NodeKey], Place] = {}
    for type_ in graph.ontology.impact_edges:
        for edge in graph.edges(type_.name):
            forth = type_.impact is Impact.TO_SOURCE
            pair = (edge.source, edge.target) if forth else (edge.target, edge.source)
            if edge.asserted:
                found.add_edge(*pair)
                places.setdefault(pair, edge.places[0])
    return found, places


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
