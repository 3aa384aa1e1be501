"""The recurring-failure report as JSON: all that its Markdown tells, as data."""

from collections.abc import Mapping
from datetime import date

from rcagraph.analysis.debts import debts
from rcagraph.analysis.dependencies import Dependencies
from rcagraph.analysis.history import History
from rcagraph.analysis.period_change import PeriodChange
from rcagraph.analysis.recurrence import Recurrence
from rcagraph.graph import KnowledgeGraph
from rcagraph.report import dependency_json, recurrence_json, worst_services
from rcagraph.report.as_json import Json, day
from rcagraph.report.period_json import period_change


def recurring_failure_report(
    graph: KnowledgeGraph,
    found: Recurrence,
    today: date | None = None,
    its: History | None = None,
    by_git: Mapping[str, date] | None = None,
    needs: Dependencies | None = None,
    change: PeriodChange | None = None,
) -> dict[str, Json]:
    """As `markdown.recurring_failure_report`; null for what was not asked for."""
    owed = debts(graph, found, today, by_git)
    silent = its.window.silent_since(today) if its and today else None
    return {
        "vault": graph.vault,
        "today": day(today),
        "silent_since": day(silent),
        "change": period_change(change) if change else None,
        "map": worst_services.as_json(worst_services.worst_services(graph, found)),
        "recurrence": recurrence_json.recurrence(found, its, owed),
        "dependencies": dependency_json.dependencies(needs) if needs else None,
        "overdue_actions": [recurrence_json.action(each) for each in owed.overdue],
        "undated_actions": [recurrence_json.action(each) for each in owed.undated],
    }
