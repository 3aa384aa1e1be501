"""What past incidents say of the declared dependencies: missing, never seen, how well they tell."""

from collections.abc import Iterable
from dataclasses import dataclass

from rcagraph.analysis.dependencies.calibration import Calibration, Progress, calibration
from rcagraph.analysis.dependencies.silence import SilentEdges, silent_edges
from rcagraph.analysis.dependencies.suggestion import forms
from rcagraph.analysis.dependencies.surprise import Suspects, suspects
from rcagraph.analysis.events import Event
from rcagraph.analysis.impact.study import known
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.collector import collector_paused
from rcagraph.profile.shape import AnalysisRules, TypeRule

__all__ = ["Dependencies", "dependencies"]


@dataclass(frozen=True, slots=True)
class Dependencies:
    """B8 and B9 of a vault."""

    declared: int
    """Dependencies that notes declare; a redundancy group is one."""
    suspects: Suspects
    silent: SilentEdges
    calibration: Calibration


def dependencies(
    graph: KnowledgeGraph,
    families: Iterable[tuple[Event, ...]],
    rules: AnalysisRules | None = None,
    progress: Progress | None = None,
    types: Iterable[TypeRule] = (),
) -> Dependencies:
    """`families`: every incident in exactly one, by `Recurrence.every`. `progress` is called with
    the incidents foretold so far, and how many there are. `types`: the profile's, for the form
    of what is suggested."""
    groups = tuple(families)
    with collector_paused():
        net, told = known(graph, groups, rules or AnalysisRules())
        return Dependencies(
            len(net.requirements),
            suspects(graph, net, (family[0] for family in groups), forms(types)),
            silent_edges(net, told),
            calibration(graph, net, told, groups, progress),
        )
