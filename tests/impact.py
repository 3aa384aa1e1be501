"""Small failure graphs by hand, and the exact answer by throwing every coin."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import product
from math import prod

from rcagraph.analysis.estimate.beta import learned
from rcagraph.analysis.impact.failure_graph import FailureGraph, failure_graph
from rcagraph.analysis.impact.probability import Probable, probable
from rcagraph.graph import Edge, KnowledgeGraph
from tests.graphs import edge, key, node

P = {"hard": 0.9, "soft": 0.2}


def depends(above: str, below: str, **properties: str | int | float | date) -> Edge:
    return edge("DEPENDS_ON", key("Service", above), key("Service", below), **properties)


def needs(above: str, of: Iterable[str], needed: int = 1, **properties: str | float) -> list[Edge]:
    """A redundancy group: `needed` of the members must stand."""
    group = "+".join(of)
    return [depends(above, m, group=group, needed=needed, **properties) for m in of]


def vault(*edges: Edge | list[Edge]) -> KnowledgeGraph:
    flat = [e for one in edges for e in (one if isinstance(one, list) else [one])]
    names = sorted({k for e in flat for k in (e.source, e.target)})
    return KnowledgeGraph("test", [node(k.kind, k.id) for k in names], flat)


def chances(net: FailureGraph) -> list[float]:
    return [
        P["soft" if r.soft else "hard"] if r.stated is None else r.stated for r in net.requirements
    ]


def number(net: FailureGraph, name: str) -> int:
    return net.number[key("Service", name)]


def found(graph: KnowledgeGraph, *failing: str, samples: int = 4096, seed: int = 1) -> Probable:
    net = failure_graph(graph)
    known = [learned(0, 0, p) for p in chances(net)]
    return probable(net, [number(net, name) for name in failing], known, samples, seed)


def probabilities(graph: KnowledgeGraph, *failing: str) -> dict[str, float]:
    its = found(graph, *failing)
    return {its.live.net.nodes[n].name: p.estimate for n, p in its.chances.items()}


def by_enumeration(net: FailureGraph, failing: Sequence[int]) -> list[float]:
    """P(down) of each node, over all worlds, each a least fixpoint: the oracle."""
    total = [0.0] * len(net.nodes)
    ps = chances(net)
    for coins in product((False, True), repeat=len(ps)):
        chance = prod(p if up else 1 - p for p, up in zip(ps, coins, strict=True))
        for down in _down(net, failing, coins) if chance else ():
            total[down] += chance
    return total


def _down(net: FailureGraph, failing: Sequence[int], coins: Sequence[bool]) -> set[int]:
    down, grew = set(failing), True
    while grew:
        grew = False
        for requirement, is_open in zip(net.requirements, coins, strict=True):
            lost = sum(member in down for member in requirement.members)
            if is_open and lost >= requirement.breaks and requirement.node not in down:
                down.add(requirement.node)
                grew = True
    return down
