"""Recurrence as JSON: the families, and what the vault's past says of them and of all."""

from datetime import date

from rcagraph.analysis.actions import Action
from rcagraph.analysis.debts import Debts
from rcagraph.analysis.history import FamilyHistory, History
from rcagraph.analysis.recurrence import Family, Recurrence
from rcagraph.report import history_json, promise_tables
from rcagraph.report.as_json import Json, day, placed


def recurrence(
    found: Recurrence, its: History | None = None, owed: Debts | None = None
) -> dict[str, Json]:
    """As `cli.md` has it, and what the vault's past says; null where that is not told."""
    return {
        "as_of": day(_until(found, its)),
        "by": list(found.by),
        "fallback": found.is_fallback,
        "minimum": found.minimum,
        "service": found.service.name if found.service else None,
        "first": day(found.first),
        "last": day(found.last),
        "incidents": found.incidents,
        "unkeyed": found.unkeyed,
        "all_families": found.all_families,
        "repeating_families": found.repeating_families,
        "repeating_incidents": found.repeating_incidents,
        "families": [_family(each, its.of(each) if its else None) for each in found.families],
        **history_json.vault(its),
        "debts": promise_tables.debts(owed) if owed else None,
    }


def _until(found: Recurrence, its: History | None) -> date | None:
    """The last day that counts: as asked, else where the window closes."""
    return found.until or (its.window.last if its else found.as_of)


def _family(each: Family, its: FamilyHistory | None) -> Json:
    return {
        "key": dict(each.key),
        "other_keys": [dict(key) for key in each.other_keys],
        "incidents": len(each.events),
        "ids": list(each.ids),
        "first": day(each.first),
        "last": day(each.last),
        "gaps_days": list(each.gaps_days),
        **history_json.family(its),
        "total_minutes": each.total_minutes,
        "runbook": each.runbooks[0].name if each.runbooks else None,
        "runbooks": [placed(runbook) for runbook in each.runbooks],
        "teams": [team.name for team in each.teams],
        "open_actions": [action(promised) for promised in each.open_actions],
    }


def action(each: Action) -> Json:
    return {
        "text": each.text,
        "priority": each.priority or None,
        "owners": list(each.owners),
        "due_date": day(each.due_date),
        "status": each.status or None,
        "incident": each.incident.name if each.incident else None,
        "path": each.place.path,
        "line": each.place.line,
    }
