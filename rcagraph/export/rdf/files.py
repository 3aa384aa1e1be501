"""RDF files, the format told by the suffix: our own N-Triples and Turtle, the rest by oxigraph."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from rcagraph.export.files import replacing, write_text
from rcagraph.export.rdf.names import base_for
from rcagraph.export.rdf.statements import TYPE, triples
from rcagraph.export.rdf.terms import (
    PREFIXES,
    XSD,
    Iri,
    Literal,
    Term,
    Triple,
    characters,
    ntriples_term,
    quoted,
)
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.errors import RcaGraphError

if TYPE_CHECKING:
    import pyoxigraph

OXIGRAPH = {".jsonld": "JSON_LD", ".nq": "N_QUADS", ".rdf": "RDF_XML", ".trig": "TRIG"}
SUFFIXES = (".ttl", ".nt", *OXIGRAPH)

NOT_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
BARE = frozenset({"integer", "decimal", "boolean"})
"""Datatypes that Turtle knows by the look of the value."""


def write_rdf(graph: KnowledgeGraph, path: Path, base_iri: str = "") -> None:
    """Write the graph in the format of the path's suffix; `base_iri` defaults to a vault's own."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise RcaGraphError(
            f"{path.name} has no suffix of an RDF format",
            f"Use one of {', '.join(SUFFIXES)}",
        )
    base = base_for(graph.vault, base_iri)
    found = triples(graph, base)
    if suffix == ".nt":
        write_text(path, ntriples(found))
    elif suffix == ".ttl":
        write_text(path, turtle(found, base))
    else:
        _write_by_oxigraph(path, found, OXIGRAPH[suffix])


def ntriples(found: Iterable[Triple]) -> Iterator[str]:
    for triple in found:
        yield f"{' '.join(map(ntriples_term, triple))} .\n"


def turtle(found: Iterable[Triple], base: str) -> Iterator[str]:
    """A paragraph a subject, a line a value; IRIs below the base are written relative to it.

    Names of things are never abbreviated by a prefix: rdflib cannot read the `\\%` that needs.
    """
    spell = _spell_below(base)
    yield f"@base <{base}> .\n"
    yield from (f"@prefix {prefix}: <{name}> .\n" for prefix, name in PREFIXES.items())
    for subject, group in groupby(found, key=lambda triple: triple.subject):
        lines = [
            "a " + spell(o) if p == TYPE else f"{spell(p)} {spell(o)}"
            for _, p, o in sorted(group, key=lambda triple: triple.predicate != TYPE)
        ]
        yield f"\n{spell(subject)} " + " ;\n    ".join(lines) + " .\n"


def _spell_below(base: str) -> Callable[[Term], str]:
    def spell(term: Term) -> str:
        if isinstance(term, Literal):
            return _turtle_literal(term)
        if term.startswith(base):
            return f"<{term[len(base) :]}>"
        return _curie(term)

    return spell


def _curie(name: Iri) -> str:
    for prefix, namespace in PREFIXES.items():
        local = name.removeprefix(namespace)
        if local != name and local.isidentifier() and local.isascii():
            return f"{prefix}:{local}"
    return f"<{name}>"


def _turtle_literal(literal: Literal) -> str:
    if literal.datatype in BARE:
        return literal.text
    if literal.datatype == "string":
        return quoted(literal.text)
    return f"{quoted(literal.text)}^^xsd:{literal.datatype}"


def _write_by_oxigraph(path: Path, found: Iterable[Triple], name: str) -> None:
    import pyoxigraph

    rows = (to_oxigraph(triple, xml=name == "RDF_XML") for triple in found)
    with replacing(path) as file:
        pyoxigraph.serialize(
            rows, file, getattr(pyoxigraph.RdfFormat, name), prefixes=dict(PREFIXES)
        )


def to_oxigraph(triple: Triple, xml: bool = False) -> "pyoxigraph.Triple":
    """The triple as oxigraph has it; for XML without the characters that XML cannot carry."""
    import pyoxigraph as ox

    subject, predicate = ox.NamedNode(triple.subject), ox.NamedNode(triple.predicate)
    if isinstance(triple.object, Iri):
        return ox.Triple(subject, predicate, ox.NamedNode(triple.object))
    text, datatype = triple.object
    text = NOT_XML.sub("\ufffd", text) if xml else characters(text)
    return ox.Triple(subject, predicate, ox.Literal(text, datatype=ox.NamedNode(XSD + datatype)))
