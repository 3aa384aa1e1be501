"""What recurring failures leave undone (R12): no runbook, stale runbooks, promises not kept."""

from dataclasses import dataclass
from datetime import date

from rcagraph.analysis.actions import Action, actions
from rcagraph.analysis.days import day_of
from rcagraph.analysis.recurrence import Family, Recurrence
from rcagraph.graph import KnowledgeGraph, Node


@dataclass(frozen=True, slots=True)
class StaleRunbook:
    """A runbook whose own `updated` date lies before the last recurrence of a family it serves."""

    runbook: Node
    updated: date
    family: Family


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise, in the same words, made after more than one incident of a family."""

    family: Family
    actions: tuple[Action, ...]
    """By date of the incident."""


@dataclass(frozen=True, slots=True)
class Debts:
    """Of the families listed and the action items of the whole vault."""

    families_without_runbook: tuple[Family, ...]
    stale_runbooks: tuple[StaleRunbook, ...]
    """Those that give a date: a file's time of change is no evidence."""
    repeated_promises: tuple[Promise, ...]
    overdue: tuple[Action, ...]
    """Open, and due before today; empty where no today was given."""
    undated: tuple[Action, ...]
    """Open, with no due date."""


def debts(graph: KnowledgeGraph, found: Recurrence, today: date | None = None) -> Debts:
    promised = actions(graph)
    return Debts(
        families_without_runbook=tuple(f for f in found.families if not f.runbooks),
        stale_runbooks=tuple(s for f in found.families for s in _stale(f)),
        repeated_promises=tuple(p for f in found.families for p in _repeated(f, promised)),
        overdue=tuple(a for a in promised if today and a.is_overdue(today)),
        undated=tuple(a for a in promised if a.is_open and not a.due_date),
    )


def _stale(family: Family) -> list[StaleRunbook]:
    dated = ((runbook, day_of(runbook, "updated")) for runbook in family.runbooks)
    last = family.last or date.min
    return [StaleRunbook(runbook, day, family) for runbook, day in dated if day and day < last]


def _repeated(family: Family, promised: tuple[Action, ...]) -> list[Promise]:
    order = {node.key: i for i, e in enumerate(family.events) for node in e.nodes}
    said: dict[str, dict[int, Action]] = {}
    for each in promised:
        if each.incident and each.incident.key in order:
            same = said.setdefault(_normal(each.text), {})
            same.setdefault(order[each.incident.key], each)
    repeated = (by_event for _, by_event in sorted(said.items()) if len(by_event) > 1)
    return [Promise(family, tuple(by_event[i] for i in sorted(by_event))) for by_event in repeated]


def _normal(text: str) -> str:
    """The words alone: case, spaces and punctuation do not make another promise."""
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())
