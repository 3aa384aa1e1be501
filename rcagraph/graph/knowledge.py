"""The graph itself: nodes by kind, edges by type, and what is next to what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

from rcagraph.model.facts import NodeKey, Place
from rcagraph.model.names import folded
from rcagraph.model.ontology import ONTOLOGY, Ontology
from rcagraph.model.table import Table
from rcagraph.model.vocabulary import Value

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Node:
    """One node, with every place that speaks of it (sorted, at least one)."""

    key: NodeKey
    name: str
    declared: bool
    places: tuple[Place, ...]
    properties: Mapping[str, Value] = field(default_factory=dict)
    """Only what is known; names and types as the ontology has them for the kind."""
    aliases: tuple[str, ...] = ()
    """Other names, by which it may be asked for."""

    @property
    def kind(self) -> str:
        return self.key.kind

    def record(self) -> dict[str, Value]:
        """All properties, the common ones included, in the ontology's names."""
        return {
            "uid": self.key.uid,
            "name": self.name,
            "declared": self.declared,
            **self.properties,
            "line": self.places[0].line,
            "said_at": tuple(map(str, self.places)),
        }


@dataclass(frozen=True, slots=True)
class Edge:
    """One edge: there is at most one per source, type and target."""

    type: str
    source: NodeKey
    target: NodeKey
    places: tuple[Place, ...]
    asserted: bool = True
    rules: tuple[str, ...] = ()
    properties: Mapping[str, Value] = field(default_factory=dict)

    def record(self) -> dict[str, Value]:
        """All properties, the common ones included, in the ontology's names."""
        return {
            **self.properties,
            "said_at": tuple(map(str, self.places)),
            "asserted": self.asserted,
            "rules": self.rules,
        }


Adjacency = Mapping[NodeKey, tuple[Edge, ...]]
NONE: tuple[Edge, ...] = ()


class KnowledgeGraph:
    """A frozen graph. Iteration is always in one order: by kind or type as in the table, then key.

    `ValueError` where an edge joins what the ontology does not allow or names no node.
    """

    def __init__(
        self,
        vault: str,
        nodes: Iterable[Node],
        edges: Iterable[Edge],
        ontology: Ontology = ONTOLOGY,
    ) -> None:
        self.vault = vault
        self.ontology = ontology
        by_kind: dict[str, list[Node]] = {kind: [] for kind in ontology.nodes}
        for node in nodes:
            if node.kind not in by_kind:
                raise ValueError(f"{node.kind} is no kind of the ontology: {node.key}")
            by_kind[node.kind].append(node)
        by_type: dict[str, list[Edge]] = {name: [] for name in ontology.edges}
        for edge in edges:
            if edge.type not in by_type:
                raise ValueError(f"{edge.type} is no edge of the ontology: {edge}")
            by_type[edge.type].append(edge)
        self._nodes = {k: tuple(sorted(v, key=lambda n: n.key)) for k, v in by_kind.items()}
        self._edges = {
            t: tuple(sorted(v, key=lambda e: (e.source, e.target))) for t, v in by_type.items()
        }
        self._by_key = {node.key: node for nodes in self._nodes.values() for node in nodes}
        self._check()

    def _check(self) -> None:
        for edge in self.edges():
            if edge.source not in self._by_key or edge.target not in self._by_key:
                raise ValueError(f"{edge.type} names a node that is not there: {edge}")
            if not self.ontology.edges[edge.type].joins(edge.source.kind, edge.target.kind):
                raise ValueError(
                    f"{edge.type} may not join {edge.source.kind} to {edge.target.kind}"
                )

    def __repr__(self) -> str:
        nodes, edges = len(self._by_key), sum(map(len, self._edges.values()))
        return f"KnowledgeGraph({self.vault!r}, {nodes} nodes, {edges} edges)"

    def _repr_html_(self) -> str:
        """For a notebook: how many nodes of each kind, and edges of each type."""
        from rcagraph.model.html import html

        nodes = [(kind, len(found)) for kind, found in self._nodes.items() if found]
        edges = [(type_, len(found)) for type_, found in self._edges.items() if found]
        tables = (Table("", ("kind", "nodes"), (*nodes,)), Table("", ("type", "edges"), (*edges,)))
        return html(repr(self), tables)

    def nodes(self, kind: str | None = None) -> tuple[Node, ...]:
        """The nodes of a kind, or all."""
        if kind is not None:
            return self._nodes[kind]
        return tuple(self._by_key.values())

    def edges(self, type_: str | None = None) -> tuple[Edge, ...]:
        """The edges of a type, or all."""
        if type_ is not None:
            return self._edges[type_]
        return tuple(chain.from_iterable(self._edges.values()))

    def __contains__(self, key: NodeKey) -> bool:
        return key in self._by_key

    def __getitem__(self, key: NodeKey) -> Node:
        return self._by_key[key]

    def called(self, kind: str, name: str) -> tuple[Node, ...]:
        """The nodes of a kind that go by a name: their own, else their id, an alias or a title.

        Case and blanks do not count; what a note declares comes before what is only named.
        """
        names = self._names
        found = (names[sort].get((kind, folded(name))) for sort in range(len(names)))
        nodes = next(filter(None, found), [])
        return tuple(sorted(nodes, key=lambda n: (n.name != name, not n.declared, n.key)))

    def named(self, kind: str, name: str) -> Node | None:
        """The first node of a kind that goes by a name, in any case."""
        return next(iter(self.called(kind, name)), None)

    def out(self, key: NodeKey, type_: str) -> tuple[Edge, ...]:
        """The edges of a type that leave a node, sorted by target."""
        return self._out[type_].get(key, NONE)

    def into(self, key: NodeKey, type_: str) -> tuple[Edge, ...]:
        """The edges of a type that reach a node, sorted by source."""
        return self._into[type_].get(key, NONE)

    @cached_property
    def _names(self) -> tuple[Mapping[tuple[str, str], list[Node]], ...]:
        """By kind and folded name: the nodes of that name, of that id, alias and title."""
        sorts: tuple[dict[tuple[str, str], list[Node]], ...] = ({}, {}, {}, {})
        for node in self.nodes():
            title = node.properties.get("title")
            titles = (title,) if isinstance(title, str) else ()
            for names, texts in zip(
                sorts, ((node.name,), (node.key.id,), node.aliases, titles), strict=True
            ):
                for text in dict.fromkeys(map(folded, texts)):
                    names.setdefault((node.kind, text), []).append(node)
        return sorts

    @cached_property
    def _out(self) -> Mapping[str, Adjacency]:
        return {t: _adjacency((e.source, e) for e in edges) for t, edges in self._edges.items()}

    @cached_property
    def _into(self) -> Mapping[str, Adjacency]:
        return {t: _adjacency((e.target, e) for e in edges) for t, edges in self._edges.items()}

    def to_networkx(self) -> "nx.MultiDiGraph[str]":
        """A networkx `MultiDiGraph`: node id = uid, edge key = type, properties as attributes."""
        import networkx as nx

        out: nx.MultiDiGraph[str] = nx.MultiDiGraph(vault=self.vault)
        for node in self.nodes():
            out.add_node(node.key.uid, kind=node.kind, **node.record())
        for edge in self.edges():
            out.add_edge(edge.source.uid, edge.target.uid, key=edge.type, **edge.record())
        return out


def _adjacency(pairs: Iterable[tuple[NodeKey, Edge]]) -> Adjacency:
    found: dict[NodeKey, list[Edge]] = {}
    for key, edge in pairs:
        found.setdefault(key, []).append(edge)
    return MappingProxyType({key: tuple(edges) for key, edges in found.items()})
