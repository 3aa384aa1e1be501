"""Choke points (B7): where one bulkhead would shield what lies behind."""

from collections.abc import Collection
from dataclasses import dataclass

from rcagraph.analysis.impact.failure_graph import FailureGraph
from rcagraph.analysis.impact.structural import breadth_first
from rcagraph.graph import Node


@dataclass(frozen=True, slots=True)
class ChokePoint:
    """Every way from what fails to each of the shielded leads through it."""

    node: Node
    shields: tuple[Node, ...]
    """By name."""


def choke_points(net: FailureGraph, failing: Collection[int]) -> tuple[ChokePoint, ...]:
    """The dominators in the failure graph from what fails; those that shield most first.

    Source: Lengauer and Tarjan 1979, ACM TOPLAS 1:121 (networkx has Cooper, Harvey and Kennedy's).
    """
    import networkx as nx

    flow: nx.DiGraph[int] = nx.DiGraph()
    root = -1
    flow.add_edges_from((root, node) for node in failing)
    reached = breadth_first(net, failing)
    flow.add_edges_from((node, hit) for node in reached for hit in net.hit_by[node])
    behind: dict[int, list[int]] = {}
    above = nx.immediate_dominators(flow, root)
    for node in reached.keys() - set(failing):
        at = above[node]
        while at != root and at not in failing:
            behind.setdefault(at, []).append(node)
            at = above[at]
    return tuple(
        ChokePoint(net.nodes[at], tuple(net.nodes[n] for n in sorted(shielded)))
        for at, shielded in sorted(behind.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    )
