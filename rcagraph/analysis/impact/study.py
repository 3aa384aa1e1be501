"""A failure studied: the failure graph after any what-if, what incidents say of it, its chances."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rcagraph.analysis.events import Event
from rcagraph.analysis.impact.evidence import Evidence, evidence
from rcagraph.analysis.impact.failure_graph import FailureGraph, failure_graph
from rcagraph.analysis.impact.probability import Probability, Probable, probable
from rcagraph.analysis.impact.what_if import changed
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.facts import NodeKey
from rcagraph.profile.shape import AnalysisRules

NEVER = Probability(0.0, (0.0, 0.0), None)
CERTAIN = Probability(1.0, (1.0, 1.0), None)


@dataclass(frozen=True, eq=False, slots=True)
class Study:
    """One failure: where it starts, and what may come of it."""

    net: FailureGraph
    evidence: tuple[Evidence, ...]
    """Of each requirement of the graph."""
    failing: tuple[int, ...]
    """The service that was asked for first."""
    found: Probable

    @property
    def chances(self) -> tuple[float, ...]:
        """The mean of p of each requirement."""
        return tuple(one.learned.estimate for one in self.evidence)

    def chance(self, key: NodeKey) -> Probability:
        """Certain of what fails, never of what it does not reach."""
        number = self.net.number.get(key, -1)
        return CERTAIN if number in self.failing else self.found.chances.get(number, NEVER)


class Known(NamedTuple):
    """What every failure of a graph has in common."""

    net: FailureGraph
    evidence: tuple[Evidence, ...]


def known(
    graph: KnowledgeGraph, families: Iterable[tuple[Event, ...]], rules: AnalysisRules
) -> Known:
    net = failure_graph(graph)
    return Known(net, evidence(graph, net, families, rules))


def studies(
    graph: KnowledgeGraph,
    service: NodeKey,
    told: Known,
    asked: Sequence[str],
    samples: int,
    seed: int,
) -> tuple[Study, Study | None]:
    """As asked, and where that is a what-if, as things are: both in the same worlds."""
    net, known = told
    start = net.number[service]
    as_it_is = _study(net, known, (start,), samples, seed)
    if not asked:
        return as_it_is, None
    made = changed(graph, net, asked)
    kept = tuple(known[number] for number in made.origin)
    failing = tuple(dict.fromkeys((start, *made.down)))
    return _study(made.net, kept, failing, samples, seed), as_it_is


def _study(
    net: FailureGraph,
    known: tuple[Evidence, ...],
    failing: tuple[int, ...],
    samples: int,
    seed: int,
) -> Study:
    learned = [one.learned for one in known]
    return Study(net, known, failing, probable(net, failing, learned, samples, seed))
