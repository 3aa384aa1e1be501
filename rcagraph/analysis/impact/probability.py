"""Impact probability (B3): that a failure reaches each node, and how sure that is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcagraph.analysis.estimate.beta import Learned
from rcagraph.analysis.estimate.wilson import score_interval
from rcagraph.analysis.impact.draws import draws, equal_tailed
from rcagraph.analysis.impact.exact import Exact
from rcagraph.analysis.impact.failure_graph import FailureGraph
from rcagraph.analysis.impact.live import Live, live
from rcagraph.analysis.impact.simulated import simulated
from rcagraph.analysis.impact.worlds import Worlds, worlds

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

SAMPLES = 4096
SEED = 1


@dataclass(frozen=True, slots=True)
class Probability:
    """That a node goes down with what fails, 0 to 1."""

    estimate: float
    interval: tuple[float, float]
    """90 %, over 200 draws of every p from what is known of it: doubt about the edges."""
    simulation: float | None
    """Half the width of Wilson's 95 % interval, where the figure is of samples: noise that more
    samples make smaller. None where it is exact."""


@dataclass(frozen=True, slots=True)
class HitCount:
    """How many nodes go down, what fails itself left out."""

    mean: float
    median: int
    most: int
    """No more than so many with probability .95."""


@dataclass(frozen=True, eq=False, slots=True)
class Probable:
    """The failure's chances, and the worlds they were read from."""

    live: Live
    worlds: Worlds
    chances: Mapping[int, Probability]
    """Of the nodes that can go down; of any other it is 0. What fails itself is left out."""
    hit: HitCount


def probable(
    net: FailureGraph,
    failing: Collection[int],
    known: Sequence[Learned],
    samples: int = SAMPLES,
    seed: int = SEED,
) -> Probable:
    """One coin a requirement, thrown once a world; the least fixpoint from what fails.

    `known` is B4's distribution of p of each requirement of the graph. Members that no failure
    reaches stand: independent faults and shared causes are not in the figure. Exact along chains
    and where at most 16 coins lie between; else from samples (a multiple of 64), with coins keyed
    by seed and requirement. The point figure is at the means, by multilinearity the mean itself.
    """
    part = live(net, failing, [one.estimate for one in known])
    drawn = _drawn(part, known, seed)
    seen = worlds(part, samples, seed)
    exact = Exact(part, drawn)
    sure = {node: chances for node in part.needs if (chances := exact.of(node)) is not None}
    rest = [node for node in part.needs if node not in sure]
    found = _exact(sure) | _of_samples(seen, rest, simulated(part, drawn, rest, seed))
    return Probable(part, seen, {node: found[node] for node in part.needs}, _hit(part, seen))


def _drawn(part: Live, known: Sequence[Learned], seed: int) -> NDArray[float64]:
    """Draws of the requirements that can break; the others' rows are zeros."""
    from numpy import zeros

    keys = part.net.keys[list(part.requirements)]
    drawn = draws(keys, [known[r] for r in part.requirements], seed)
    found = zeros((len(known), drawn.shape[1]))
    found[list(part.requirements)] = drawn
    return found


def _exact(chances: Mapping[int, NDArray[float64]]) -> dict[int, Probability]:
    ends = equal_tailed([its[1:] for its in chances.values()])
    pairs = zip(chances.items(), ends, strict=True)
    return {node: Probability(float(its[0]), end, None) for (node, its), end in pairs}


def _of_samples(
    seen: Worlds, nodes: Sequence[int], chances: NDArray[float64]
) -> dict[int, Probability]:
    """The draws, moved by what their own samples are off at the means."""
    shares = [seen.share(seen.down.get(node, 0)) for node in nodes]
    moved = [
        (its[1:] + share - its[0]).clip(0, 1) for share, its in zip(shares, chances, strict=True)
    ]
    found = {}
    for node, share, (low, high) in zip(nodes, shares, equal_tailed(moved), strict=True):
        ends = score_interval(share, seen.size)
        half = ((ends.high or 0.0) - (ends.low or 0.0)) / 2
        found[node] = Probability(share, (min(low, share), max(high, share)), half)
    return found


def _hit(part: Live, seen: Worlds) -> HitCount:
    totals = seen.totals(dict.fromkeys(part.needs, 1.0))
    median, most = (round(seen.quantile(totals, share)) for share in (0.5, 0.95))
    return HitCount(seen.mean(totals), median, most)
