"""GraphML, as Gephi, yEd, Cytoscape and networkx read it."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from rcagraph.export.attributes import (
    Attribute,
    edge_attributes,
    edge_id,
    json_value,
    node_attributes,
)
from rcagraph.export.files import write_text
from rcagraph.graph import Edge, KnowledgeGraph, Node
from rcagraph.model.ontology import Ontology
from rcagraph.model.vocabulary import Property, Value, ValueType

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
         xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns
                             http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
TYPES = {ValueType.INTEGER: "long", ValueType.DECIMAL: "double", ValueType.BOOLEAN: "boolean"}
"""The rest is `string`: GraphML knows neither dates nor lists."""

NOT_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")

KIND = Property("kind", ValueType.STRING, "The kind of node.")
TYPE = Property("type", ValueType.STRING, "The type of edge.")

Keys = Mapping[str, str]
"""The id of a `<key>` by the property's name."""


def write_graphml(graph: KnowledgeGraph, path: Path) -> None:
    write_text(path, graphml(graph))


def graphml(graph: KnowledgeGraph) -> Iterator[str]:
    """The document in pieces: dates as ISO text, lists as JSON, edge ids unique and lasting."""
    yield HEAD
    node_keys, edge_keys = _keys(graph.ontology)
    yield from (_key(key, "node", p) for p, key in node_keys.items())
    yield from (_key(key, "edge", p) for p, key in edge_keys.items())
    yield f'  <graph id={_attribute(graph.vault)} edgedefault="directed">\n'
    node_ids = {p.name: key for p, key in node_keys.items()}
    edge_ids = {p.name: key for p, key in edge_keys.items()}
    yield from (_node(graph.ontology, node, node_ids) for node in graph.nodes())
    yield from (_edge(graph.ontology, edge, edge_ids) for edge in graph.edges())
    yield "  </graph>\n</graphml>\n"


def _keys(ontology: Ontology) -> tuple[dict[Property, str], dict[Property, str]]:
    """A `<key>` id for each property of nodes and of edges, one a name, numbered as tabled."""
    of_nodes = [KIND] + [p for kind in ontology.nodes for p in ontology.node_properties(kind)]
    of_edges = [TYPE] + [p for name in ontology.edges for p in ontology.edge_properties(name)]
    nodes, edges = _first_of_name(of_nodes), _first_of_name(of_edges)
    ids = [f"d{number}" for number in range(len(nodes) + len(edges))]
    return (
        dict(zip(nodes, ids, strict=False)),
        dict(zip(edges, ids[len(nodes) :], strict=True)),
    )


def _first_of_name(properties: Iterable[Property]) -> list[Property]:
    found: dict[str, Property] = {}
    for p in properties:
        found.setdefault(p.name, p)
    return list(found.values())


def _key(key: str, domain: str, p: Property) -> str:
    kind = TYPES.get(p.type, "string")
    return f'  <key id="{key}" for="{domain}" attr.name="{p.name}" attr.type="{kind}"/>\n'


def _node(ontology: Ontology, node: Node, keys: Keys) -> str:
    data = _data([(KIND, node.kind), *node_attributes(ontology, node)], keys)
    return f"    <node id={_attribute(node.key.uid)}>\n{data}    </node>\n"


def _edge(ontology: Ontology, edge: Edge, keys: Keys) -> str:
    ends = f"source={_attribute(edge.source.uid)} target={_attribute(edge.target.uid)}"
    data = _data([(TYPE, edge.type), *edge_attributes(ontology, edge)], keys)
    # Gephi drops an edge whose id it has seen, so the id may not be the type as networkx has it.
    return f'    <edge id="{edge_id(edge)}" {ends}>\n{data}    </edge>\n'


def _data(attributes: Iterable[Attribute], keys: Keys) -> str:
    return "".join(
        f'      <data key="{keys[p.name]}">{_text(value)}</data>\n' for p, value in attributes
    )


def _text(value: Value) -> str:
    plain = json_value(value)
    if isinstance(plain, bool):
        return str(plain).lower()
    text = json.dumps(plain, ensure_ascii=False) if isinstance(plain, list) else str(plain)
    return escape(_legal(text), {"\r": "&#13;"})


def _attribute(text: str) -> str:
    return quoteattr(_legal(text))


def _legal(text: str) -> str:
    """The text with what XML cannot carry spelt out, so that two ids never become one."""
    return NOT_XML.sub(lambda found: f"\\u{ord(found[0]):04X}", text)
