"""What recurring failures leave undone (R12): no runbook, stale runbooks, promises not kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rcagraph.analysis.actions import Action, actions
from rcagraph.analysis.events import Event
from rcagraph.analysis.recurrence import Family, Recurrence
from rcagraph.analysis.touched import touched
from rcagraph.graph import KnowledgeGraph, Node
from rcagraph.model.facts import NodeKey

Promised = dict[NodeKey, list[tuple[int, Action]]]
"""By incident, its action items, each with its number among all of the vault."""


@dataclass(frozen=True, slots=True)
class StaleRunbook:
    """A runbook that was last touched before the last recurrence of a family it serves."""

    runbook: Node
    updated: date
    by: str
    """Who says so: `git`, or `updated` of the runbook itself."""
    family: Family


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise, in the same words, made after more than one incident of a family."""

    family: Family
    actions: tuple[Action, ...]
    """By date of the incident."""
    recurred: tuple[tuple[Event, ...], ...]
    """For each, the incidents of the family after it, up to where it was promised again."""


@dataclass(frozen=True, slots=True)
class Debts:
    """Of the families listed and the action items of the whole vault."""

    families_without_runbook: tuple[Family, ...]
    stale_runbooks: tuple[StaleRunbook, ...]
    """A file's time of change is no evidence."""
    undated_runbooks: tuple[Node, ...]
    """Of which nobody says when they were touched, sorted."""
    repeated_promises: tuple[Promise, ...]
    overdue: tuple[Action, ...]
    """Open, and due before today; empty where no today was given."""
    undated: tuple[Action, ...]
    """Open, with no due date."""


def debts(
    graph: KnowledgeGraph,
    found: Recurrence,
    today: date | None = None,
    by_git: Mapping[str, date] | None = None,
) -> Debts:
    """`by_git`: path of a note, relative to the vault, to the day of its last commit."""
    promised = actions(graph)
    used = {r.key: r for f in found.families for r in f.runbooks}
    made: Promised = {}
    for number, each in enumerate(promised):
        if each.incident:
            made.setdefault(each.incident.key, []).append((number, each))
    return Debts(
        families_without_runbook=tuple(f for f in found.families if not f.runbooks),
        stale_runbooks=tuple(s for f in found.families for s in _stale(f, by_git or {})),
        undated_runbooks=tuple(
            used[key] for key in sorted(used) if not touched(used[key], by_git).day
        ),
        repeated_promises=tuple(p for f in found.families for p in _repeated(f, made)),
        overdue=tuple(a for a in promised if today and a.is_overdue(today)),
        undated=tuple(a for a in promised if a.is_open and not a.due_date),
    )


def _stale(family: Family, by_git: Mapping[str, date]) -> list[StaleRunbook]:
    dated = ((runbook, touched(runbook, by_git)) for runbook in family.runbooks)
    last = family.last or date.min
    return [StaleRunbook(r, day, by, family) for r, (day, by) in dated if day and day < last]


def _repeated(family: Family, made: Promised) -> list[Promise]:
    said: dict[str, dict[int, Action]] = {}
    for at, event in enumerate(family.events):
        listed = (each for node in event.nodes for each in made.get(node.key, ()))
        for _, action in sorted(listed, key=lambda each: each[0]):
            said.setdefault(_normal(action.text), {}).setdefault(at, action)
    repeated = (by_event for _, by_event in sorted(said.items()) if len(by_event) > 1)
    return [_promise(family, by_event) for by_event in repeated]


def _promise(family: Family, by_event: dict[int, Action]) -> Promise:
    made = sorted(by_event)
    again = [*(i + 1 for i in made[1:]), len(family.events)]
    recurred = tuple(family.events[i + 1 : j] for i, j in zip(made, again, strict=True))
    return Promise(family, tuple(by_event[i] for i in made), recurred)


def _normal(text: str) -> str:
    """The words alone: case, spaces and punctuation do not make another promise."""
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())
