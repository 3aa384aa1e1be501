"""Structural blast radius (B1, B1w): what depends on a node, how far off, by which way."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rcagraph.graph import Edge, KnowledgeGraph, Node
from rcagraph.model.facts import NodeKey
from rcagraph.model.vocabulary import Impact


@dataclass(frozen=True, slots=True)
class Dependent:
    """One node that trouble may reach."""

    node: Node
    hops: int
    path: tuple[Node, ...]
    """From the failing node to this one: of the shortest ways, the smallest by names."""
    hard: bool
    """It cannot do without the failing node: it goes down if every hard dependency transmits.
    Then neither flag below is set, whatever its path crosses."""
    soft: bool
    """Not hard, and its path crosses a soft edge."""
    redundancy_of: Node | None = None
    """Not hard, and on its path this node (maybe itself) loses a member of a redundancy group
    while enough others stand; of several, the one with the fewest left."""
    members_left: int | None = None
    """How many still stand in that group."""

    @property
    def loses_redundancy(self) -> bool:
        return self.redundancy_of is not None

    @property
    def effect(self) -> str:
        """What happens, in words for a person."""
        if self.hard:
            return "needs it"
        if self.redundancy_of is None:
            return "soft dependency"
        own = self.redundancy_of.key == self.node.key
        behind = "loses redundancy" if own else f"behind redundancy of {self.redundancy_of.name}"
        return f"{behind}: {self.members_left} left{', soft dependency' if self.soft else ''}"


class _Requirement(NamedTuple):
    """What a node needs: `needed` of the members. A plain edge is a group of one."""

    members: frozenset[NodeKey]
    needed: int
    soft: bool

    def standing(self, down: set[NodeKey]) -> int:
        return len(self.members - down)

    def is_lost(self, down: set[NodeKey]) -> bool:
        return self.standing(down) < self.needed


def dependents(graph: KnowledgeGraph, failing: NodeKey) -> tuple[Dependent, ...]:
    """All that depends on `failing`, transitively and unbounded, itself excluded; by hops, name."""
    parents = _breadth_first(graph, failing)
    down = _brought_down(graph, failing)
    found = [_dependent(graph, key, parents, down) for key in parents if key != failing]
    return tuple(sorted(found, key=lambda d: (d.hops, d.node.name, d.node.key)))


def _breadth_first(graph: KnowledgeGraph, start: NodeKey) -> dict[NodeKey, NodeKey]:
    """Each node that is reached, with the one before it on its smallest shortest path.

    Neighbours are taken by name, so the first path to reach a node is the smallest one.
    """
    parents, queue = {start: start}, [start]
    for key in queue:
        for hit in sorted(set(_hit_by(graph, key)), key=lambda k: (graph[k].name, k)):
            if hit not in parents:
                parents[hit] = key
                queue.append(hit)
    return parents


def _brought_down(graph: KnowledgeGraph, failing: NodeKey) -> set[NodeKey]:
    """`failing`, and every node that thereby loses something it cannot do without.

    A least fixpoint: nodes of a cycle do not hold one another down.
    """
    down, queue = {failing}, [failing]
    for key in queue:
        for hit in sorted(set(_hit_by(graph, key)) - down):
            if any(r.is_lost(down) and not r.soft for r in _requirements(graph, hit)):
                down.add(hit)
                queue.append(hit)
    return down


def _dependent(
    graph: KnowledgeGraph, key: NodeKey, parents: dict[NodeKey, NodeKey], down: set[NodeKey]
) -> Dependent:
    path = _path(parents, key)
    nodes, hops = tuple(graph[k] for k in path), len(path) - 1
    if key in down:
        return Dependent(graph[key], hops, nodes, hard=True, soft=False)
    soft, held, lost = False, list[tuple[int, NodeKey]](), set(down)
    for before, after in itertools.pairwise(path):
        lost.add(before)
        broken = _broken(graph, before, after, lost)
        soft = soft or broken.soft
        if not broken.is_lost(lost):
            held.append((broken.standing(lost), after))
    if not held:
        return Dependent(graph[key], hops, nodes, False, soft)
    left, at = min(held, key=lambda pair: pair[0])
    return Dependent(graph[key], hops, nodes, False, soft, graph[at], left)


def _path(parents: dict[NodeKey, NodeKey], key: NodeKey) -> list[NodeKey]:
    path = [key]
    while parents[path[-1]] != path[-1]:
        path.append(parents[path[-1]])
    return path[::-1]


def _broken(
    graph: KnowledgeGraph, before: NodeKey, after: NodeKey, lost: set[NodeKey]
) -> _Requirement:
    """The requirement of `after` that losing `before` hurts most."""
    hurt = [r for r in _requirements(graph, after) if before in r.members]
    return min(hurt, key=lambda r: (not r.is_lost(lost), r.soft, r.standing(lost)))


def _requirements(graph: KnowledgeGraph, key: NodeKey) -> tuple[_Requirement, ...]:
    """What `key` needs: one requirement a plain edge, one a redundancy group."""
    groups: dict[tuple[str, str, NodeKey | None], list[tuple[NodeKey, Edge]]] = {}
    for dependency, edge in _needed_by(graph, key):
        group = str(edge.properties.get("group", ""))
        member = None if group else dependency
        groups.setdefault((edge.type, group, member), []).append((dependency, edge))
    return tuple(map(_requirement, groups.values()))


def _requirement(members: list[tuple[NodeKey, Edge]]) -> _Requirement:
    edges = [edge for _, edge in members]
    keys = frozenset(key for key, _ in members)
    said = [n for e in edges if isinstance(n := e.properties.get("needed"), int)]
    needed = min(max([1, *said]), len(keys))
    return _Requirement(keys, needed, all(map(_is_soft, edges)))


def _is_soft(edge: Edge) -> bool:
    return str(edge.properties.get("strength", "")).strip().casefold() == "soft"


def _hit_by(graph: KnowledgeGraph, key: NodeKey) -> Iterator[NodeKey]:
    """The nodes that a failure of `key` reaches in one hop, over every edge that carries it."""
    for type_ in graph.ontology.impact_edges:
        if type_.impact is Impact.TO_SOURCE:
            yield from (edge.source for edge in graph.into(key, type_.name))
        else:
            yield from (edge.target for edge in graph.out(key, type_.name))


def _needed_by(graph: KnowledgeGraph, key: NodeKey) -> Iterator[tuple[NodeKey, Edge]]:
    """What reaches `key` in one hop when it fails: `_hit_by` read the other way."""
    for type_ in graph.ontology.impact_edges:
        if type_.impact is Impact.TO_SOURCE:
            yield from ((edge.target, edge) for edge in graph.out(key, type_.name))
        else:
            yield from ((edge.source, edge) for edge in graph.into(key, type_.name))
