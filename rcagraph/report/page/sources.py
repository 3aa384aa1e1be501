"""All that the page is made from."""

from dataclasses import dataclass, field
from datetime import date

from rcagraph.analysis.blast_radius import BlastRadius
from rcagraph.analysis.debts import Debts
from rcagraph.analysis.dependencies import Dependencies
from rcagraph.analysis.history import History
from rcagraph.analysis.period_change import PeriodChange
from rcagraph.analysis.recurrence import Recurrence
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.diagnostics import Diagnostic
from rcagraph.report.page.links import LinkBase


@dataclass(frozen=True)
class Sources:
    """`history` and `needs` are of the families of `found`."""

    graph: KnowledgeGraph
    found: Recurrence
    history: History | None
    owed: Debts
    needs: Dependencies
    radii: tuple[BlastRadius, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    today: date | None = None
    """Serves overdue actions."""
    base: LinkBase = field(default_factory=LinkBase)
    left_out: int = 0
    """Services of which the page has no blast radius."""
    change: PeriodChange | None = None
    """A period against the one before it."""
