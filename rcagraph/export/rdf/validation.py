"""A graph's RDF against its shapes, by pyshacl; what does not conform is a finding with a place."""

from collections.abc import Iterator
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from rcagraph.analysis.checks import FEW
from rcagraph.export.rdf.alignment import NAMESPACES
from rcagraph.export.rdf.ground import paths_of_notes
from rcagraph.export.rdf.names import Names
from rcagraph.export.rdf.owl import owl
from rcagraph.export.rdf.parts import ALL
from rcagraph.export.rdf.quality_shapes import LACKING
from rcagraph.export.rdf.rdflib_graph import to_rdflib
from rcagraph.export.rdf.shapes import shapes
from rcagraph.export.rdf.terms import edge_name
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.model.errors import RcaGraphError
from rcagraph.model.facts import Place

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

CODES = {"Violation": Code.RCA601, "Warning": Code.RCA602, "Info": Code.RCA603}
"""By the severity of the shape."""

LONG = 60
"""Of a value, what is told."""


def validate(graph: KnowledgeGraph, part: str = ALL, base_iri: str = "") -> tuple[Diagnostic, ...]:
    """Every result of the shapes of `part`, at the place of what it is about; sorted by place.

    `RcaGraphError` where pyshacl is not installed.
    """
    names = Names(graph.vault, base_iri, graph.ontology)
    report = shacl_report(
        to_rdflib(graph, base_iri),
        shapes(part, graph.ontology, names.base),
        owl(graph.ontology, names.base),
    )
    places, results = _Places(graph, names), [_read(report, each) for each in _each(report)]
    found = {places.diagnostic(each) for each in _each_or_all(results, graph)}
    return tuple(sorted(found, key=lambda d: d.sort_key))


def shacl_report(data: "rdflib.Graph", shapes_text: str, vocabulary: str) -> "rdflib.Graph":
    """The report. Nothing is inferred, which would make the types asked for; nothing is fetched."""
    try:
        from pyshacl import validate as by_pyshacl
    except ImportError:
        raise RcaGraphError(
            "Shapes are checked by pyshacl, which is not installed",
            "Install it: pip install 'rcagraph[shacl]'",
        ) from None
    import rdflib

    _, report, text = by_pyshacl(
        data,
        shacl_graph=rdflib.Graph().parse(data=shapes_text, format="turtle"),
        ont_graph=rdflib.Graph().parse(data=vocabulary, format="turtle"),
        inference="none",
        do_owl_imports=False,
        inplace=True,
    )
    if not isinstance(report, rdflib.Graph):
        raise RuntimeError(f"pyshacl could not validate: {text}")
    return report


def _each(report: "rdflib.Graph") -> "Iterator[Node]":
    from rdflib import RDF, SH

    yield from report.subjects(RDF.type, SH.ValidationResult)


class _Result(NamedTuple):
    severity: str
    shape: str
    message: str
    focus: str
    path: str
    value: str
    """Empty where there is none, or where it is the focus itself."""
    others: int = 0
    """That lack the same."""


def _read(report: "rdflib.Graph", result: "Node") -> _Result:
    from rdflib import SH

    def part(predicate: "Node") -> str:
        found = report.value(result, predicate)
        return "" if found is None else str(found)

    focus, value = part(SH.focusNode), part(SH.value)
    return _Result(
        part(SH.resultSeverity).removeprefix(str(SH)),
        part(SH.sourceShape).removeprefix(NAMESPACES["shape"]),
        part(SH.resultMessage),
        focus,
        part(SH.resultPath),
        "" if value == focus else value,
    )


def _each_or_all(results: list[_Result], graph: KnowledgeGraph) -> Iterator[_Result]:
    """One a node; but one for all where none has it: that vault does not keep such a thing."""
    kinds = {lack.shape: lack.kind for lack in LACKING}
    by_shape: dict[str, list[_Result]] = {}
    for result in results:
        by_shape.setdefault(result.shape, []).append(result)
    for shape, found in by_shape.items():
        declared = [n for n in graph.nodes(kinds[shape]) if n.declared] if shape in kinds else []
        if len(found) > FEW and len(found) == len(declared):
            yield min(found, key=attrgetter("focus"))._replace(others=len(found) - 1)
        else:
            yield from found


class _Places:
    """Where the vault says what has an IRI."""

    def __init__(self, graph: KnowledgeGraph, names: Names) -> None:
        self.base = names.base
        self.of: dict[str, tuple[Place, ...]] = {}
        self.edges: dict[tuple[str, str, str], tuple[Place, ...]] = {}
        self.called: dict[str, str] = {}
        iris = {node.key: names.node(node.key) for node in graph.nodes()}
        for edge in graph.edges():
            predicate = names.word(edge_name(graph.ontology.edges[edge.type]))
            triple = (iris[edge.source], predicate, iris[edge.target])
            self.edges[triple] = self.of[names.edge(edge)] = edge.places
            self.called[names.edge(edge)] = " → ".join(map(self._short, (triple[0], triple[2])))
        for path in paths_of_notes(graph):
            self.of[names.note(path)] = (Place(path, 0),)
        # Last: of a runbook, which is its own note, the line is known too.
        self.of |= {iris[node.key]: node.places for node in graph.nodes()}

    def diagnostic(self, found: _Result) -> Diagnostic:
        """At the place of the edge that is at fault, else of the node, the evidence or the note."""
        edge = self.edges.get((found.focus, found.path, found.value))
        place, *also = edge or self.of[found.focus]
        name = self.called.get(found.focus) or self._short(found.focus)
        value, others = self._short(found.value), f", and all {found.others} others"
        detail = f"{name}{others if found.others else ''}: {found.message}"
        if value and not name.endswith(value):
            detail += f" ({value})"
        return Diagnostic(CODES[found.severity], place.path, place.line, detail, also=tuple(also))

    def _short(self, text: str) -> str:
        text = text.removeprefix(self.base)
        return text if len(text) <= LONG else f"{text[: LONG - 1]}…"
