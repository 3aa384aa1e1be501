"""What was changed about a family: action items that were closed, runbooks that were revised."""

from collections.abc import Mapping
from datetime import date

from rcagraph.analysis.actions import action
from rcagraph.analysis.history import clock
from rcagraph.analysis.history.episodes import Episode
from rcagraph.analysis.history.fixes import Change
from rcagraph.analysis.recurrence import Family
from rcagraph.analysis.touched import revised
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.facts import NodeKey


def changes(
    graph: KnowledgeGraph,
    family: Family,
    its: tuple[Episode, ...],
    by_git: Mapping[str, date] | None = None,
) -> tuple[Change, ...]:
    """Those that have a date; without one nothing can be tested."""
    found = []
    keys = sorted({k for e in family.events for k in e.targets(graph, "HAS_ACTION_ITEM")})
    for item in (action(graph, graph[key]) for key in keys):
        if item.closed_date:
            origin = item.incident.key if item.incident else None
            found.append(Change(item, item.closed_date, origin))
    for runbook in family.runbooks:
        if day := revised(runbook, by_git):
            found.append(Change(runbook, day, _last_before(its, day)))
    return tuple(sorted(found, key=lambda change: change.order))


def _last_before(its: tuple[Episode, ...], day: date) -> NodeKey | None:
    """The incident that a revision most likely came from: the family's last one before it."""
    before = [e for e in its if e.start < clock.start_of(day) + 1]
    return before[-1].events[-1].node.key if before else None
