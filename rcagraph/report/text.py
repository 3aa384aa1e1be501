"""The answers for a terminal: a sentence that says it, then the tables. For reading at 3 a.m."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rcagraph.analysis.blast_radius import BlastRadius
from rcagraph.analysis.counts import Counts
from rcagraph.analysis.critical_services import CriticalServices
from rcagraph.analysis.debts import Debts
from rcagraph.analysis.dependencies import Dependencies
from rcagraph.analysis.difference import Difference
from rcagraph.analysis.history import History
from rcagraph.analysis.history.explain import Explanation as HistoryExplanation
from rcagraph.analysis.history.window import Window
from rcagraph.analysis.impact.explanation import Explanation
from rcagraph.analysis.observed import Observed
from rcagraph.analysis.recurrence import Recurrence
from rcagraph.analysis.show import Description
from rcagraph.model.diagnostics import Diagnostic
from rcagraph.model.table import Table
from rcagraph.report import (
    as_tables,
    blast_radius_tree,
    counts_tables,
    critical_services_tables,
    dependency_tables,
    explanation_tables,
    graph_difference,
    history_sentences,
    history_tables,
    promise_tables,
    sentences,
)
from rcagraph.report import history_explanation as explained
from rcagraph.report.on_terminal import OnTerminal, Paragraph, to_rich

if TYPE_CHECKING:
    from rich.console import RenderableType

FAMILIES_SPARE = ("again in 90 d", "days between, 95 %", "open actions", "runbook")


def blast_radius(found: BlastRadius) -> "RenderableType":
    return _answer(sentences.blast_radius(found), blast_radius_tree.on_terminal(found))


def explanation(found: Explanation, seen: Observed | None, origin: str) -> "RenderableType":
    said = explanation_tables.sentences(found, origin)
    return _answer(said, explanation_tables.explanation(found, seen))


def critical_services(found: CriticalServices, most: int | None) -> "RenderableType":
    said = critical_services_tables.sentences(found)
    return _answer(said, (critical_services_tables.critical_services(found, most),))


def difference(found: Difference) -> "RenderableType":
    return _answer(graph_difference.sentences(found), graph_difference.tables(found))


def recurrence(
    found: Recurrence,
    its: History | None = None,
    owed: Debts | None = None,
    has_bars: bool = True,
) -> "RenderableType":
    """The families; then, where it is told, what the vault's past says beyond them.

    `has_bars`: incidents a quarter as bars, else as digits.
    """
    said = sentences.recurrence(found)
    families = to_rich(as_tables.recurrence_brief(found, its, has_bars), spare=FAMILIES_SPARE)
    promised = (promise_tables.promises_brief(owed),) if owed else ()
    if its is None:
        return _answer(said, (families, *promised))
    tables = (history_tables.fixes, history_tables.pairs, history_tables.services)
    more = (table(its, brief=True) for table in tables)
    return _answer((*said, *history_sentences.brief(its)), (families, *promised, *more))


def dependencies(found: Dependencies) -> "RenderableType":
    said, tables = dependency_tables.sentences(found), dependency_tables.tables(found, brief=True)
    return _answer(said, tables)


def history_explanation(found: HistoryExplanation, window: Window) -> "RenderableType":
    return _answer(explained.sentences(found, window), explained.tables(found))


def stats(counted: Counts, diagnostics: Iterable[Diagnostic] = ()) -> "RenderableType":
    return _answer((), counts_tables.stats(counted, diagnostics))


def show(found: Description) -> "RenderableType":
    return _answer((), as_tables.show(found))


def _answer(said: Iterable[str], tables: Iterable[Table | OnTerminal]) -> "RenderableType":
    """Sentences, then the tables that have rows."""
    from rich.console import Group
    from rich.text import Text

    lines = map(Paragraph, said)
    every = [each if isinstance(each, OnTerminal) else to_rich(each) for each in tables]
    shown = [part for each in every if each.table.rows for part in (Text(""), each)]
    return Group(*lines, *shown)
