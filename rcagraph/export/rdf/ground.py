"""What every part of the walk over a graph needs: names, spelled once, and values in order."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Generic, NamedTuple, Protocol, TypeVar

from rcagraph.export.rdf.form import RdfForm
from rcagraph.export.rdf.names import Names
from rcagraph.export.rdf.spelling import Spelling
from rcagraph.export.rdf.terms import Iri, edge_name, lexical, property_name, quoted
from rcagraph.graph import KnowledgeGraph, Node
from rcagraph.model.facts import NodeKey
from rcagraph.model.vocabulary import Property, Value, ValueType

T = TypeVar("T")


class Recorded(Protocol):
    def record(self) -> Mapping[str, Value]: ...


X = TypeVar("X", bound=Recorded)

Said = list[tuple[T, list[T]]]
"""Predicates in the order of their lines, each with its values in theirs."""
Values = Callable[[X, Mapping[str, Value]], list[T]]
"""The values of one predicate, of a node, an edge or a note and of its record."""
Steps = Sequence[tuple[T, Values[X, T]]]

NOTE_KINDS = frozenset({"Runbook", "Document"})
"""Kinds whose node is its note: one IRI for both."""


class Subject(NamedTuple, Generic[T]):
    """A subject with all that one graph says of it."""

    name: T
    said: Said[T]
    graph: T | None = None
    """None for the default graph."""


def line_order(name: str) -> str:
    """An IRI is followed by `>` in a line, which sorts after `-` and digits."""
    return f"{name}>"


def say(steps: Steps[T, X], of: X) -> Said[T]:
    record = of.record()
    return [(predicate, found) for predicate, values in steps if (found := values(of, record))]


class Ground(Generic[T]):
    """One graph on its way into one spelling."""

    def __init__(self, graph: KnowledgeGraph, spelling: Spelling[T], form: RdfForm) -> None:
        self.graph, self.spelling, self.form = graph, spelling, form
        self.names = Names(graph.vault, form.base_iri, graph.ontology)
        self.iris = {node.key: self.names.node(node.key) for node in graph.nodes()}
        self.spelled = {key: spelling.iri(name) for key, name in self.iris.items()}

    @cached_property
    def notes(self) -> Mapping[str, Iri]:
        """Every file that says something, by path; a runbook's is the runbook itself."""
        notes = {path: self.names.note(path) for path in paths_of_notes(self.graph)}
        for node in self.graph.nodes():
            if node.kind in NOTE_KINDS and node.declared and has_path(node):
                notes[str(node.properties["path"])] = self.iris[node.key]
        return notes

    @cached_property
    def told(self) -> Mapping[str, set[NodeKey]]:
        """By path of a note, the incidents that it tells of."""
        told: dict[str, set[NodeKey]] = {}
        for node in filter(has_path, self.graph.nodes("Incident")):
            told.setdefault(str(node.properties["path"]), set()).add(node.key)
        return told

    def ends(self, keys: Iterable[NodeKey]) -> list[T]:
        """Nodes as values: each once, in order."""
        found = set(keys)
        if len(found) > 1:
            return [self.spelled[key] for key in sorted(found, key=self._order)]
        return [self.spelled[key] for key in found]

    def _order(self, key: NodeKey) -> str:
        return line_order(self.iris[key])

    def terms(self, *curies: str) -> list[T]:
        return [self.spelling.iri(n) for n in sorted(map(self.names.word, curies), key=line_order)]

    def predicate(self, type_: str) -> Iri:
        return self.names.word(edge_name(self.graph.ontology.edges[type_]))

    def _values(self, p: Property) -> Callable[[Value], list[T]]:
        """Spells a value of the property; of a list, whose order and repetitions RDF does not
        keep, each item once, in the order of their lines."""
        spell, type_ = self.spelling.literal, p.type
        if type_ is ValueType.STRING:
            return lambda value: [spell(str(value), "string")]
        if type_ is ValueType.STRINGS:
            return self._items
        return lambda value: [spell(*lexical(type_, value))]

    def _items(self, value: Value) -> list[T]:
        assert isinstance(value, tuple)
        items = sorted(set(value), key=quoted) if len(value) > 1 else value
        return [self.spelling.literal(item, "string") for item in items]

    def property_steps(self, properties: Iterable[Property], owner: str) -> dict[Iri, Values[X, T]]:
        """`owner` is the kind of node or the type of edge that has them."""
        return {self.names.word(property_name(p, owner)): self._recorded(p) for p in properties}

    def _recorded(self, p: Property) -> Values[X, T]:
        name, values = p.name, self._values(p)
        return lambda _, record: values(record[name]) if name in record else []

    def in_order(self, steps: Mapping[Iri, Values[X, T]]) -> Steps[T, X]:
        return [(self.spelling.iri(name), steps[name]) for name in sorted(steps, key=line_order)]


def paths_of_notes(graph: KnowledgeGraph) -> set[str]:
    paths = {place.path for node in graph.nodes() for place in node.places}
    paths |= {place.path for edge in graph.edges() for place in edge.places}
    return paths | {str(node.properties["path"]) for node in graph.nodes() if has_path(node)}


def has_path(node: Node) -> bool:
    return "path" in node.properties
