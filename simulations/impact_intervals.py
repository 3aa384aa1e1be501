"""B3: does the interval of an impact probability hold it, on average over what p may be?"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.random import Generator

from rcagraph.analysis.estimate.beta import PRIOR_WEIGHT, learned
from rcagraph.analysis.impact.exact import Exact
from rcagraph.analysis.impact.failure_graph import FailureGraph, failure_graph
from rcagraph.analysis.impact.live import Live, live
from rcagraph.analysis.impact.probability import probable
from rcagraph.analysis.impact.worlds import sampled_worlds
from rcagraph.graph import Edge, KnowledgeGraph, Node
from rcagraph.model.facts import NodeKey, Place
from rcagraph.model.vocabulary import Value
from simulations.rows import Row

LEAST, MOST = 0.88, 0.92
"""As of B4, whose distributions of p it carries over."""
HARD, SOFT = 0.9, 0.2
TRUTH_SAMPLES = 1 << 15
Needs = tuple[str, tuple[str, ...], int, str]
"""Who needs, of which members, how many must stand, hard or soft."""

CHAIN: tuple[Needs, ...] = (
    ("a", ("s",), 1, "hard"), ("b", ("a",), 1, "soft"), ("t", ("b",), 1, "hard"),
)  # fmt: skip
SHARED: tuple[Needs, ...] = (
    ("a", ("s",), 1, "hard"), ("b", ("a",), 1, "hard"), ("c", ("a",), 1, "hard"),
    ("t", ("b",), 1, "hard"), ("t", ("c",), 1, "hard"),
)  # fmt: skip
GATED: tuple[Needs, ...] = (
    ("a", ("s",), 1, "hard"), ("b", ("s",), 1, "hard"), ("c", ("s",), 1, "soft"),
    ("t", ("a", "b", "c"), 2, "hard"),
)  # fmt: skip


def _wide() -> Iterator[Needs]:
    """Thirty coins decide t: five ways of each of two layers, every one needing two."""
    names = [[f"x{layer}{n}" for n in range(5)] for layer in range(3)]
    yield from ((name, ("s",), 1, "soft") for name in names[0])
    for below, above in pairwise(names):
        for n, name in enumerate(above):
            yield name, (below[n],), 1, "hard"
            yield name, (below[(n + 1) % 5],), 1, "soft"
    yield from (("t", (name,), 1, "soft") for name in names[2])


def _net(needs: Iterable[Needs]) -> FailureGraph:
    edges = [_edge(*each, member) for each in needs for member in each[1]]
    keys = sorted({key for edge in edges for key in (edge.source, edge.target)})
    place = (Place("services.md", 1),)
    nodes = (Node(key, key.id, True, place) for key in keys)
    return failure_graph(KnowledgeGraph("sim", nodes, edges))


def _edge(who: str, of: tuple[str, ...], stand: int, strength: str, member: str) -> Edge:
    group: dict[str, Value] = {"group": "+".join(of), "needed": stand} if len(of) > 1 else {}
    above, below = (NodeKey("sim", "Service", name) for name in (who, member))
    told = {"strength": strength, **group}
    return Edge("DEPENDS_ON", above, below, (Place("services.md", 1),), properties=told)


@dataclass(frozen=True, slots=True)
class _Study:
    """t, where s fails."""

    name: str
    net: FailureGraph
    truth: Callable[[Live, Sequence[float], int], float]
    is_exact: bool

    @property
    def target(self) -> int:
        return self.net.number[NodeKey("sim", "Service", "t")]

    @property
    def source(self) -> int:
        return self.net.number[NodeKey("sim", "Service", "s")]


def _exactly(part: Live, p: Sequence[float], target: int) -> float:
    found = Exact(part, np.array(p)[:, None]).of(target)
    assert found is not None
    return float(found[0])


def _sampled(part: Live, p: Sequence[float], target: int) -> float:
    """In worlds of its own."""
    made = sampled_worlds(part, TRUTH_SAMPLES, seed=99)
    return made.share(made.down.get(target, 0))


def impact_intervals(vaults: int, seed: int) -> Iterator[Row]:
    """p of every dependency drawn from its prior, incidents by p, the interval from the incidents;
    the bar is on average over all three."""
    rng = np.random.default_rng(seed)
    for study in (
        _Study("a chain", _net(CHAIN), _exactly, True),
        _Study("two ways that share an edge", _net(SHARED), _exactly, True),
        _Study("two of three must stand", _net(GATED), _exactly, True),
        _Study("30 coins, sampled", _net(_wide()), _sampled, False),
    ):
        for most in (0, 5, 40):
            inside = sum(_holds(rng, study, most) for _ in range(vaults))
            known = f"n to {most}" if most else "no incident"
            yield Row("B3 impact", f"{study.name}, {known}", inside / vaults, LEAST, MOST, vaults)


def _holds(rng: Generator, study: _Study, most: int) -> bool:
    defaults = [SOFT if r.soft else HARD for r in study.net.requirements]
    p = [float(rng.beta(PRIOR_WEIGHT * m, PRIOR_WEIGHT * (1 - m))) for m in defaults]
    tried = [int(rng.integers(0, most + 1)) for _ in p]
    seen = [
        learned(int(rng.binomial(n, its)), n, m)
        for n, its, m in zip(tried, p, defaults, strict=True)
    ]
    failing = (study.source,)
    draws = int(rng.integers(1 << 32))  # another vault's names would give others too
    found = probable(study.net, failing, seen, seed=draws).chances[study.target]
    truth = study.truth(live(study.net, failing, p), p, study.target)
    assert (found.simulation is None) == study.is_exact
    return found.interval[0] <= truth <= found.interval[1]
