"""The answers of the named queries from the graph in memory: the same rows as their Cypher."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from rcagraph.analysis.actions import is_open
from rcagraph.engines.paths import MOST_HOPS, Parameters, Row, dependants
from rcagraph.graph import KnowledgeGraph, Node
from rcagraph.model.facts import NodeKey
from rcagraph.model.table import Cell


def blast_radius(graph: KnowledgeGraph, parameters: Parameters) -> Sequence[Row]:
    found = ((graph[key], depth) for key, depth in dependants(graph, parameters).items())
    rows = [
        (node.name, node.properties.get("tier"), depth, node.key.uid)
        for node, depth in found
        if depth <= MOST_HOPS
    ]
    rows.sort(key=lambda row: (row[2], row[0], row[3]))
    return rows


def recurrence(graph: KnowledgeGraph, parameters: Parameters) -> Sequence[Row]:
    families: dict[tuple[str, str], list[Node]] = {}
    for incident in _incidents(graph):
        for service in _names(graph, incident, "ORIGINATED_IN"):
            for mode in _names(graph, incident, "HAS_FAILURE_MODE"):
                families.setdefault((service, mode), []).append(incident)
    rows = [
        (*family, len(members), min(days, default=None), max(days, default=None), minutes)
        for family, members in families.items()
        if len(members) >= _at_least(parameters)
        for days in [_days(members)]
        for minutes in [sum(_integer(m.properties.get("duration_minutes")) for m in members)]
    ]
    rows.sort(key=lambda row: (-row[2], -row[5], row[0], row[1]))
    return rows


def incidents_without_runbook(graph: KnowledgeGraph, parameters: Parameters) -> Sequence[Row]:
    rows = []
    for incident in _incidents(graph):
        used = (edge.target for edge in graph.out(incident.key, "USES_RUNBOOK"))
        if not any(graph[key].declared for key in used):
            day, severity = (incident.properties.get(p) for p in ("date", "severity"))
            count = len(_service_runbooks(graph, incident))
            rows.append((incident.name, day, severity, count, incident.key.uid))
    rows.sort(key=lambda row: (row[0], row[4]))
    return rows


def _service_runbooks(graph: KnowledgeGraph, incident: Node) -> set[NodeKey]:
    return {
        document.source
        for type_ in ("AFFECTS", "ORIGINATED_IN")
        for edge in graph.out(incident.key, type_)
        if edge.target.kind == "Service"
        for document in graph.into(edge.target, "DOCUMENTS")
        if document.source.kind == "Runbook" and graph[document.source].declared
    }


def failing_together(graph: KnowledgeGraph, parameters: Parameters) -> Sequence[Row]:
    pairs: dict[tuple[str, str], list[Node]] = {}
    for incident in _incidents(graph):
        for pair in combinations(_names(graph, incident, "AFFECTS"), 2):
            pairs.setdefault(pair, []).append(incident)
    rows = [
        (*pair, len(members), max(_days(members), default=None))
        for pair, members in pairs.items()
        if len(members) >= _at_least(parameters)
    ]
    rows.sort(key=lambda row: (-row[2], row[0], row[1]))
    return rows


def team_load(graph: KnowledgeGraph, parameters: Parameters) -> Sequence[Row]:
    rows = []
    for team in graph.nodes("Team"):
        owned = [edge.target for edge in graph.out(team.key, "OWNS")]
        services = [key for key in owned if key.kind == "Service"]
        hits = {e.source for key in services for e in graph.into(key, "AFFECTS")}
        incidents = sum(graph[key].declared for key in hits if key.kind == "Incident")
        actions = sum(is_open(graph[key]) for key in owned if key.kind == "ActionItem")
        rows.append((team.name, len(services), incidents, actions, team.key.uid))
    rows.sort(key=lambda row: (-row[2], -row[3], row[0], row[4]))
    return rows


def _incidents(graph: KnowledgeGraph) -> Iterator[Node]:
    return (node for node in graph.nodes("Incident") if node.declared)


def _names(graph: KnowledgeGraph, node: Node, type_: str) -> list[str]:
    """The names at the far ends of a node's edges, each once, sorted."""
    kinds = {"HAS_FAILURE_MODE": "FailureMode"}
    wanted = kinds.get(type_, "Service")
    ends = (edge.target for edge in graph.out(node.key, type_))
    return sorted({graph[key].name for key in ends if key.kind == wanted})


def _days(members: list[Node]) -> list[date]:
    found = (member.properties.get("date") for member in members)
    return [day for day in found if isinstance(day, date)]


def _integer(value: Cell) -> int:
    return value if isinstance(value, int) else 0


def _at_least(parameters: Parameters) -> int:
    return _integer(parameters["minIncidents"])
