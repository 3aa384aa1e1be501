"""RDF files, the format told by the suffix: our own N-Triples and Turtle, the rest by oxigraph."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rcagraph.export.files import replacing, write_text
from rcagraph.export.rdf.form import RdfForm
from rcagraph.export.rdf.names import base_for
from rcagraph.export.rdf.spelling import NTRIPLES, oxigraph_spelling, turtle_spelling
from rcagraph.export.rdf.statements import USUAL, spelled_triples, subjects
from rcagraph.export.rdf.terms import PREFIXES
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.collector import collector_paused
from rcagraph.model.errors import RcaGraphError

if TYPE_CHECKING:
    import pyoxigraph as ox

OXIGRAPH = {".jsonld": "JSON_LD", ".nq": "N_QUADS", ".rdf": "RDF_XML", ".trig": "TRIG"}
SUFFIXES = (".ttl", ".nt", *OXIGRAPH)


def write_rdf(graph: KnowledgeGraph, path: Path, form: RdfForm = USUAL) -> None:
    """Write the graph in the format of the path's suffix; one subject at a time is in memory.

    `RcaGraphError` where there is no such format, or where it cannot carry the form.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise RcaGraphError(
            f"{path.name} has no suffix of an RDF format",
            f"Use one of {', '.join(SUFFIXES)}",
        )
    form.check(suffix)
    with collector_paused():
        if suffix == ".nt":
            write_text(path, ntriples(graph, form))
        elif suffix == ".ttl":
            write_text(path, turtle(graph, form))
        else:
            _write_by_oxigraph(graph, path, OXIGRAPH[suffix], form)


def ntriples(graph: KnowledgeGraph, form: RdfForm = USUAL) -> Iterator[str]:
    """The lines of one subject at a time, all of them sorted."""
    for subject, said, _ in subjects(graph, NTRIPLES, form):
        yield "".join([f"{subject} {p} {value} .\n" for p, values in said for value in values])


def turtle(graph: KnowledgeGraph, form: RdfForm = USUAL) -> Iterator[str]:
    """A paragraph a subject, a line a value."""
    base = base_for(graph.vault, form.base_iri)
    spelling = turtle_spelling(base)
    if form.version != "1.1":
        yield f'VERSION "{form.version}"\n'
    yield f"@base <{base}> .\n"
    yield from (f"@prefix {prefix}: <{name}> .\n" for prefix, name in PREFIXES.items())
    for subject, said, _ in subjects(graph, spelling, form):
        of_type = next(place for place, (p, _) in enumerate(said) if p == "a")
        said.insert(0, said.pop(of_type))
        lines = [f"{p} {value}" for p, values in said for value in values]
        yield f"\n{subject} " + " ;\n    ".join(lines) + " .\n"


def _write_by_oxigraph(graph: KnowledgeGraph, path: Path, name: str, form: RdfForm) -> None:
    import pyoxigraph as ox

    found = quads(graph, form, xml=name == "RDF_XML")
    with replacing(path) as file:
        ox.serialize(found, file, getattr(ox.RdfFormat, name), prefixes=dict(PREFIXES))


def quads(graph: KnowledgeGraph, form: RdfForm = USUAL, xml: bool = False) -> "Iterator[ox.Quad]":
    """As pyoxigraph has them; with `xml` without the characters that XML cannot carry."""
    import pyoxigraph as ox

    for subject, predicate, value, named in spelled_triples(graph, oxigraph_spelling(xml), form):
        assert isinstance(subject, ox.NamedNode)
        assert isinstance(predicate, ox.NamedNode)
        place = named if isinstance(named, ox.NamedNode) else ox.DefaultGraph()
        yield ox.Quad(subject, predicate, value, place)
