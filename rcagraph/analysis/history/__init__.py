"""What the vault's past says, and how surely: every figure of recurrence, over one window."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rcagraph.analysis.events import events
from rcagraph.analysis.history.changes import changes
from rcagraph.analysis.history.episodes import Episode, began_in, episodes
from rcagraph.analysis.history.fixes import Fix, fixes
from rcagraph.analysis.history.services import Services, services
from rcagraph.analysis.history.together import Pairs, failing_together
from rcagraph.analysis.history.units import Figures, as_watched, chances, figures
from rcagraph.analysis.history.whole import Whole, whole
from rcagraph.analysis.history.window import Window, window
from rcagraph.analysis.recurrence import Family, Recurrence
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.collector import collector_paused
from rcagraph.model.facts import NodeKey

__all__ = ["FamilyHistory", "History", "history"]


@dataclass(frozen=True, slots=True)
class FamilyHistory:
    """One family with its figures."""

    family: Family
    episodes: tuple[Episode, ...]
    figures: Figures
    next: tuple[float, ...] | None
    """Probability of another within 30 and 90 days (R13)."""
    fixes: tuple[Fix, ...]


@dataclass(frozen=True)
class History:
    """All verdicts are over the whole vault, whatever `Recurrence` lists."""

    window: Window
    families: tuple[FamilyHistory, ...]
    """Every family of the vault, single incidents that have a key among them."""
    services: Services
    pairs: Pairs
    whole: Whole

    def of(self, family: Family) -> FamilyHistory:
        """`KeyError` for a family of another reading."""
        return self._by_event[family.events[0].node.key]

    @cached_property
    def _by_event(self) -> Mapping[NodeKey, FamilyHistory]:
        return {each.family.events[0].node.key: each for each in self.families}


def history(
    graph: KnowledgeGraph,
    found: Recurrence,
    complete_until: date | None = None,
    by_git: Mapping[str, date] | None = None,
) -> History | None:
    """None where no incident has a day. `by_git`: path of a note to the day of its last commit."""
    with collector_paused():
        return _history(graph, found, complete_until, by_git or {})


def _history(
    graph: KnowledgeGraph,
    found: Recurrence,
    complete_until: date | None,
    by_git: Mapping[str, date],
) -> History | None:
    told = (e for family in found.every for e in family.events)
    frame = window(events(graph) if found.until else told, complete_until, found.until)
    if frame is None:
        return None
    its = [episodes(family.events, frame.closes) for family in found.every]
    keyed = [n for n, family in enumerate(found.every) if family.is_one]
    watched = [as_watched(its[n], frame) for n in keyed]
    made = [changes(graph, found.every[n], its[n], by_git) for n in keyed]
    by_family: dict[int, list[Fix]] = {}
    for fix in fixes(watched, made):
        by_family.setdefault(fix.trial.family, []).append(fix)
    families = tuple(
        FamilyHistory(found.every[n], its[n], shown, ahead, tuple(by_family.get(number, ())))
        for number, (n, shown, ahead) in enumerate(
            zip(keyed, figures(watched), chances(watched), strict=True)
        )
    )
    its_services = services(graph.nodes("Service"), began_in(graph, its), frame)
    in_window = [e for run in its for episode in run for e in episode.events]
    return History(
        window=frame,
        families=families,
        services=its_services,
        pairs=failing_together(graph, (run[0].events[0] for run in its if run)),
        whole=whole(
            [its[n] for n in keyed],
            [s.figures.watched.unit for s in its_services.all],
            its_services.units,
            in_window,
            frame,
        ),
    )
