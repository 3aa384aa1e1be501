"""A graph with every kind of node, every type of edge and every property of an ontology."""

from datetime import UTC, date, datetime

from rcagraph.graph import Edge, KnowledgeGraph, Node
from rcagraph.model.facts import NodeKey, Place
from rcagraph.model.ontology import ONTOLOGY, Ontology
from rcagraph.model.vocabulary import Property, Value, ValueType

VALUES: dict[ValueType, Value] = {
    ValueType.STRING: "text",
    ValueType.STRINGS: ("one", "two"),
    ValueType.INTEGER: 3,
    ValueType.DECIMAL: 0.5,
    ValueType.BOOLEAN: True,
    ValueType.DATE: date(2025, 1, 3),
    ValueType.DATETIME: datetime(2025, 1, 3, 9, 30, tzinfo=UTC),
}
SPECIAL = {"revenue_impact_currency": "EUR", "strength": "soft"}
"""Where not any text will do."""


def whole_graph(ontology: Ontology = ONTOLOGY, without: tuple[str, ...] = ()) -> KnowledgeGraph:
    """One node a kind but those `without`, and an edge wherever the table allows one but to itself;
    of those from anything to anything, the document's.

    All it says is in order, by structure and by quality.
    """
    kinds = [kind for kind in ontology.nodes if kind not in without]
    keys = {kind: NodeKey("whole", kind, f"the-{kind.lower()}") for kind in kinds}
    nodes = [_node(ontology, key) for key in keys.values()]
    edges = [
        _edge(ontology, type_.name, keys[source], keys[target])
        for type_ in ontology.edges.values()
        for source in type_.sources
        for target in type_.targets
        if source in keys and target in keys and source != target
        if len(type_.sources) < len(ontology.nodes) or source == "Document"
    ]
    return KnowledgeGraph("whole", nodes, edges, ontology)


def _place(key: NodeKey, line: int) -> tuple[Place, ...]:
    return (Place(f"{key.kind.lower()}s/{key.id}.md", line, "title"),)


def _node(ontology: Ontology, key: NodeKey) -> Node:
    values = _properties(ontology.nodes[key.kind].properties)
    path = f"{key.kind.lower()}s/{key.id}.md"
    common: dict[str, Value] = {"title": "A title", "path": path, "tags": ("a", "b")}
    return Node(key, key.id, True, _place(key, 1), {**common, **values})


def _edge(ontology: Ontology, type_: str, source: NodeKey, target: NodeKey) -> Edge:
    values = _properties(ontology.edges[type_].properties)
    return Edge(type_, source, target, _place(source, 2), True, (type_.lower(),), values)


def _properties(properties: tuple[Property, ...]) -> dict[str, Value]:
    return {p.name: SPECIAL.get(p.name, VALUES[p.type]) for p in properties}
