"""Best-path score (B2): the product of p along the likeliest way."""

from collections.abc import Collection, Sequence
from heapq import heappop, heappush
from math import exp, log

from rcagraph.analysis.impact.failure_graph import FailureGraph


def best_paths(
    net: FailureGraph, failing: Collection[int], chances: Sequence[float]
) -> dict[int, float]:
    """The greatest product of p over the plain ways to each node (Dijkstra on −ln p).

    A lower bound of the impact probability. No way leads through a redundancy group (there it
    would be no bound) or over a dependency with p = 0; what is reached by no other has no score.
    """
    best: dict[int, float] = {}
    queue = [(0.0, node) for node in sorted(failing)]
    while queue:
        length, node = heappop(queue)
        if node in best:
            continue
        best[node] = length
        for fed in net.feeds[node]:
            requirement = net.requirements[fed]
            if not requirement.in_group and chances[fed] > 0 and requirement.node not in best:
                heappush(queue, (length - log(chances[fed]), requirement.node))
    return {node: exp(-length) for node, length in best.items() if node not in failing}
