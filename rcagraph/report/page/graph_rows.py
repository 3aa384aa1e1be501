"""The graph as rows of numbers and names, for the page to search and draw."""

from collections.abc import Iterator

from rcagraph.analysis.days import day_of
from rcagraph.graph import Edge, KnowledgeGraph, Node
from rcagraph.model.vocabulary import Impact
from rcagraph.report.as_json import Json, day
from rcagraph.report.page.notes import Notes


def graph_rows(graph: KnowledgeGraph, notes: Notes) -> dict[str, Json]:
    """`nodes`: kind, name, file, line, and what else is known of it; `edges`: type, from, to,
    file, line. Kinds, types, files and nodes are given by their numbers."""
    kinds, types = list(graph.ontology.nodes), list(graph.ontology.edges)
    return {
        "kinds": list(kinds),
        "types": list(types),
        "impact": {
            name: each.impact.value
            for name, each in graph.ontology.edges.items()
            if each.impact is not Impact.NONE
        },
        "nodes": [_node(node, kinds, notes) for node in graph.nodes()],
        "edges": [_edge(edge, types, notes) for edge in graph.edges()],
    }


def _node(node: Node, kinds: list[str], notes: Notes) -> Json:
    place = node.places[0]
    row: list[Json] = [kinds.index(node.kind), node.name, notes.number[place.path], place.line]
    more = dict(_more(node))
    return [*row, more] if more else row


def _more(node: Node) -> Iterator[tuple[str, Json]]:
    its = node.properties
    label = its.get("text") or its.get("title")
    if label and label != node.name:
        yield "label", str(label)
    for name in ("severity", "status"):
        if name in its:
            yield name, str(its[name])
    if when := day_of(node, "date"):
        yield "day", day(when)
    if not node.declared:
        yield "named", True


def _edge(edge: Edge, types: list[str], notes: Notes) -> Json:
    place, number = edge.places[0], notes.node_number
    ends: list[Json] = [types.index(edge.type), number[edge.source], number[edge.target]]
    return [*ends, notes.number[place.path], place.line]
