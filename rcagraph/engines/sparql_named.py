"""A named query asked of an RDF store: names, rows, and the paths that SPARQL cannot list."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from rcagraph.engines.parameters import in_order_of_a_graph
from rcagraph.engines.sparql_header import literal
from rcagraph.engines.sparql_terms import Found, Rows
from rcagraph.export.rdf.terms import RCA
from rcagraph.graph import Edge, KnowledgeGraph, Node
from rcagraph.model.errors import RcaGraphError
from rcagraph.model.facts import NodeKey, Place
from rcagraph.model.ontology import Ontology
from rcagraph.model.table import Cell
from rcagraph.model.vocabulary import EdgeType, NodeType

NAMES = """\
SELECT ?kind ?name ?uid WHERE {{
  ?thing a ?kind ; dcterms:identifier ?name ; rca:uid ?uid .
  VALUES ?kind {{ {} }}
}}
"""
REACHED = """\
SELECT (COUNT(DISTINCT ?d) AS ?dependants) WHERE {{
  ?s dcterms:identifier {} ; a ?failing .
  VALUES ?failing {{ rca:Service rca:Resource rca:System }}
  ?d rca:dependsOn+ ?s ; a ?kind .
  VALUES ?kind {{ rca:Service rca:Resource }}
  FILTER(?d != ?s)
}}
"""
OTHER = "Thing"
"""For a kind that a profile adds: a path may lead through it."""


class Source(Protocol):
    """An embedded store, or the graph of a vault at an endpoint."""

    def read(self, text: str) -> Found: ...


def rows(source: Source, text: str) -> tuple[tuple[Cell, ...], ...]:
    found = source.read(text)
    if not isinstance(found, Rows):
        raise RcaGraphError("The store answers a SELECT with something else", "Check its address")
    return found.rows


def names(source: Source, kinds: Sequence[str]) -> list[tuple[str, str]]:
    """Kind and name of the nodes of the kinds, in the order of a graph."""
    text = NAMES.format(" ".join(f"rca:{kind}" for kind in kinds))
    found = ((str(iri).removeprefix(RCA), name, uid) for iri, name, uid in rows(source, text))
    return in_order_of_a_graph(kinds, found)


def dependants(source: Source, values: Mapping[str, Cell]) -> int:
    """How many things depend on a service, however far off."""
    return int(str(rows(source, REACHED.format(literal(values["service"])))[0][0]))


def walked(steps: Iterable[Sequence[Cell]]) -> KnowledgeGraph:
    """The graph of the steps, in which the paths are found as in any graph in memory."""
    nodes: dict[str, Node] = {}
    edges: set[tuple[str, str]] = set()
    for name, kind, uid, next_name, next_kind, next_uid in steps:
        _put(nodes, str(uid), str(name), str(kind))
        _put(nodes, str(next_uid), str(next_name), str(next_kind))
        edges.add((str(uid), str(next_uid)))
    joined = (
        Edge("DEPENDS_ON", nodes[a].key, nodes[b].key, nodes[a].places) for a, b in sorted(edges)
    )
    return KnowledgeGraph("", nodes.values(), joined, _ONTOLOGY)


_KINDS = ("Service", "Resource", "System", OTHER)
_ONTOLOGY = Ontology(
    {kind: NodeType(kind, "") for kind in _KINDS},
    {"DEPENDS_ON": EdgeType("DEPENDS_ON", _KINDS, _KINDS, "", "")},
)


def _put(nodes: dict[str, Node], uid: str, name: str, class_: str) -> None:
    """A thing of several classes is what the table has of it."""
    kind = class_.removeprefix(RCA)
    if uid in nodes and kind not in _KINDS:
        return
    kind = kind if kind in _KINDS else OTHER
    scope, _, id_ = uid.partition(f"/{kind}/")
    key = NodeKey(scope, kind, id_) if id_ or f"/{kind}/" in uid else NodeKey("", kind, uid)
    nodes[uid] = Node(key, name, True, (Place("", 1),))
