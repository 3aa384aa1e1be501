"""Promises that were made again, with what recurred after each, as a table and as JSON."""

from collections.abc import Iterator

from rcagraph.analysis.debts import Debts, Promise
from rcagraph.model.table import Cell, Table
from rcagraph.report.as_json import Json, day
from rcagraph.report.places import at


def promises(owed: Debts) -> Table:
    """One row each time that a promise was made."""
    rows = (row for promise in owed.repeated_promises for row in _made(promise))
    columns = ("promise", "family", "made after", "then recurred", "open", "written at")
    return Table("Promised more than once", columns, tuple(rows))


def _made(promise: Promise) -> Iterator[tuple[Cell, ...]]:
    for action, after in zip(promise.actions, promise.recurred, strict=True):
        yield (
            action.text,
            promise.family.title,
            action.incident.name if action.incident else None,
            f"{len(after)} times" if len(after) != 1 else "once",
            action.is_open,
            at(action.place),
        )


def promises_brief(owed: Debts) -> Table:
    """One row a promise."""
    rows = (
        (p.actions[0].text, p.family.title, len(p.actions), sum(map(len, p.recurred)))
        for p in owed.repeated_promises
    )
    columns = ("promise", "family", "times", "recurred since")
    return Table("Promised more than once", columns, tuple(rows))


def debts(owed: Debts) -> dict[str, Json]:
    """What is owed by the families that are listed; overdue actions are the report's."""
    return {
        "families_without_runbook": [f.title for f in owed.families_without_runbook],
        "stale_runbooks": [
            {
                "name": s.runbook.name,
                "updated": day(s.updated),
                "by": s.by,
                "family": s.family.title,
                "recurred": day(s.family.last),
            }
            for s in owed.stale_runbooks
        ],
        "undated_runbooks": [runbook.name for runbook in owed.undated_runbooks],
        "repeated_promises": [_promise(promise) for promise in owed.repeated_promises],
    }


def _promise(promise: Promise) -> Json:
    return {
        "text": promise.actions[0].text,
        "family": promise.family.title,
        "made": [
            {
                "incident": action.incident.name if action.incident else None,
                "open": action.is_open,
                "path": action.place.path,
                "line": action.place.line,
                "recurred": [event.node.name for event in after],
            }
            for action, after in zip(promise.actions, promise.recurred, strict=True)
        ],
    }
