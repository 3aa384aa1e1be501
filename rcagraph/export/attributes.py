"""What an exporter writes of a node or an edge: its known properties, in the table's order."""

import json
from collections.abc import Iterator
from datetime import date
from hashlib import sha256

from rcagraph.graph import Edge, Node
from rcagraph.model.ontology import Ontology
from rcagraph.model.vocabulary import Property, Value

Attribute = tuple[Property, Value]

TAKEN = frozenset({"id", "kind", "source", "target", "key", "type"})
"""What nodes and edges of a graph file have beside their properties; networkx overwrites."""


def node_attributes(ontology: Ontology, node: Node) -> Iterator[Attribute]:
    record = node.record()
    for p in ontology.node_properties(node.kind):
        if p.name in record:
            yield p, record[p.name]


def edge_attributes(ontology: Ontology, edge: Edge) -> Iterator[Attribute]:
    record = edge.record()
    for p in ontology.edge_properties(edge.type):
        if p.name in record:
            yield p, record[p.name]


def plain_name(p: Property) -> str:
    """The property's name in a graph file; with a `_` where the file means something else by it."""
    return f"{p.name}_" if p.name in TAKEN else p.name


def edge_id(edge: Edge) -> str:
    """16 hex digits that stay the same as long as the edge joins the same two nodes."""
    parts = map(
        json.dumps, (edge.source.uid, edge.type, edge.target.uid)
    )  # thrice as fast as a list
    return sha256(f"[{', '.join(parts)}]".encode()).hexdigest()[:16]


def json_value(value: Value) -> str | int | float | bool | list[str]:
    """Dates as ISO text, lists as lists."""
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
