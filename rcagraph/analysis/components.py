"""Nodes grouped by what joins them: the connected components of some pairs."""

from collections.abc import Iterable

from rcagraph.model.facts import NodeKey


def components(
    nodes: Iterable[NodeKey], pairs: Iterable[tuple[NodeKey, NodeKey]]
) -> tuple[tuple[NodeKey, ...], ...]:
    """Every node in exactly one group; groups and their members sorted."""
    parent = {node: node for node in nodes}
    for one, other in pairs:
        low, high = sorted((_root(parent, one), _root(parent, other)))
        parent[high] = low
    groups: dict[NodeKey, list[NodeKey]] = {}
    for node in sorted(parent):
        groups.setdefault(_root(parent, node), []).append(node)
    return tuple(map(tuple, groups.values()))


def _root(parent: dict[NodeKey, NodeKey], node: NodeKey) -> NodeKey:
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = parent[node]
    return node
