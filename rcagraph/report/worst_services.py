"""The map of the worst services: where most incidents began, and what is next to them."""

from collections.abc import Iterator
from dataclasses import dataclass

from rcagraph.analysis.events import begun
from rcagraph.analysis.recurrence import Recurrence
from rcagraph.export.mermaid import flowchart, needs
from rcagraph.graph import Edge, KnowledgeGraph, Node
from rcagraph.model.facts import NodeKey
from rcagraph.report.as_json import Json

MOST_SERVICES = 5
MOST_NODES = 40
"""More boxes than that nobody reads."""


@dataclass(frozen=True, slots=True)
class Map:
    """The worst services and their neighbours, with the dependencies of the worst alone."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    began: dict[NodeKey, int]
    """By service, the incidents that began in it."""
    left_out: int
    """Neighbours for which there was no room."""


def worst_services(graph: KnowledgeGraph, found: Recurrence) -> Map:
    """Where nothing that depends or is depended upon had an incident, it has no nodes."""
    began = begun(graph, (event for family in found.every for event in family.events))
    edges = needs(graph)
    joined = {key for edge in edges for key in (edge.source, edge.target)}
    ranked = sorted((k for k in began if k in joined), key=lambda k: (-began[k], graph[k].name, k))
    worst = ranked[:MOST_SERVICES]
    near = [key for service in worst for key in _beside(service, edges)]
    wanted = list(dict.fromkeys((*worst, *near)))
    kept = set(wanted[:MOST_NODES])
    return Map(
        nodes=tuple(node for node in graph.nodes() if node.key in kept),
        edges=tuple(e for e in edges if {e.source, e.target} <= kept and _touches(e, worst)),
        began={key: began[key] for key in wanted if key in kept and began[key]},
        left_out=len(wanted) - len(kept),
    )


def _touches(edge: Edge, worst: list[NodeKey]) -> bool:
    return edge.source in worst or edge.target in worst


def _beside(service: NodeKey, edges: list[Edge]) -> list[NodeKey]:
    ends = ((edge.source, edge.target) for edge in edges)
    return [b if a == service else a for a, b in ends if service in (a, b)]


def as_markdown(graph: KnowledgeGraph, found: Map) -> Iterator[str]:
    """Blocks of Markdown: a heading, how to read it, the drawing. None without nodes."""
    if not found.nodes:
        return
    yield "## The worst services and what is next to them"
    more = f" {found.left_out} more neighbours are left out." if found.left_out else ""
    yield (
        "An arrow leads to what a service needs, dotted where it can do without; the number in "
        f"brackets is of the incidents that began there.{more}"
    )
    remarks = {key: str(count) for key, count in found.began.items()}
    yield f"```mermaid\n{''.join(flowchart(graph, found.nodes, found.edges, remarks))}```"


def as_json(found: Map) -> dict[str, Json]:
    return {
        "nodes": [
            {
                "uid": node.key.uid,
                "kind": node.kind,
                "name": node.name,
                "incidents": found.began.get(node.key, 0),
            }
            for node in found.nodes
        ],
        "edges": [
            {"type": edge.type, "source": edge.source.uid, "target": edge.target.uid}
            for edge in found.edges
        ],
        "left_out": found.left_out,
    }
