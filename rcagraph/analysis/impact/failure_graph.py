"""The failure graph: nodes, what each needs, and how many lost members break a requirement."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from rcagraph.analysis.impact.arcs import Arcs, Gates, arcs, gates
from rcagraph.analysis.impact.coins import coin_keys
from rcagraph.graph import Edge, KnowledgeGraph, Node
from rcagraph.model.facts import NodeKey, Place
from rcagraph.model.vocabulary import Impact

if TYPE_CHECKING:
    from numpy import uint64
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Requirement:
    """What a node needs: so many of the members. A plain dependency is a group of one."""

    name: str
    """Of its coin: the same in any graph that states it, whatever stands beside it."""
    node: int
    members: tuple[int, ...]
    """Sorted; those through which a failure may pass."""
    breaks: int
    """How many members must be down for it to be lost: n − k + 1."""
    soft: bool
    in_group: bool
    stated: float | None = None
    """The probability that a note states, 0 to 1."""
    since: date | None = None
    places: tuple[Place, ...] = ()

    def is_lost(self, down: set[int]) -> bool:
        return len(down.intersection(self.members)) >= self.breaks

    def left(self, down: set[int]) -> int:
        """How many members still stand."""
        return len(self.members) - len(down.intersection(self.members))


@dataclass(frozen=True)
class FailureGraph:
    """Nodes in the order of their names, so that the smaller number is the smaller name."""

    nodes: tuple[Node, ...]
    requirements: tuple[Requirement, ...]

    @cached_property
    def number(self) -> dict[NodeKey, int]:
        return {node.key: number for number, node in enumerate(self.nodes)}

    @cached_property
    def needs(self) -> tuple[tuple[int, ...], ...]:
        """The requirements of each node."""
        return self._by_node((r.node,) for r in self.requirements)

    @cached_property
    def feeds(self) -> tuple[tuple[int, ...], ...]:
        """The requirements that each node is a member of."""
        return self._by_node(r.members for r in self.requirements)

    @cached_property
    def hit_by(self) -> tuple[tuple[int, ...], ...]:
        """The nodes that a failure of each may reach in one hop, whatever gates say; sorted."""
        owners = [r.node for r in self.requirements]
        return tuple(tuple(sorted({owners[r] for r in fed})) for fed in self.feeds)

    @cached_property
    def keys(self) -> "NDArray[uint64]":
        """Of the requirements' coins, by their names."""
        return coin_keys(requirement.name for requirement in self.requirements)

    @cached_property
    def arcs(self) -> Arcs:
        return arcs(self.requirements, len(self.nodes))

    @cached_property
    def gates(self) -> tuple[Gates, ...]:
        return gates(self.requirements)

    @cached_property
    def outflow(self) -> tuple[tuple[tuple[int, int, int, tuple[int, ...]], ...], ...]:
        """What each node feeds: requirement, whose it is, what breaks it, its members (none where
        one is enough). Plain tuples: the innermost loop reads them."""
        plain = [
            (number, r.node, r.breaks, r.members if r.breaks > 1 else ())
            for number, r in enumerate(self.requirements)
        ]
        return tuple(tuple(plain[r] for r in fed) for fed in self.feeds)

    def _by_node(self, numbered: Iterable[tuple[int, ...]]) -> tuple[tuple[int, ...], ...]:
        found: list[list[int]] = [[] for _ in self.nodes]
        for requirement, nodes in enumerate(numbered):
            for node in nodes:
                found[node].append(requirement)
        return tuple(map(tuple, found))

    def replaced(self, requirements: Iterable[Requirement]) -> "FailureGraph":
        return replace(self, requirements=tuple(requirements))

    def ungated(self) -> "FailureGraph":
        """As if each member of a group alone broke what needs the group."""
        return self.replaced(replace(requirement, breaks=1) for requirement in self.requirements)


def failure_graph(graph: KnowledgeGraph) -> FailureGraph:
    """Every node that failures may start at or travel over, with what it needs."""
    kinds = {kind for e in graph.ontology.impact_edges for kind in (*e.sources, *e.targets)}
    nodes = [node for kind in sorted({"Service", *kinds}) for node in graph.nodes(kind)]
    nodes.sort(key=lambda node: (node.name, node.key))
    number = {node.key: n for n, node in enumerate(nodes)}
    found = (_requirement(number, *group) for group in _groups(graph))
    return FailureGraph(tuple(nodes), tuple(sorted(found, key=lambda r: r.name)))


def _groups(graph: KnowledgeGraph) -> Iterator[tuple[str, NodeKey, list[tuple[NodeKey, Edge]]]]:
    """The name, the node in need, and its dependencies: one a plain edge, one a group."""
    found: dict[tuple[str, str, str, str], list[tuple[NodeKey, Edge]]] = {}
    owners: dict[str, NodeKey] = {}
    for type_ in graph.ontology.impact_edges:
        for edge in graph.edges(type_.name):
            hit, lost = edge.source, edge.target
            if type_.impact is Impact.TO_TARGET:
                hit, lost = lost, hit
            group = str(edge.properties.get("group", ""))
            place = (edge.type, hit.uid, "group" if group else "node", group or lost.uid)
            owners[hit.uid] = hit
            found.setdefault(place, []).append((lost, edge))
    for place, members in found.items():
        yield "\n".join(place), owners[place[1]], members


def _requirement(
    number: dict[NodeKey, int], name: str, hit: NodeKey, dependencies: list[tuple[NodeKey, Edge]]
) -> Requirement:
    edges = [edge for _, edge in dependencies]
    members = sorted({number[key] for key, _ in dependencies})
    asked = [n for e in edges if isinstance(n := e.properties.get("needed"), int)]
    needed = min(max([1, *asked]), len(members))
    stated = [float(p) for e in edges if isinstance(p := e.properties.get("probability"), float)]
    since = [day for e in edges if isinstance(day := e.properties.get("since"), date)]
    return Requirement(
        name=name,
        node=number[hit],
        members=tuple(members),
        breaks=len(members) - needed + 1,
        soft=all(map(_is_soft, edges)),
        in_group=len(members) > 1,
        stated=max(stated, default=None),
        since=max(since, default=None),
        places=tuple(sorted({place for edge in edges for place in edge.places})),
    )


def _is_soft(edge: Edge) -> bool:
    return str(edge.properties.get("strength", "")).strip().casefold() == "soft"
