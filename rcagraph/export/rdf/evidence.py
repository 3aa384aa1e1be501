"""What becomes of the places that say an edge: a statement, a reifier, or a graph a note."""

from collections.abc import Iterator
from typing import TypeVar

from rcagraph.export.rdf.form import Provenance
from rcagraph.export.rdf.ground import Ground, Steps, Subject, Values, line_order
from rcagraph.export.rdf.terms import TYPE, Iri, iri
from rcagraph.graph import Edge
from rcagraph.model.facts import NodeKey

T = TypeVar("T")


def evidence_steps(ground: Ground[T], type_: str) -> Steps[T, Edge]:
    """Of the resource that stands for an edge of the type."""
    steps: dict[Iri, Values[Edge, T]] = {
        iri("prov:wasDerivedFrom"): _derived(ground),
        **_about(ground, ground.spelling.iri(ground.predicate(type_))),
        **ground.property_steps(ground.graph.ontology.edge_properties(type_), type_),
    }
    return ground.in_order(steps)


def _derived(ground: Ground[T]) -> Values[Edge, T]:
    notes = ground.notes
    spelled = {path: ground.spelling.iri(name) for path, name in notes.items()}

    def values(edge: Edge, _: object) -> list[T]:
        if len(edge.places) == 1:
            return [spelled[edge.places[0].path]]
        paths = {place.path for place in edge.places}
        return [spelled[path] for path in sorted(paths, key=lambda path: line_order(notes[path]))]

    return values


def _about(ground: Ground[T], predicate: T) -> dict[Iri, Values[Edge, T]]:
    """What says which edge it is."""
    spelled = ground.spelled
    if ground.form.provenance is Provenance.REIFIERS:
        triple, reifier = ground.spelling.triple, ground.terms("rca:Evidence")
        return {
            TYPE: lambda edge, _: reifier,
            iri("rdf:reifies"): lambda edge, _: [
                triple(spelled[edge.source], predicate, spelled[edge.target])
            ],
        }
    statement = ground.terms("rca:Evidence", "rdf:Statement")
    return {
        TYPE: lambda edge, _: statement,
        iri("rdf:subject"): lambda edge, _: [spelled[edge.source]],
        iri("rdf:predicate"): lambda edge, _: [predicate],
        iri("rdf:object"): lambda edge, _: [spelled[edge.target]],
    }


def note_graphs(ground: Ground[T]) -> Iterator[Subject[T]]:
    """By note, in a graph of its own, the edges that it says."""
    said: dict[Iri, dict[NodeKey, dict[Iri, set[NodeKey]]]] = {}
    for edge in ground.graph.edges():
        for note in {ground.notes[place.path] for place in edge.places}:
            of_source = said.setdefault(note, {}).setdefault(edge.source, {})
            of_source.setdefault(ground.predicate(edge.type), set()).add(edge.target)
    for note in sorted(said, key=line_order):
        for source in sorted(said[note], key=lambda key: line_order(ground.iris[key])):
            pairs = [
                (ground.spelling.iri(predicate), ground.ends(targets))
                for predicate, targets in sorted(
                    said[note][source].items(), key=lambda found: line_order(found[0])
                )
            ]
            yield Subject(ground.spelled[source], pairs, ground.spelling.iri(note))
