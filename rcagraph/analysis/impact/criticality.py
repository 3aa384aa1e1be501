"""Criticality (B6): what each service imposes on others, and what it suffers from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcagraph.analysis.estimate.beta import Learned
from rcagraph.analysis.impact.coins import sampled_coins, shares
from rcagraph.analysis.impact.failure_graph import FailureGraph
from rcagraph.analysis.impact.spread import flow_order, spread
from rcagraph.analysis.impact.structural import brought_down
from rcagraph.graph import Node
from rcagraph.model.facts import NodeKey

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

BITS_AT_A_TIME = 1 << 16
"""Worlds of several sources that are simulated together: 8 KiB a node."""


@dataclass(frozen=True, slots=True)
class Criticality:
    """Of one node."""

    node: Node
    radius: float
    """Σ w(t)·P(s⇝t) of one failure of it, others only."""
    rate: float | None
    """Failures that begin in it, a year (R8's posterior mean); None where none is known."""
    imposed: float | None
    """rate · radius: weighted hits on others, a year."""
    suffered: float | None
    """w · Σ rate(s)·P(s⇝this): weighted hits by others' failures, a year."""
    forces: tuple[Node, ...]
    """What it is a single point of failure of, by name."""


def criticalities(
    net: FailureGraph,
    known: Sequence[Learned],
    weights: Sequence[float],
    rates: Mapping[NodeKey, float],
    samples: int = 1024,
    seed: int = 1,
) -> tuple[Criticality, ...]:
    """Every node; those that impose most first, without rates those of the greatest radius.

    `weights` has one number a node. All sources throw common coins, keyed by seed and
    requirement, so that services are compared in the same worlds; `samples` is a multiple of 64.
    """
    chances = [one.estimate for one in known]
    coins = sampled_coins(net.keys, _array(chances), samples, seed)
    yearly = [rates.get(node.key) for node in net.nodes]
    radius, suffered = _sums(net, coins, weights, [rate or 0.0 for rate in yearly], samples)
    found = [
        Criticality(
            node,
            radius[n],
            yearly[n],
            None if (rate := yearly[n]) is None else rate * radius[n],
            weights[n] * suffered[n] if rates else None,
            tuple(net.nodes[t] for t in sorted(brought_down(net, (n,)) - {n})),
        )
        for n, node in enumerate(net.nodes)
    ]
    return tuple(sorted(found, key=lambda c: (-(c.imposed or 0.0), -c.radius, c.node.name)))


def _array(values: Sequence[float]) -> NDArray[float64]:
    from numpy import array

    return array(values, dtype=float)


def _sums(
    net: FailureGraph,
    coins: Sequence[int],
    weights: Sequence[float],
    rates: Sequence[float],
    samples: int,
) -> tuple[list[float], list[float]]:
    """For each node Σ w·P of what it hits, and Σ rate·P of what hits it."""
    from numpy import array, zeros

    sources = sorted((n for n in range(len(net.nodes)) if net.feeds[n]), reverse=True)
    radius, suffered = zeros(len(net.nodes)), zeros(len(net.nodes))
    weigh, rated = array(weights), array(rates)
    step = max(1, BITS_AT_A_TIME // samples)
    ones = sum(1 << samples * at for at in range(step))
    wide = [coin * ones for coin in coins]
    whole = (1 << samples) - 1
    # neighbours in the flow together, so that what they reach is much the same
    ranked = [node for node in flow_order(net, sources) if net.feeds[node]]
    for at in range(0, len(ranked), step):
        some = ranked[at : at + step]
        starts = {node: whole << samples * number for number, node in enumerate(some)}
        down = spread(net, wide, starts)
        hit = list(down)
        chances = shares([down[node] for node in hit], step, samples)[:, : len(some)]
        for number, node in enumerate(some):
            chances[hit.index(node), number] = 0.0
        radius[some] = weigh[hit] @ chances
        suffered[hit] += chances @ rated[some]
    return radius.tolist(), suffered.tolist()
