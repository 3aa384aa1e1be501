"""The map of what depends on what, as a Mermaid flowchart that GitHub and Obsidian draw."""

import re
from collections.abc import Iterator
from pathlib import Path

from rcagraph.export.files import write_text
from rcagraph.graph import Edge, KnowledgeGraph, Node
from rcagraph.model.facts import NodeKey
from rcagraph.model.vocabulary import Impact

SHAPES = {"Resource": ("[(", ")]"), "System": ("[[", "]]")}
BOX = ("[", "]")

# Letters, digits, spaces and - . / are plain; `_` only inside a word, else it is emphasis.
NOT_PLAIN = re.compile(r"[^\w \-./]|(?<![^\W_])_|_(?![^\W_])|[-.](?= |\Z)")


def write_mermaid(graph: KnowledgeGraph, path: Path) -> None:
    write_text(path, mermaid(graph))


def mermaid(graph: KnowledgeGraph) -> Iterator[str]:
    """Every node that a failure can travel to or from; an arrow from each to what it needs."""
    edges = [edge for type_ in graph.ontology.impact_edges for edge in graph.edges(type_.name)]
    ends = {key for edge in edges for key in (edge.source, edge.target)}
    nodes = [node for node in graph.nodes() if node.key in ends]
    ids = {node.key: f"n{number}" for number, node in enumerate(nodes)}
    yield "flowchart LR\n"
    yield from (_box(ids[node.key], node) for node in nodes)
    types = graph.ontology.edges
    yield from (_arrow(ids, edge, types[edge.type].impact) for edge in edges)


def label(text: str) -> str:
    """Text as a quoted Mermaid label: neither syntax nor Markdown nor HTML, on one line."""
    line = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text).split())
    return '"' + NOT_PLAIN.sub(lambda found: f"#{ord(found[0])};", line) + '"'


def _box(id_: str, node: Node) -> str:
    start, end = SHAPES.get(node.kind, BOX)
    return f"    {id_}{start}{label(node.name)}{end}\n"


def _arrow(ids: dict[NodeKey, str], edge: Edge, impact: Impact) -> str:
    """Dotted where the dependency is soft; with the role that it plays, if one is told."""
    line = "-.->" if edge.properties.get("strength") == "soft" else "-->"
    role = str(edge.properties.get("role", ""))
    needing, needed = ids[edge.source], ids[edge.target]
    if impact is Impact.TO_TARGET:
        needing, needed = needed, needing
    return f"    {needing} {line}{f'|{label(role)}|' if role else ''} {needed}\n"
