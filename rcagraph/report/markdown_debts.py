"""What the recurring-failure report says is owed: runbooks, and actions late or undated."""

from datetime import date

from rcagraph.analysis.debts import Debts
from rcagraph.report import debt_tables
from rcagraph.report.escaping import markdown
from rcagraph.report.tables import to_markdown


def debt_section(owed: Debts, today: date | None) -> list[str]:
    """Blocks of Markdown; a heading for each debt that there is."""
    return [
        "## Debts",
        "\n".join(f"- {fact}" for fact in debt_tables.facts(owed, today)),
        *_families(owed),
        *_runbooks(owed),
        *(_late(owed, today) if today else ()),
        *_undated(owed),
    ]


def _families(owed: Debts) -> list[str]:
    names = [f"- {markdown(family.title)}" for family in owed.families_without_runbook]
    return ["### Families without a runbook", "\n".join(names)] if names else []


def _runbooks(owed: Debts) -> list[str]:
    table = debt_tables.runbooks(owed)
    return ["### Runbooks not updated since", to_markdown(table)] if table.rows else []


def _late(owed: Debts, today: date) -> list[str]:
    if not owed.overdue:
        return []
    owners, late = debt_tables.owners(owed), debt_tables.late(owed, today)
    return ["### Overdue actions", to_markdown(owners), to_markdown(late)]


def _undated(owed: Debts) -> list[str]:
    table = debt_tables.undated(owed)
    return ["### Open actions without a due date", to_markdown(table)] if table.rows else []
