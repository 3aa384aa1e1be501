"""The graph as RDF: what is said of each subject, in one walk, whatever a term is spelled as.

An edge is `<source> rca:owns <target>`, and beside it its evidence, with an IRI of its own, that
carries the places, the rules and the edge's properties. An incident and the post-mortem that
tells of it are two things.

Subjects come in the order of their N-Triples lines, and so do the predicates of each and the
values of these: sorted lines without sorting lines.
"""

from collections.abc import Callable, Iterator
from functools import partial
from operator import itemgetter
from typing import TypeVar

from rcagraph.export.rdf.evidence import evidence_steps, note_graphs
from rcagraph.export.rdf.form import Provenance, RdfForm
from rcagraph.export.rdf.ground import (
    NOTE_KINDS,
    Ground,
    Said,
    Steps,
    Subject,
    Values,
    line_order,
    say,
)
from rcagraph.export.rdf.notes import Note, note_steps, path_of_its_note, told_steps
from rcagraph.export.rdf.spelling import TERMS, Spelling
from rcagraph.export.rdf.terms import TYPE, Iri, Triple, class_name
from rcagraph.graph import KnowledgeGraph, Node

T = TypeVar("T")
USUAL = RdfForm()


def triples(graph: KnowledgeGraph, base_iri: str = "") -> Iterator[Triple]:
    """Every triple once, in the order of its N-Triples line."""
    for subject, predicate, value, _ in spelled_triples(graph, TERMS, RdfForm(base_iri)):
        yield Triple(subject, predicate, value)  # type: ignore[arg-type]


def spelled_triples(
    graph: KnowledgeGraph, spelling: Spelling[T], form: RdfForm = USUAL
) -> Iterator[tuple[T, T, T, T | None]]:
    """Subject, predicate, object and graph, in the order of the N-Triples lines."""
    for subject, said, named in subjects(graph, spelling, form):
        for predicate, values in said:
            for value in values:
                yield subject, predicate, value, named


def subjects(
    graph: KnowledgeGraph, spelling: Spelling[T], form: RdfForm = USUAL
) -> Iterator[Subject[T]]:
    """One subject at a time; those of the default graph first."""
    ground = Ground(graph, spelling, form)
    for name, tell in sorted(_default_graph(ground), key=itemgetter(0)):
        yield Subject(spelling.iri(name[:-1]), tell())
    if form.provenance is Provenance.GRAPHS:
        yield from note_graphs(ground)


def _default_graph(ground: Ground[T]) -> Iterator[tuple[str, Callable[[], Said[T]]]]:
    """Each subject, as its lines begin, with what will tell of it."""
    of_kind = {kind: _node_steps(ground, kind) for kind in ground.graph.ontology.nodes}
    for node in ground.graph.nodes():
        yield line_order(ground.iris[node.key]), partial(say, of_kind[node.kind], node)
    if ground.form.provenance in (Provenance.STATEMENTS, Provenance.REIFIERS):
        of_type = {type_: evidence_steps(ground, type_) for type_ in ground.graph.ontology.edges}
        for edge in ground.graph.edges():
            yield line_order(ground.names.edge(edge)), partial(say, of_type[edge.type], edge)
    of_note, nodes = note_steps(ground), set(ground.iris.values())
    for path, name in ground.notes.items():
        if name not in nodes:
            yield line_order(name), partial(say, of_note, Note(path))


def _node_steps(ground: Ground[T], kind: str) -> Steps[T, Node]:
    ontology = ground.graph.ontology
    own = class_name(ontology.nodes[kind])
    steps: dict[Iri, Values[Node, T]] = ground.property_steps(ontology.node_properties(kind), kind)
    if kind in NOTE_KINDS:
        steps |= told_steps(ground, path_of_its_note(ground), own)
    else:
        classes = ground.terms(own)
        steps[TYPE] = lambda node, _: classes
    for edge_type in ontology.edges.values():
        if kind in edge_type.sources:
            steps[ground.predicate(edge_type.name)] = _targets(ground, edge_type.name)
    return ground.in_order(steps)


def _targets(ground: Ground[T], type_: str) -> Values[Node, T]:
    out = ground.graph.out
    return lambda node, _: ground.ends(edge.target for edge in out(node.key, type_))
