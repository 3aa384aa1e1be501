"""GraphML, as Gephi, yEd, Cytoscape and networkx read it."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from rcagraph.export.attributes import (
    Attribute,
    edge_attributes,
    edge_id,
    json_value,
    node_attributes,
    plain_name,
)
from rcagraph.export.files import write_text
from rcagraph.graph import Edge, KnowledgeGraph, Node
from rcagraph.model.collector import collector_paused
from rcagraph.model.ontology import Ontology
from rcagraph.model.vocabulary import Value, ValueType

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
         xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns
                             http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
TYPES = {ValueType.INTEGER: "long", ValueType.DECIMAL: "double", ValueType.BOOLEAN: "boolean"}
"""The rest is `string`: GraphML knows neither dates nor lists."""

NOT_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


@collector_paused()
def write_graphml(graph: KnowledgeGraph, path: Path) -> None:
    write_text(path, graphml(graph))


def graphml(graph: KnowledgeGraph) -> Iterator[str]:
    """The document in pieces: dates as ISO text, lists as JSON, edge ids unique and lasting."""
    yield HEAD
    yield from _keys(graph.ontology)
    yield f'  <graph id={_attribute(graph.vault)} edgedefault="directed">\n'
    yield from (_node(graph.ontology, node) for node in graph.nodes())
    yield from (_edge(graph.ontology, edge) for edge in graph.edges())
    yield "  </graph>\n</graphml>\n"


def _keys(ontology: Ontology) -> Iterator[str]:
    """The `<key>` of each property of nodes and of edges: one a name, since a name has one type."""
    of_nodes = {p.name: p for kind in ontology.nodes for p in ontology.node_properties(kind)}
    of_edges = {p.name: p for name in ontology.edges for p in ontology.edge_properties(name)}
    for domain, name, properties in (("node", "kind", of_nodes), ("edge", "type", of_edges)):
        yield _key(domain, name, "string")
        for p in properties.values():
            yield _key(domain, plain_name(p), TYPES.get(p.type, "string"))


def _key(domain: str, name: str, type_: str) -> str:
    return f'  <key id="{domain}.{name}" for="{domain}" attr.name="{name}" attr.type="{type_}"/>\n'


def _node(ontology: Ontology, node: Node) -> str:
    data = _data("node", "kind", node.kind, node_attributes(ontology, node))
    return f"    <node id={_attribute(node.key.uid)}>\n{data}    </node>\n"


def _edge(ontology: Ontology, edge: Edge) -> str:
    ends = f"source={_attribute(edge.source.uid)} target={_attribute(edge.target.uid)}"
    data = _data("edge", "type", edge.type, edge_attributes(ontology, edge))
    # Gephi drops an edge whose id it has seen, so the id may not be the type as networkx has it.
    return f'    <edge id="{edge_id(edge)}" {ends}>\n{data}    </edge>\n'


def _data(domain: str, name: str, value: Value, attributes: Iterable[Attribute]) -> str:
    values = [(name, value), *((plain_name(p), value) for p, value in attributes)]
    return "".join(
        f'      <data key="{domain}.{name}">{_text(value)}</data>\n' for name, value in values
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
