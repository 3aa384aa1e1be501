"""Nodes and edges in the making: statements of one thing are joined, contradictions reported."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rcagraph.graph.knowledge import Edge, KnowledgeGraph, Node
from rcagraph.graph.statements import merged
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.model.facts import EdgeFact, Mention, NodeFact, NodeKey, Place
from rcagraph.model.names import folded
from rcagraph.model.ontology import ONTOLOGY, Ontology
from rcagraph.model.vocabulary import Impact, Value


@dataclass(slots=True)
class _Node:
    name: str
    declared: bool
    places: set[Place] = field(default_factory=set)
    declared_at: Place | None = None
    properties: dict[str, Value] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()


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
        self._unresolved: dict[str, NodeKey] = {}
        self.diagnostics: list[Diagnostic] = []

    def declare(self, fact: NodeFact) -> None:
        node = self._nodes.get(fact.key)
        if node is None:
            properties = dict(fact.properties)
            self._nodes[fact.key] = _Node(
                fact.name, True, {fact.place}, fact.place, properties, fact.aliases
            )
            return
        first = node.declared_at
        detail = f"{fact.key.kind} {fact.key.id!r} stands also in {first}"
        self._report(Code.RCA303, fact.place, detail, also=(first,) if first else ())
        node.places.add(fact.place)
        node.aliases = tuple(dict.fromkeys((*node.aliases, *fact.aliases)))
        for name, value in fact.properties.items():
            known = node.properties.setdefault(name, value)
            if name == "aliases" and isinstance(known, tuple) and isinstance(value, tuple):
                node.properties[name] = tuple(dict.fromkeys((*known, *value)))

    def mention(self, key: NodeKey, name: str, place: Place) -> NodeKey:
        """A node that a field names; the first spelling of a name stands."""
        known = self._mentioned.setdefault((key.kind, folded(name)), key)
        self._nodes.setdefault(known, _Node(name, False))
        self.say(known, place)
        return known

    def mentioned(self, mention: Mention) -> NodeKey | None:
        """The node of one of the kinds that a field has named already."""
        names = ((kind, folded(mention.name)) for kind in mention.kinds)
        return next((self._mentioned[name] for name in names if name in self._mentioned), None)

    def names(self, kind: str) -> Iterable[str]:
        """Every folded name of the kind that a field has named."""
        return (name for known, name in self._mentioned if known == kind)

    def named(self, kind: str) -> Iterator[tuple[str, NodeKey]]:
        """Every folded name of the kind that a field has named, with its node."""
        return ((name, key) for (known, name), key in self._mentioned.items() if known == kind)

    def only_mentioned(self) -> Iterator[tuple[NodeKey, tuple[Place, ...]]]:
        """Every node that fields name and no note declares, with the places."""
        for key in self._mentioned.values():
            node = self._nodes[key]
            if not node.declared:
                yield key, tuple(sorted(node.places))

    def unresolved(self, key: NodeKey, expected: str, place: Place) -> NodeKey:
        """What links name and is not there; the first spelling of a name stands."""
        key = self._unresolved.setdefault(folded(key.id), key)
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
        type_, source, target = said
        is_impact = self._ontology.edges[type_].impact is not Impact.NONE
        edge.properties, found = merged(edge.properties, fact.properties, is_impact)
        for one in found:
            detail = f"{type_} from {source.id!r} to {target.id!r}: {one.detail}"
            others = sorted(edge.places - {fact.place})
            self._report(Code.RCA304, fact.place, detail, one.hint, others)

    def _report(
        self, code: Code, place: Place, detail: str, hint: str = "", also: Iterable[Place] = ()
    ) -> None:
        self.diagnostics.append(Diagnostic(code, place.path, place.line, detail, hint, tuple(also)))

    def graph(self, vault: str) -> KnowledgeGraph:
        nodes = (
            Node(
                key,
                n.name,
                n.declared,
                tuple(sorted(n.places)),
                _ordered(n.properties),
                n.aliases,
            )
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
                _ordered({**self._ontology.defaults[type_], **e.properties}),
            )
            for (type_, source, target), e in self._edges.items()
        )
        return KnowledgeGraph(vault, nodes, edges, self._ontology)


def _ordered(properties: Mapping[str, Value]) -> Mapping[str, Value]:
    return {name: properties[name] for name in sorted(properties)}
