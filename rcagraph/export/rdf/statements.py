"""The graph as RDF triples: nodes, edges as direct triples, each edge's evidence, and the notes.

An edge is `<source> rca:owns <target>`, and beside it an `rdf:Statement` with an IRI of its own
that carries the places, the rules and the edge's properties: the one form of provenance that every
RDF 1.1 tool reads. An incident and the post-mortem that tells of it are two things.
"""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby

from rcagraph.export.attributes import Attribute, edge_attributes, node_attributes
from rcagraph.export.rdf.names import Names
from rcagraph.export.rdf.terms import (
    Iri,
    Literal,
    Term,
    Triple,
    class_name,
    edge_name,
    iri,
    literals,
    ntriples_term,
    property_name,
)
from rcagraph.graph import Edge, KnowledgeGraph, Node

NOTE_KINDS = frozenset({"Runbook", "Document"})
"""Kinds whose node is its note: one IRI for both."""

TYPE = iri("rdf:type")
Pairs = Iterator[tuple[Iri, Term]]


def triples(graph: KnowledgeGraph, base_iri: str = "") -> Iterator[Triple]:
    """Every triple once, in the order of its N-Triples line; one subject at a time is in memory."""
    names = Names(graph.vault, base_iri, graph.ontology)
    for subject, same in groupby(_subjects(graph, names), key=lambda pair: pair[0]):
        found = {pair for _, pairs in same for pair in pairs()}
        for predicate, term in sorted(found, key=_line_order):
            yield Triple(subject, predicate, term)


def _line_order(pair: tuple[Iri, Term]) -> tuple[str, str]:
    return f"{pair[0]}>", ntriples_term(pair[1])


def _subjects(graph: KnowledgeGraph, names: Names) -> list[tuple[Iri, Callable[[], Pairs]]]:
    """Each subject with what will tell of it, in the order of the lines that they begin."""
    notes = _notes(graph, names)
    found: list[tuple[Iri, Callable[[], Pairs]]] = []
    found += [(names.node(n.key), partial(_node, graph, names, n)) for n in graph.nodes()]
    found += [(names.edge(e), partial(_evidence, graph, names, notes, e)) for e in graph.edges()]
    incidents: dict[str, list[Node]] = {}
    for node in graph.nodes("Incident"):
        if "path" in node.properties:
            incidents.setdefault(str(node.properties["path"]), []).append(node)
    for path, note in notes.items():
        found.append((note, partial(_note, names, path, incidents.get(path, []))))
    return sorted(found, key=lambda pair: f"{pair[0]}>")


def _notes(graph: KnowledgeGraph, names: Names) -> dict[str, Iri]:
    """Every file that says something, by path; a runbook's is the runbook itself."""
    paths = {place.path for node in graph.nodes() for place in node.places}
    paths |= {place.path for edge in graph.edges() for place in edge.places}
    paths |= {str(n.properties["path"]) for n in graph.nodes() if "path" in n.properties}
    notes = {path: names.note(path) for path in paths}
    for node in graph.nodes():
        if node.kind in NOTE_KINDS and node.declared and "path" in node.properties:
            notes[str(node.properties["path"])] = names.node(node.key)
    return notes


def _node(graph: KnowledgeGraph, names: Names, node: Node) -> Pairs:
    yield TYPE, iri(class_name(graph.ontology.nodes[node.kind]))
    yield from _values(node_attributes(graph.ontology, node))
    for edge_type in graph.ontology.edges.values():
        predicate = iri(edge_name(edge_type))
        for edge in graph.out(node.key, edge_type.name):
            yield predicate, names.node(edge.target)


def _evidence(graph: KnowledgeGraph, names: Names, notes: dict[str, Iri], edge: Edge) -> Pairs:
    yield TYPE, iri("rca:Evidence")
    yield TYPE, iri("rdf:Statement")
    yield iri("rdf:subject"), names.node(edge.source)
    yield iri("rdf:predicate"), iri(edge_name(graph.ontology.edges[edge.type]))
    yield iri("rdf:object"), names.node(edge.target)
    for place in edge.places:
        yield iri("prov:wasDerivedFrom"), notes[place.path]
    yield from _values(edge_attributes(graph.ontology, edge))


def _note(names: Names, path: str, incidents: list[Node]) -> Pairs:
    yield TYPE, iri("rca:Note")
    yield iri("rca:path"), Literal(path)
    if incidents:
        yield TYPE, iri("rca:Postmortem")
    topic = iri("foaf:primaryTopic" if len(incidents) == 1 else "foaf:topic")
    for incident in incidents:
        yield topic, names.node(incident.key)


def _values(attributes: Iterator[Attribute]) -> Pairs:
    for p, value in attributes:
        predicate = iri(property_name(p))
        for literal in literals(p, value):
            yield predicate, literal
