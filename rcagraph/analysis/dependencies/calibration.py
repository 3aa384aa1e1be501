"""B8: how well the declared dependencies foretell whom an incident hits, over past incidents."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcagraph.analysis.days import day_of
from rcagraph.analysis.dependencies.foretold import Asked, Foretold
from rcagraph.analysis.dependencies.score import Forecast, Score, score
from rcagraph.analysis.dependencies.taught import Past, Taught, elsewhere, past_of, rolling
from rcagraph.analysis.estimate.beta import PRIOR_WEIGHT
from rcagraph.analysis.events import Event
from rcagraph.analysis.history import clock
from rcagraph.analysis.impact.evidence import Evidence
from rcagraph.analysis.impact.failure_graph import FailureGraph
from rcagraph.graph import KnowledgeGraph

if TYPE_CHECKING:
    from datetime import date

    from numpy import bool_, float64, int64
    from numpy.typing import NDArray

Progress = Callable[[int, int], None]
"""Called with what is done so far, and how much there is."""

LATEST = 500
"""So many incidents are foretold, the latest; the earlier ones still teach."""


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
    progress: Progress | None = None,
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
    before = rolling(past, late, oracle.untaught())
    others = elsewhere(past, late, oracle.untaught())
    total = 2 * len(late)
    return Calibration(
        rolling=score(_shown(oracle.forecasts(before), 0, total, progress)),
        without_family=score(_shown(oracle.forecasts(others), len(late), total, progress)),
        without_origin=len(told) - len(past),
        left_out=len(past) - len(late),
    )


def _shown(
    told: Iterable[Forecast], done: int, total: int, progress: Progress | None
) -> Iterator[Forecast]:
    for number, each in enumerate(told, start=done + 1):
        if progress:
            progress(number, total)
        yield each


class _Oracle:
    """Foretells incidents from what their teachers say."""

    def __init__(self, graph: KnowledgeGraph, net: FailureGraph, defaults: Sequence[float]) -> None:
        from numpy import array

        services = graph.nodes("Service")
        self.keys = [service.key for service in services]
        self.nodes = array([net.number[key] for key in self.keys], dtype=int)
        self.since = _ordinals(day_of(service, "since") for service in services)
        self.needed_since = _ordinals(requirement.since for requirement in net.requirements)
        self.prior = PRIOR_WEIGHT * array(defaults, dtype=float)
        self.net, self.foretold = net, Foretold(net)

    def untaught(self) -> Taught:
        return Taught(len(self.prior), self.keys)

    def forecasts(self, told: Iterable[tuple[Past, Taught]]) -> Iterator[Forecast]:
        """Of every other service that was there; p of a requirement is its mean, 0 where it was
        not there yet."""
        from numpy import where, zeros

        waiting: deque[tuple[int, NDArray[int64], NDArray[float64], NDArray[bool_]]] = deque()

        def asked() -> Iterator[Asked]:
            for each, by in told:
                day = clock.day_at(each.start).toordinal()
                there = self.since <= day
                there[by.places(each.origins)] = False
                (others,) = there.nonzero()
                hit = zeros(len(there), dtype=bool)
                hit[by.places(each.hit)] = True
                waiting.append((each.family, others, by.usual()[others], hit[others]))
                means = (self.prior + by.crossed) / (PRIOR_WEIGHT + by.tried)
                failing = tuple(sorted(self.net.number[key] for key in each.origins))
                yield failing, where(self.needed_since <= day, means, 0.0)

        for chances in self.foretold.chances(asked()):
            family, others, usual, hit = waiting.popleft()
            yield Forecast(family, chances[self.nodes[others]], usual, hit)


def _ordinals(days: Iterable[date | None]) -> NDArray[int64]:
    """Before all days where none is given."""
    from numpy import array

    return array([day.toordinal() if day else 0 for day in days], dtype=int)
