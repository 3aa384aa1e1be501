"""What the recurring-failure report says is owed: runbooks, and actions late or undated."""

from collections.abc import Iterable
from datetime import date

from rcagraph.analysis.actions import Action
from rcagraph.analysis.debts import Debts
from rcagraph.model.table import Table
from rcagraph.report.escaping import markdown
from rcagraph.report.places import at
from rcagraph.report.tables import to_markdown


def debt_section(owed: Debts, today: date | None) -> list[str]:
    """Blocks of Markdown; a heading for each debt that there is."""
    return [
        "## Debts",
        "\n".join(f"- {fact}" for fact in _summary(owed, today)),
        *_families(owed),
        *_runbooks(owed),
        *(_late(owed, today) if today else ()),
        *_undated(owed),
    ]


def _summary(owed: Debts, today: date | None) -> list[str]:
    overdue = f"Actions overdue on {today}: {len(owed.overdue)}" if today else ""
    facts = [
        f"Families without a runbook: {len(owed.families_without_runbook)}",
        f"Runbooks not updated since the last recurrence: {len(owed.stale_runbooks)}",
        f"Runbooks of which nobody says when they were updated: {len(owed.undated_runbooks)}",
        f"Promises made more than once: {len(owed.repeated_promises)}",
        overdue,
        f"Open actions without a due date: {len(owed.undated)}",
    ]
    return [fact for fact in facts if fact]


def _families(owed: Debts) -> list[str]:
    names = [f"- {markdown(family.title)}" for family in owed.families_without_runbook]
    return ["### Families without a runbook", "\n".join(names)] if names else []


def _runbooks(owed: Debts) -> list[str]:
    rows = tuple(
        (stale.runbook.name, stale.updated, stale.by, stale.family.title, stale.family.last)
        for stale in owed.stale_runbooks
    )
    table = Table("", ("Runbook", "Updated", "Says", "Family", "Recurred"), rows)
    return ["### Runbooks not updated since", to_markdown(table)] if rows else []


def _late(owed: Debts, today: date) -> list[str]:
    if not owed.overdue:
        return []
    days = ((today - a.due_date).days if a.due_date else None for a in owed.overdue)
    rows = tuple((a.due_date, late, *_who(a)) for a, late in zip(owed.overdue, days, strict=True))
    columns = ("Due", "Days late", "Action", "Owner", "Written at")
    return ["### Overdue actions", _owners(owed.overdue), to_markdown(Table("", columns, rows))]


def _owners(late: Iterable[Action]) -> str:
    """Who is late with how many and since when, the most first."""
    dues: dict[str, list[date]] = {}
    for action in late:
        for owner in action.owners or ("no owner",):
            dues.setdefault(owner, []).append(action.due_date or date.max)
    ranked = sorted(dues.items(), key=lambda item: (-len(item[1]), item[0]))
    rows = tuple((owner, len(days), min(days)) for owner, days in ranked)
    return to_markdown(Table("", ("Owner", "Overdue", "Oldest due"), rows))


def _undated(owed: Debts) -> list[str]:
    rows = tuple(_who(action) for action in owed.undated)
    table = Table("", ("Action", "Owner", "Written at"), rows)
    return ["### Open actions without a due date", to_markdown(table)] if rows else []


def _who(action: Action) -> tuple[str, str, str]:
    owners = ", ".join(action.owners) or "no owner"
    return (action.text, owners, at(action.place))
