"""The answers for a terminal: a sentence that says it, then the tables. For reading at 3 a.m."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rcagraph.analysis.blast_radius import BlastRadius
from rcagraph.analysis.counts import Counts
from rcagraph.analysis.recurrence import Recurrence
from rcagraph.analysis.show import Description
from rcagraph.model.diagnostics import Diagnostic
from rcagraph.model.table import Table
from rcagraph.report import as_tables, sentences
from rcagraph.report.escaping import one_line
from rcagraph.report.tables import to_rich

if TYPE_CHECKING:
    from rich.console import RenderableType


def blast_radius(found: BlastRadius) -> "RenderableType":
    return _answer(sentences.blast_radius(found), as_tables.blast_radius(found, all_ids=False))


def recurrence(found: Recurrence) -> "RenderableType":
    return _answer(sentences.recurrence(found), (as_tables.recurrence_brief(found),))


def stats(counted: Counts, diagnostics: Iterable[Diagnostic] = ()) -> "RenderableType":
    return _answer((), as_tables.stats(counted, diagnostics))


def show(found: Description) -> "RenderableType":
    return _answer((), as_tables.show(found))


def _answer(said: Iterable[str], tables: Iterable[Table]) -> "RenderableType":
    """Sentences, then the tables that have rows."""
    from rich.console import Group
    from rich.text import Text

    lines = [Text(one_line(sentence)) for sentence in said]
    shown = [part for table in tables if table.rows for part in (Text(""), to_rich(table))]
    return Group(*lines, *shown)
