"""The graph as an `rdflib.Graph`, for notebooks."""

from typing import TYPE_CHECKING

from rcagraph.export.rdf.form import RdfForm
from rcagraph.export.rdf.names import base_for, own_namespace
from rcagraph.export.rdf.spelling import Spelling
from rcagraph.export.rdf.statements import spelled_triples
from rcagraph.export.rdf.terms import PREFIXES, XSD, characters
from rcagraph.graph import KnowledgeGraph

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node


def to_rdflib(graph: KnowledgeGraph, base_iri: str = "") -> "rdflib.Graph":
    """The triples of the Turtle file, with its prefixes bound, and `own:` for the vault's words."""
    import rdflib

    found = rdflib.Graph(bind_namespaces="none")
    namespaces = {**PREFIXES, "own": own_namespace(base_for(graph.vault, base_iri))}
    for prefix, namespace in namespaces.items():
        found.bind(prefix, rdflib.URIRef(namespace))
    for subject, predicate, value, _ in spelled_triples(graph, _spelling(), RdfForm(base_iri)):
        found.add((subject, predicate, value))
    return found


def _spelling() -> "Spelling[Node]":
    import rdflib

    def literal(text: str, datatype: str) -> "Node":
        if datatype == "string":
            return rdflib.Literal(characters(text))
        return rdflib.Literal(text, datatype=rdflib.URIRef(XSD + datatype), normalize=False)

    def triple(subject: "Node", predicate: "Node", object_: "Node") -> "Node":
        raise NotImplementedError("rdflib knows no RDF 1.2; RdfForm is always of 1.1 here")

    return Spelling(rdflib.URIRef, literal, triple)
