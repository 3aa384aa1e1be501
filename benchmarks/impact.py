"""How long blast radius takes at scale, beside the loop that most people would write.

`make bench-impact` prints both sides of one run in processor seconds, checks the bars, and exits
with 1 where one is missed. The graph is prepared for either side beforehand: what is timed are the
failures.
"""

import argparse
import platform
import random
import sys

import networkx as nx
import numpy as np

from benchmarks.services import LAYERS, services
from benchmarks.timing import best_of
from rcagraph.analysis.estimate.beta import learned
from rcagraph.analysis.impact.criticality import criticalities
from rcagraph.analysis.impact.failure_graph import FailureGraph, failure_graph
from rcagraph.analysis.impact.live import live
from rcagraph.analysis.impact.probability import probable
from rcagraph.analysis.impact.structural import breadth_first
from rcagraph.analysis.impact.worlds import sampled_worlds

HARD, SOFT = 0.9, 0.2
SAMPLES = 1024
SECONDS, TIMES = 0.3, 20
LAYERED_SECONDS, CYCLIC_SECONDS = 1.0, 10.0
BEST_OF = 5
ROUNDS = 3
"""Of either side in turn."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--layers", type=int, default=LAYERS, help="of the 10,000 services")
    asked = parser.parse_args()
    seed = asked.seed
    print(f"{platform.python_implementation()} {platform.python_version()}, numpy {np.__version__}")
    return int(not all([_one_failure(seed, asked.layers), *_all_failures(seed)]))


def _one_failure(seed: int, layers: int) -> bool:
    """From the source of largest reach of 10,000 services and 30,000 dependencies."""
    net = _prepared(10_000, 30_000, 0.02, seed, layers)
    chances = [SOFT if r.soft else HARD for r in net.requirements]
    source = max(range(len(net.nodes)), key=lambda n: (len(breadth_first(net, (n,))), -n))
    reach = len(breadth_first(net, (source,))) - 1
    flow = _as_networkx(net, chances)
    slow = fast = float("inf")
    for _ in range(ROUNDS):
        took, hit = best_of(1, lambda: _loop(flow, source, SAMPLES, seed))
        slow = min(slow, took)
        took, seen = best_of(
            BEST_OF, lambda: sampled_worlds(live(net, (source,), chances), SAMPLES, seed)
        )
        fast = min(fast, took)
    mean = sum(mask.bit_count() for mask in seen.down.values()) / SAMPLES - 1
    print(f"one failure: {len(net.nodes)} services, {len(net.requirements)} dependencies, "
          f"{reach} reachable, {SAMPLES} samples")  # fmt: skip
    print(f"  networkx, coin on first touch  {slow:8.3f} s   {hit:8.1f} hit on average")
    print(f"  rcagraph                       {fast:8.3f} s   {mean:8.1f} hit on average   "
          f"{slow / fast:.0f} times faster")  # fmt: skip
    known = [learned(0, 0, p) for p in chances]
    whole, _ = best_of(1, lambda: probable(net, (source,), known, SAMPLES, seed))
    print(f"  with every 90 % interval       {whole:8.3f} s")
    agree = abs(mean - hit) < 0.1 * hit
    return _bar("at most", fast, SECONDS) & _bar("at least", slow / fast, TIMES) & agree


def _all_failures(seed: int) -> list[bool]:
    """Every source of 1,000 services and 3,000 dependencies."""
    bars = []
    for said, back, layers, most in (
        ("layered", 0.0, 5, LAYERED_SECONDS),
        ("wholly cyclic", 0.0, 0, CYCLIC_SECONDS),
    ):
        net = _prepared(1000, 3000, back, seed, layers)
        known = [learned(0, 0, SOFT if r.soft else HARD) for r in net.requirements]
        rates = {node.key: 1.0 for node in net.nodes}
        weights = [1.0] * len(net.nodes)
        took, found = best_of(
            BEST_OF,
            lambda: criticalities(net, known, weights, rates, SAMPLES, seed),  # noqa: B023
        )
        mean = sum(each.radius for each in found) / len(found)
        print(f"all failures, {said}: 1000 services, 3000 dependencies, {SAMPLES} samples")
        print(f"  rcagraph                       {took:8.3f} s   {mean:8.1f} hit on average")
        bars.append(_bar("at most", took, most))
    return bars


def _prepared(
    count: int, dependencies: int, back: float, seed: int, layers: int = LAYERS
) -> FailureGraph:
    net = failure_graph(services(count, dependencies, back, seed, layers))
    _ = net.outflow, net.needs, net.hit_by, net.keys, net.arcs, net.gates  # kept once asked for
    return net


def _as_networkx(net: FailureGraph, chances: list[float]) -> "nx.DiGraph[int]":
    flow: nx.DiGraph[int] = nx.DiGraph()
    for requirement, p in zip(net.requirements, chances, strict=True):
        flow.add_edge(requirement.members[0], requirement.node, p=p)
    return flow


def _loop(flow: "nx.DiGraph[int]", source: int, samples: int, seed: int) -> float:
    """Breadth first in each sample, a coin thrown when an edge is first touched; mean hit."""
    draw, total = random.Random(seed), 0
    for _ in range(samples):
        down, queue = {source}, [source]
        for node in queue:
            for hit, its in flow.adj[node].items():
                if hit not in down and draw.random() < its["p"]:
                    down.add(hit)
                    queue.append(hit)
        total += len(down) - 1
    return total / samples


def _bar(said: str, value: float, bar: float) -> bool:
    kept = value <= bar if said == "at most" else value >= bar
    print(f"  {'kept' if kept else 'MISSED'}: {said} {bar:g}, found {value:.3g}")
    return kept


if __name__ == "__main__":
    sys.exit(main())
