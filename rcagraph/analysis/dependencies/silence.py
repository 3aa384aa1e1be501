"""B9: declared dependencies over which no failure was ever seen to cross."""

from collections.abc import Iterable
from dataclasses import dataclass

from rcagraph.analysis.estimate.false_discovery import Verdict, verdicts
from rcagraph.analysis.estimate.surprise import Silent, silent
from rcagraph.analysis.impact.evidence import Evidence
from rcagraph.analysis.impact.failure_graph import FailureGraph, Requirement
from rcagraph.graph import Node


@dataclass(frozen=True, slots=True)
class SilentEdge:
    """One requirement that incidents have tested."""

    dependent: Node
    needed: tuple[Node, ...]
    """One, or the members of a redundancy group."""
    requirement: Requirement
    evidence: Evidence
    found: Silent
    verdict: Verdict
    """Over all declared dependencies that an incident has tested."""


@dataclass(frozen=True, slots=True)
class SilentEdges:
    """Those that were tested and never seen, the most tested first."""

    never_seen: tuple[SilentEdge, ...]
    tested: int
    untested: int
    """No incident could have shown them."""


def silent_edges(net: FailureGraph, known: Iterable[Evidence]) -> SilentEdges:
    """Silence is expected of many: claimed only where (1 − p₀)ⁿ stays small over all of them."""
    evidence = tuple(known)
    found = [silent(len(e.hits), len(e.trials), e.default) for e in evidence]
    made = [
        SilentEdge(
            net.nodes[requirement.node],
            tuple(net.nodes[member] for member in requirement.members),
            requirement,
            seen,
            each,
            verdict,
        )
        for requirement, seen, each, verdict in zip(
            net.requirements, evidence, found, verdicts(found), strict=True
        )
        if each.n and not each.k
    ]
    tested = sum(each.n > 0 for each in found)
    return SilentEdges(tuple(sorted(made, key=_rank)), tested, len(found) - tested)


def _rank(each: SilentEdge) -> tuple[float, int, str]:
    p = 1.0 if each.found.p is None else each.found.p
    return (p, -each.found.n, each.requirement.name)
