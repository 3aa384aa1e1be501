"""Nodes and edges in the making: statements of one thing are joined, contradictions reported."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rcagraph.graph.knowledge import Edge, KnowledgeGraph, Node
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.model.facts import EdgeFact, Mention, NodeFact, NodeKey, Place
from rcagraph.model.ontology import ONTOLOGY, Ontology
from rcagraph.model.vocabulary import Value


@dataclass(slots=True)
class _Node:
    name: str
    declared: bool
    places: set[Place] = field(default_factory=set)
    declared_at: Place | None = None
    properties: dict[str, Value] = field(default_factory=dict)


@dataclass(slots=True)
class _Edge:
    places: set[Place]
    rules: set[str]
    asserted: bool
    properties: dict[str, Value]


class Gathered:
    """What has been said so far. Facts must come in a fixed order: the first statement stands."""

    def __init__(self, ontology: Ontology = ONTOLOGY) -> None:
        self._ontology = ontology
        self._nodes: dict[NodeKey, _Node] = {}
        self._edges: dict[tuple[str, NodeKey, NodeKey], _Edge] = {}
        self._mentioned: dict[tuple[str, str], NodeKey] = {}
        self.diagnostics: list[Diagnostic] = []

    def declare(self, fact: NodeFact) -> None:
        node = self._nodes.get(fact.key)
        if node is None:
            properties = dict(fact.properties)
            self._nodes[fact.key] = _Node(fact.name, True, {fact.place}, fact.place, properties)
            return
        first = node.declared_at
        detail = f"{fact.key.kind} {fact.key.id!r} stands also in {first}"
        self._report(Code.RCA303, fact.place, detail)
        node.places.add(fact.place)
        for name, value in fact.properties.items():
            node.properties.setdefault(name, value)

    def mention(self, key: NodeKey, name: str, place: Place) -> NodeKey:
        """A node that a field names; the first spelling of a name stands."""
        known = self._mentioned.setdefault((key.kind, name.casefold()), key)
        self._nodes.setdefault(known, _Node(name, False))
        self.say(known, place)
        return known

    def mentioned(self, mention: Mention) -> NodeKey | None:
        """The node of one of the kinds that a field has named already."""
        names = ((kind, mention.name.casefold()) for kind in mention.kinds)
        return next((self._mentioned[name] for name in names if name in self._mentioned), None)

    def names(self, kind: str) -> Iterable[str]:
        """Every folded name of the kind that a field has named."""
        return (name for known, name in self._mentioned if known == kind)

    def unresolved(self, key: NodeKey, expected: str, place: Place) -> NodeKey:
        node = self._nodes.setdefault(key, _Node(key.id, False))
        known = node.properties.get("expected_kinds", ())
        kinds = known if isinstance(known, tuple) else ()
        node.properties["expected_kinds"] = tuple(sorted({*kinds, expected}))
        self.say(key, place)
        return key

    def say(self, key: NodeKey, place: Place) -> None:
        """One more place speaks of a node that no note declares."""
        node = self._nodes[key]
        if not node.declared:
            node.places.add(place)

    def join(self, type_: str, source: NodeKey, target: NodeKey, fact: EdgeFact) -> None:
        if not self._ontology.edges[type_].joins(source.kind, target.kind):
            detail = f"{type_} from {source.kind} {source.id!r} to {target.kind} {target.id!r}"
            self._report(Code.RCA305, fact.place, detail)
            return
        said = (type_, source, target)
        edge = self._edges.get(said)
        if edge is None:
            properties = dict(fact.properties)
            self._edges[said] = _Edge({fact.place}, {fact.rule}, fact.asserted, properties)
            return
        edge.places.add(fact.place)
        edge.rules.add(fact.rule)
        edge.asserted = edge.asserted or fact.asserted
        self._merge(said, edge, fact)

    def _merge(self, said: tuple[str, NodeKey, NodeKey], edge: _Edge, fact: EdgeFact) -> None:
        for name, value in fact.properties.items():
            known = edge.properties.setdefault(name, value)
            if known != value:
                type_, source, target = said
                detail = (
                    f"{type_} from {source.id!r} to {target.id!r}: "
                    f"{name} is {known!r} and {value!r}"
                )
                self._report(Code.RCA304, fact.place, detail)

    def _report(self, code: Code, place: Place, detail: str) -> None:
        self.diagnostics.append(Diagnostic(code, place.path, place.line, detail))

    def graph(self, vault: str) -> KnowledgeGraph:
        nodes = (
            Node(key, n.name, n.declared, tuple(sorted(n.places)), _ordered(n.properties))
            for key, n in self._nodes.items()
        )
        edges = (
            Edge(
                type_,
                source,
                target,
                tuple(sorted(e.places)),
                e.asserted,
                tuple(sorted(e.rules)),
                _ordered(e.properties),
            )
            for (type_, source, target), e in self._edges.items()
        )
        return KnowledgeGraph(vault, nodes, edges, self._ontology)


def _ordered(properties: Mapping[str, Value]) -> Mapping[str, Value]:
    return {name: properties[name] for name in sorted(properties)}
