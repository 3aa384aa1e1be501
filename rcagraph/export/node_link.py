"""Node-link JSON, as `networkx.node_link_graph(data, edges="edges")` and d3 read it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from rcagraph.export.attributes import (
    Attribute,
    edge_attributes,
    json_value,
    node_attributes,
    plain_name,
)
from rcagraph.export.files import write_text
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.collector import collector_paused

Json = Mapping[str, object]

_json = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode

SCHEMA_VERSION = 1
"""Goes up when a reader of the JSON would have to change."""


@collector_paused()
def write_node_link(graph: KnowledgeGraph, path: Path) -> None:
    write_text(path, node_link(graph))


def node_link(graph: KnowledgeGraph) -> Iterator[str]:
    """The JSON document in pieces, a line a node or edge, so that two exports compare by line."""
    head = {"generator": "rcagraph", "schema": SCHEMA_VERSION, "vault": graph.vault}
    yield f'{{"directed": true, "multigraph": true, "graph": {_json(head)},\n"nodes": ['
    yield from _lines(_nodes(graph))
    yield '],\n"edges": ['
    yield from _lines(_edges(graph))
    yield "]}\n"


def _nodes(graph: KnowledgeGraph) -> Iterator[Json]:
    for node in graph.nodes():
        known = _known(node_attributes(graph.ontology, node))
        yield {"id": node.key.uid, "kind": node.kind, **known}


def _edges(graph: KnowledgeGraph) -> Iterator[Json]:
    for edge in graph.edges():
        ends = {"source": edge.source.uid, "target": edge.target.uid}
        known = _known(edge_attributes(graph.ontology, edge))
        yield {**ends, "key": edge.type, "type": edge.type, **known}


def _known(attributes: Iterable[Attribute]) -> Json:
    return {plain_name(p): json_value(value) for p, value in attributes}


def _lines(rows: Iterable[Json]) -> Iterator[str]:
    for number, row in enumerate(rows):
        yield (",\n" if number else "\n") + _json(row)
