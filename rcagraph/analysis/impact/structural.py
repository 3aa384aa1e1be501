"""Structural blast radius (B1, B1w): what depends on a node, how far off, by which way."""

import itertools
from collections.abc import Collection
from dataclasses import dataclass

from rcagraph.analysis.impact.failure_graph import FailureGraph, Requirement
from rcagraph.graph import Node


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


def structural(net: FailureGraph, failing: Collection[int]) -> tuple[Dependent, ...]:
    """All that depends on what is `failing` together, transitively and unbounded, itself excluded;
    by hops, name.

    Gates are ignored, so that it is an upper bound; `loses_redundancy` says where one holds.
    """
    parents = breadth_first(net, failing)
    down = brought_down(net, failing)
    found = [_dependent(net, node, parents, down) for node in parents if node not in failing]
    return tuple(sorted(found, key=lambda d: (d.hops, d.node.name, d.node.key)))


def breadth_first(net: FailureGraph, failing: Collection[int]) -> dict[int, int]:
    """Each node that is reached, with the one before it on its smallest shortest path.

    Neighbours are taken by name, so the first path to reach a node is the smallest one.
    """
    queue = sorted(failing)
    parents = {node: node for node in queue}
    for node in queue:
        for hit in net.hit_by[node]:
            if hit not in parents:
                parents[hit] = node
                queue.append(hit)
    return parents


def brought_down(net: FailureGraph, failing: Collection[int]) -> set[int]:
    """`failing`, and every node that thereby loses something it cannot do without.

    A least fixpoint: nodes of a cycle do not hold one another down.
    """
    queue = sorted(failing)
    down = set(queue)
    for node in queue:
        for fed in net.feeds[node]:
            requirement = net.requirements[fed]
            if requirement.soft or requirement.node in down or not requirement.is_lost(down):
                continue
            down.add(requirement.node)
            queue.append(requirement.node)
    return down


def _dependent(net: FailureGraph, node: int, parents: dict[int, int], down: set[int]) -> Dependent:
    path = path_to(parents, node)
    nodes, hops = tuple(net.nodes[n] for n in path), len(path) - 1
    if node in down:
        return Dependent(net.nodes[node], hops, nodes, hard=True, soft=False)
    soft, held, lost = False, list[tuple[int, int]](), set(down)
    for before, after in itertools.pairwise(path):
        lost.add(before)
        broken = _broken(net, before, after, lost)
        soft = soft or broken.soft
        if not broken.is_lost(lost):
            held.append((broken.left(lost), after))
    if not held:
        return Dependent(net.nodes[node], hops, nodes, False, soft)
    left, at = min(held, key=lambda pair: pair[0])
    return Dependent(net.nodes[node], hops, nodes, False, soft, net.nodes[at], left)


def path_to(parents: dict[int, int], node: int) -> list[int]:
    """The nodes from where `breadth_first` started to `node`."""
    path = [node]
    while parents[path[-1]] != path[-1]:
        path.append(parents[path[-1]])
    return path[::-1]


def _broken(net: FailureGraph, before: int, after: int, lost: set[int]) -> Requirement:
    """The requirement of `after` that losing `before` hurts most."""
    needed = (net.requirements[r] for r in net.needs[after])
    hurt = [r for r in needed if before in r.members]
    return min(hurt, key=lambda r: (not r.is_lost(lost), r.soft, r.left(lost)))
