"""What a node falls with (B7): single points of failure, and the smallest sets that force it."""

from collections.abc import Iterable
from itertools import combinations, product

from rcagraph.analysis.impact.failure_graph import FailureGraph

MOST_MEMBERS = 3
MOST_SETS = 2000
"""Of one node, while they are sought."""

CutSet = frozenset[int]


class TooManyCutSets(Exception):
    """A node falls with more sets than anybody could read."""


def minimal_cut_sets(net: FailureGraph, node: int) -> tuple[tuple[int, ...], ...]:
    """The smallest sets, of at most three, whose failure alone forces `node` down; by size.

    Every hard requirement transmits, no soft one does; {node} itself is left out. Those of one
    are the single points of failure. Top-down expansion of the fault tree (MOCUS; Vesely et al.
    1981, Fault Tree Handbook, NUREG-0492) as a least fixpoint, so that a cycle forces nothing.
    """
    above = _above(net, node)
    sets: dict[int, frozenset[CutSet]] = {n: frozenset({frozenset({n})}) for n in above}
    users = {n: [net.requirements[r].node for r in net.feeds[n]] for n in above}
    waiting = dict.fromkeys(reversed(above))
    while waiting:
        at = next(iter(waiting))
        del waiting[at]
        found = _expanded(net, at, sets)
        if found != sets[at]:
            sets[at] = found
            waiting.update(dict.fromkeys(user for user in users[at] if user in sets))
    others = (sorted(one) for one in sets[node] if one != {node})
    return tuple(sorted(map(tuple, others), key=lambda one: (len(one), one)))


def _above(net: FailureGraph, node: int) -> list[int]:
    """The node and all that it needs, over hard requirements."""
    found = [node]
    seen = {node}
    for at in found:
        for requirement in (net.requirements[r] for r in net.needs[at]):
            for member in () if requirement.soft else requirement.members:
                if member not in seen:
                    seen.add(member)
                    found.append(member)
    return found


def _expanded(
    net: FailureGraph, node: int, sets: dict[int, frozenset[CutSet]]
) -> frozenset[CutSet]:
    found = {frozenset({node})}
    for requirement in (net.requirements[r] for r in net.needs[node]):
        if requirement.soft:
            continue
        for lost in combinations(requirement.members, requirement.breaks):
            found |= _together([sets[member] for member in lost])
    return frozenset(minimal(found))


def _together(listed: list[frozenset[CutSet]]) -> set[CutSet]:
    """One set of each, joined; those that grow too large are dropped."""
    found: set[CutSet] = {frozenset()}
    for sets in listed:
        joined = (one | other for one, other in product(found, sets))
        found = set(minimal({one for one in joined if len(one) <= MOST_MEMBERS}))
        if len(found) > MOST_SETS:
            raise TooManyCutSets
    return found


def minimal(sets: Iterable[CutSet]) -> list[CutSet]:
    """Without those that hold another one."""
    kept = set[CutSet]()
    for one in sorted(sets, key=len):
        within = (frozenset(c) for size in range(len(one)) for c in combinations(one, size))
        if not any(smaller in kept for smaller in within):
            kept.add(one)
    return sorted(kept, key=lambda one: (len(one), sorted(one)))
