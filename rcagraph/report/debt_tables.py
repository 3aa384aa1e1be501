"""What is owed, as counts and tables: runbooks, and actions late or undated."""

from datetime import date

from rcagraph.analysis.actions import Action
from rcagraph.analysis.debts import Debts
from rcagraph.model.table import Table
from rcagraph.report.places import at

NOBODY = "no owner"


def facts(owed: Debts, today: date | None) -> list[str]:
    """A line a debt; of overdue actions only where it is known what day it is."""
    overdue = f"Actions overdue on {today}: {len(owed.overdue)}" if today else ""
    counts = [
        f"Families without a runbook: {len(owed.families_without_runbook)}",
        f"Runbooks not updated since the last recurrence: {len(owed.stale_runbooks)}",
        f"Runbooks of which nobody says when they were updated: {len(owed.undated_runbooks)}",
        f"Promises made more than once: {len(owed.repeated_promises)}",
        overdue,
        f"Open actions without a due date: {len(owed.undated)}",
    ]
    return [fact for fact in counts if fact]


def runbooks(owed: Debts) -> Table:
    """Those not updated since the last recurrence of a family that they serve."""
    rows = tuple(
        (stale.runbook.name, stale.updated, stale.by, stale.family.title, stale.family.last)
        for stale in owed.stale_runbooks
    )
    return Table("", ("Runbook", "Updated", "Says", "Family", "Recurred"), rows)


def late(owed: Debts, today: date) -> Table:
    days = ((today - a.due_date).days if a.due_date else None for a in owed.overdue)
    rows = tuple((a.due_date, late, *_who(a)) for a, late in zip(owed.overdue, days, strict=True))
    return Table("", ("Due", "Days late", "Action", "Owner", "Written at"), rows)


def owners(owed: Debts) -> Table:
    """Who is late with how many and since when, the most first."""
    dues: dict[str, list[date]] = {}
    for action in owed.overdue:
        for owner in action.owners or (NOBODY,):
            dues.setdefault(owner, []).append(action.due_date or date.max)
    ranked = sorted(dues.items(), key=lambda item: (-len(item[1]), item[0]))
    rows = tuple((owner, len(days), min(days)) for owner, days in ranked)
    return Table("", ("Owner", "Overdue", "Oldest due"), rows)


def undated(owed: Debts) -> Table:
    return Table("", ("Action", "Owner", "Written at"), tuple(map(_who, owed.undated)))


def _who(action: Action) -> tuple[str, str, str]:
    return (action.text, owned_by(action), at(action.place))


def owned_by(action: Action) -> str:
    return ", ".join(action.owners) or NOBODY
