"""B8: how well the declared dependencies foretell whom an incident hits, over past incidents."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rcagraph.analysis.days import day_of
from rcagraph.analysis.dependencies.score import Forecast, Score, score
from rcagraph.analysis.dependencies.taught import Past, Taught, elsewhere, past_of, rolling
from rcagraph.analysis.estimate.beta import learned
from rcagraph.analysis.events import Event
from rcagraph.analysis.history import clock
from rcagraph.analysis.impact.evidence import Evidence
from rcagraph.analysis.impact.failure_graph import FailureGraph
from rcagraph.analysis.impact.live import live
from rcagraph.analysis.impact.probability import SEED
from rcagraph.analysis.impact.worlds import worlds
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.facts import NodeKey

LATEST = 500
"""So many incidents are foretold, the latest; the earlier ones still teach."""
SAMPLES = 1024
"""Where more than sixteen coins are in doubt; they add up to .00025 to the Brier score."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """The same incidents foretold in two ways."""

    rolling: Score
    """Each from the incidents that were resolved before it began."""
    without_family: Score
    """Each from all incidents but those of its own family, later ones too."""
    without_origin: int
    """Incidents that cannot be foretold: no note says where they began."""
    left_out: int
    """Earlier than the latest five hundred."""


def calibration(
    graph: KnowledgeGraph,
    net: FailureGraph,
    known: Sequence[Evidence],
    families: Iterable[Sequence[Event]],
) -> Calibration:
    """`known`: B4's evidence of each requirement of `net` from the same families.

    An incident is foretold by B3 from where it began, over the dependencies that were there on
    its day, with p as its teachers have it; the Brier score is over all other services that were
    there, 0 where no path leads.
    """
    told = past_of(graph, known, families)
    past = [each for each in told if each.origins]
    late = past[-LATEST:]
    oracle = _Oracle(graph, net, [one.default for one in known])
    return Calibration(
        rolling=score(oracle.foretold(*each) for each in rolling(past, late)),
        without_family=score(oracle.foretold(*each) for each in elsewhere(past, late)),
        without_origin=len(told) - len(past),
        left_out=len(past) - len(late),
    )


class _Oracle:
    """Foretells one incident from what its teachers say."""

    def __init__(self, graph: KnowledgeGraph, net: FailureGraph, defaults: Sequence[float]) -> None:
        self.net, self.defaults = net, defaults
        self.services = tuple((s.key, day_of(s, "since")) for s in graph.nodes("Service"))
        self.seen: dict[tuple[object, ...], dict[NodeKey, float]] = {}

    def foretold(self, each: Past, by: Taught) -> Forecast:
        """Of every other service that was there."""
        day = clock.day_at(each.start)
        chances = self._chances(each.origins, tuple(self._means(by, day)))
        there = [s for s, since in self.services if since is None or since <= day]
        others = [s for s in there if s not in each.origins]
        ones = ((chances.get(s, 0.0), by.usual(s), s in each.hit) for s in others)
        return Forecast(each.family, tuple(ones))

    def _means(self, by: Taught, day: date) -> Iterator[float]:
        """The mean of p of each requirement; 0 where it was not there yet."""
        for number, requirement in enumerate(self.net.requirements):
            if requirement.since is not None and requirement.since > day:
                yield 0.0
            else:
                n = by.tried[number]
                yield learned(by.crossed[number], n, self.defaults[number]).estimate

    def _chances(
        self, failing: frozenset[NodeKey], means: tuple[float, ...]
    ) -> dict[NodeKey, float]:
        if (failing, means) not in self.seen:
            part = live(self.net, [self.net.number[key] for key in failing], means)
            made = worlds(part, SAMPLES, SEED)
            self.seen[failing, means] = {
                self.net.nodes[node].key: made.share(mask) for node, mask in made.down.items()
            }
        return self.seen[failing, means]
