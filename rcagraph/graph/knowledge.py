"""The graph itself: nodes by kind, edges by type, and what is next to what."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from itertools import chain
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

from msgspec import Struct, field

from rcagraph.model.facts import NodeKey, Place, Properties
from rcagraph.model.names import folded
from rcagraph.model.ontology import ONTOLOGY, Ontology
from rcagraph.model.table import Table
from rcagraph.model.vocabulary import Value

if TYPE_CHECKING:
    import networkx as nx


class Node(Struct, frozen=True, gc=False, array_like=True):
    """One node, with every place that speaks of it (sorted, at least one)."""

    key: NodeKey
    name: str
    declared: bool
    places: tuple[Place, ...]
    properties: Properties = field(default_factory=dict)
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


class Edge(Struct, frozen=True, gc=False, array_like=True):
    """One edge: there is at most one per source, type and target."""

    type: str
    source: NodeKey
    target: NodeKey
    places: tuple[Place, ...]
    asserted: bool = True
    rules: tuple[str, ...] = ()
    properties: Properties = field(default_factory=dict)

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
_key, _source, _target = attrgetter("key"), attrgetter("source"), attrgetter("target")
_first = itemgetter(0)


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
        self._nodes: Mapping[str, tuple[Node, ...]] = {
            kind: tuple(sorted(found, key=_key)) for kind, found in by_kind.items()
        }
        self.sizes: Mapping[str, tuple[int, int]] = {
            kind: (sum(node.declared for node in found), len(found))
            for kind, found in self._nodes.items()
        }
        """By kind, how many nodes are declared, and how many there are."""
        self.kinds_joined = {type_: Counter[tuple[str, str]]() for type_ in ontology.edges}
        """By type of edge, how many there are by the kinds of their source and target."""
        self._edges = self._sorted(edges)
        self._check_kinds()

    @classmethod
    def shelved(
        cls,
        vault: str,
        nodes: Mapping[str, tuple[Node, ...]],
        edges: Mapping[str, tuple[Edge, ...]],
        ontology: Ontology,
        sizes: Mapping[str, tuple[int, int]],
        kinds_joined: dict[str, Counter[tuple[str, str]]],
    ) -> "KnowledgeGraph":
        """The parts of a graph that was checked when it was made; each may come when asked for."""
        graph = cls.__new__(cls)
        graph.vault, graph.ontology = vault, ontology
        graph._nodes, graph._edges = nodes, edges
        graph.sizes, graph.kinds_joined = sizes, kinds_joined
        return graph

    @cached_property
    def _by_key(self) -> Mapping[NodeKey, Node]:
        return {node.key: node for nodes in self._nodes.values() for node in nodes}

    @cached_property
    def _out(self) -> dict[str, Adjacency]:
        return {}

    @cached_property
    def _into(self) -> dict[str, Adjacency]:
        return {}

    def _sorted(self, edges: Iterable[Edge]) -> Mapping[str, tuple[Edge, ...]]:
        """By type, then by source and target; each edge is looked at once, and numbers sorted."""
        number = {key: n for n, key in enumerate(sorted(self._by_key))}
        many = len(number)
        by_type: dict[str, list[tuple[int, Edge]]] = {type_: [] for type_ in self.kinds_joined}
        for edge in edges:
            type_, source, target = edge.type, edge.source, edge.target
            if type_ not in by_type:
                raise ValueError(f"{type_} is no edge of the ontology: {edge}")
            if source not in number or target not in number:
                raise ValueError(f"{type_} names a node that is not there: {edge}")
            by_type[type_].append((number[source] * many + number[target], edge))
            self.kinds_joined[type_][source.kind, target.kind] += 1
        return {
            type_: tuple(edge for _, edge in sorted(numbered, key=_first))
            for type_, numbered in by_type.items()
        }

    def _check_kinds(self) -> None:
        for type_, joined in self.kinds_joined.items():
            for source, target in joined:
                if not self.ontology.edges[type_].joins(source, target):
                    raise ValueError(f"{type_} may not join {source} to {target}")

    def __repr__(self) -> str:
        nodes = sum(number for _, number in self.sizes.values())
        edges = sum(joined.total() for joined in self.kinds_joined.values())
        return f"KnowledgeGraph({self.vault!r}, {nodes} nodes, {edges} edges)"

    def _repr_html_(self) -> str:
        """For a notebook: how many nodes of each kind, and edges of each type."""
        from rcagraph.model.html import html

        nodes = [(kind, number) for kind, (_, number) in self.sizes.items() if number]
        edges = [(type_, n) for type_, of in self.kinds_joined.items() if (n := of.total())]
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
        if type_ not in self._out:
            self._out[type_] = _adjacency(_source, self._edges[type_])
        return self._out[type_].get(key, NONE)

    def into(self, key: NodeKey, type_: str) -> tuple[Edge, ...]:
        """The edges of a type that reach a node, sorted by source."""
        if type_ not in self._into:
            self._into[type_] = _adjacency(_target, self._edges[type_])
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

    def to_networkx(self) -> "nx.MultiDiGraph[str]":
        """A networkx `MultiDiGraph`: node id = uid, edge key = type, properties as attributes."""
        import networkx as nx

        out: nx.MultiDiGraph[str] = nx.MultiDiGraph(vault=self.vault)
        for node in self.nodes():
            out.add_node(node.key.uid, kind=node.kind, **node.record())
        for edge in self.edges():
            out.add_edge(edge.source.uid, edge.target.uid, key=edge.type, **edge.record())
        return out


def _adjacency(end: Callable[[Edge], NodeKey], edges: tuple[Edge, ...]) -> Adjacency:
    found: dict[NodeKey, list[Edge]] = {}
    for key, edge in zip(map(end, edges), edges, strict=True):
        found.setdefault(key, []).append(edge)
    return {key: tuple(edges) for key, edges in found.items()}
