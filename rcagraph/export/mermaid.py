"""The map of what depends on what, as a Mermaid flowchart that GitHub and Obsidian draw."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from rcagraph.export.files import write_text
from rcagraph.graph import Edge, KnowledgeGraph, Node
from rcagraph.model.facts import NodeKey
from rcagraph.model.vocabulary import Impact

SHAPES = {"Resource": ("[(", ")]"), "System": ("[[", "]]")}
BOX = ("[", "]")
NO_REMARKS: Mapping[NodeKey, str] = MappingProxyType({})

# Letters, digits, spaces and - . / are plain; `_` only inside a word, else it is emphasis.
NOT_PLAIN = re.compile(r"[^\w \-./]|(?<![^\W_])_|_(?![^\W_])|[-.](?= |\Z)")


def write_mermaid(graph: KnowledgeGraph, path: Path) -> None:
    write_text(path, mermaid(graph))


def mermaid(graph: KnowledgeGraph) -> Iterator[str]:
    """Every node that a failure can travel to or from; an arrow from each to what it needs."""
    edges = needs(graph)
    ends = {key for edge in edges for key in (edge.source, edge.target)}
    return flowchart(graph, [node for node in graph.nodes() if node.key in ends], edges)


def needs(graph: KnowledgeGraph) -> list[Edge]:
    """The edges that a failure can travel along."""
    return [edge for type_ in graph.ontology.impact_edges for edge in graph.edges(type_.name)]


def flowchart(
    graph: KnowledgeGraph,
    nodes: Iterable[Node],
    edges: Iterable[Edge],
    remarks: Mapping[NodeKey, str] = NO_REMARKS,
) -> Iterator[str]:
    """These nodes, with a remark in brackets after some names, and these edges between them."""
    shown = list(nodes)
    ids = {node.key: f"n{number}" for number, node in enumerate(shown)}
    yield "flowchart LR\n"
    yield from (_box(ids[node.key], node, remarks.get(node.key, "")) for node in shown)
    types = graph.ontology.edges
    yield from (_arrow(ids, edge, types[edge.type].impact) for edge in edges)


def label(text: str) -> str:
    """Text as a quoted Mermaid label: neither syntax nor Markdown nor HTML, on one line."""
    line = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text).split())
    return '"' + NOT_PLAIN.sub(lambda found: f"#{ord(found[0])};", line) + '"'


def _box(id_: str, node: Node, remark: str) -> str:
    start, end = SHAPES.get(node.kind, BOX)
    told = f"{node.name} ({remark})" if remark else node.name
    return f"    {id_}{start}{label(told)}{end}\n"


def _arrow(ids: dict[NodeKey, str], edge: Edge, impact: Impact) -> str:
    """Dotted where the dependency is soft; with the role that it plays, if one is told."""
    line = "-.->" if edge.properties.get("strength") == "soft" else "-->"
    role = str(edge.properties.get("role", ""))
    needing, needed = ids[edge.source], ids[edge.target]
    if impact is Impact.TO_TARGET:
        needing, needed = needed, needing
    return f"    {needing} {line}{f'|{label(role)}|' if role else ''} {needed}\n"
