"""Findings over the whole graph (4xx): what no single note can be blamed for."""

from collections.abc import Iterator
from datetime import date, timedelta

from rcagraph.analysis.actions import actions
from rcagraph.analysis.cycles import knots
from rcagraph.analysis.days import day_of
from rcagraph.graph import KnowledgeGraph, Node
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.model.facts import Place

FEW = 3
"""So many that lack the same are named one by one, though they are all there is."""


def check(graph: KnowledgeGraph, today: date | None = None) -> tuple[Diagnostic, ...]:
    """All findings, sorted by place; what depends on the day only where the caller says it."""
    found = [
        *_without_owner(graph),
        *_affecting_nothing(graph),
        *_cycles(graph),
        *_about_nothing(graph),
    ]
    if today:
        found += [*_overdue(graph, today), *_yet_to_come(graph, today)]
    return tuple(sorted(found, key=lambda d: d.sort_key))


def _at(code: Code, place: Place, detail: str) -> Diagnostic:
    return Diagnostic(code, place.path, place.line, detail)


def _without_owner(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """Of declared services: one that is merely named has no note to write an owner in."""
    services = _declared(graph, "Service")
    lacking = [service for service in services if not graph.into(service.key, "OWNS")]
    return _each_or_all(Code.RCA401, lacking, services)


def _affecting_nothing(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    incidents = _declared(graph, "Incident")
    lacking = [incident for incident in incidents if not graph.out(incident.key, "AFFECTS")]
    return _each_or_all(Code.RCA402, lacking, incidents)


def _each_or_all(code: Code, lacking: list[Node], nodes: list[Node]) -> Iterator[Diagnostic]:
    """One a node; but one for all where none has it: that vault does not keep such a thing."""
    if len(lacking) > FEW and len(lacking) == len(nodes):
        detail = f"{lacking[0].name}, and all {len(lacking) - 1} others"
        yield _at(code, lacking[0].places[0], detail)
        return
    for node in lacking:
        yield _at(code, node.places[0], node.name)


def _cycles(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """One for each knot of dependencies."""
    for knot in knots(graph):
        names = " → ".join(graph[key].name for key in knot.cycle)
        detail = f"{names} (and {knot.more} more in the knot)" if knot.more else names
        yield _at(Code.RCA403, knot.place, detail)


def _about_nothing(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """Runbooks that nobody reaches from a service, an alert or an incident."""
    runbooks = _declared(graph, "Runbook")
    lacking = [
        runbook
        for runbook in runbooks
        if not (graph.out(runbook.key, "DOCUMENTS") or graph.into(runbook.key, "USES_RUNBOOK"))
    ]
    return _each_or_all(Code.RCA405, lacking, runbooks)


def _overdue(graph: KnowledgeGraph, today: date) -> Iterator[Diagnostic]:
    for action in actions(graph):
        if action.is_overdue(today):
            owner = f", {', '.join(action.owners)}" if action.owners else ", no owner"
            detail = f"{action.text} (due {action.due_date}{owner})"
            yield _at(Code.RCA404, action.place, detail)


def _yet_to_come(graph: KnowledgeGraph, today: date) -> Iterator[Diagnostic]:
    """Tomorrow passes: it has begun somewhere on Earth."""
    for incident in _declared(graph, "Incident"):
        day = day_of(incident, "date")
        if day and day - today > timedelta(days=1):
            yield _at(Code.RCA406, incident.places[0], f"{incident.name} ({day})")


def _declared(graph: KnowledgeGraph, kind: str) -> list[Node]:
    return [node for node in graph.nodes(kind) if node.declared]
