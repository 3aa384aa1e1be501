"""Vaults of incidents told in days since 2025-01-01, for tests of what their past says."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from rcagraph.graph import Edge, KnowledgeGraph, Node
from rcagraph.model.vocabulary import Value
from tests.graphs import edge, key, node

START = datetime(2025, 1, 1, tzinfo=UTC)
Told = tuple[Node, list[Edge]]


def day(number: float) -> date:
    return (START + timedelta(days=number)).date()


def happened(
    at: float, origin: str = "a", mode: str = "m", *also: str, name: str = "", **more: Value
) -> Told:
    """An incident of no duration that began in `origin`, at so many days, and hit `also` too."""
    start = START + timedelta(days=at)
    called = name or f"{origin}-{mode}-{at:g}"
    times: dict[str, Value] = {"date": start.date(), "started_at": start, "resolved_at": start}
    made = node("Incident", called, **{**times, **more})
    edges = [
        edge("ORIGINATED_IN", made.key, key("Service", origin)),
        edge("HAS_FAILURE_MODE", made.key, key("FailureMode", mode)),
        *(edge("AFFECTS", made.key, key("Service", hit)) for hit in (origin, *also)),
    ]
    return made, edges


def action(told: Told, closed: float, text: str = "Mend it") -> tuple[Node, Edge]:
    """A promise of the incident that was kept on a day."""
    made = node("ActionItem", f"{told[0].name}/1", text=text, closed_date=day(closed))
    return made, edge("HAS_ACTION_ITEM", told[0].key, made.key)


def vault(told: Iterable[Told], nodes: Iterable[Node] = (), *edges: Edge) -> KnowledgeGraph:
    """With the services and failure modes that they name; nodes given win over those named."""
    incidents = list(told)
    every = [*(e for _, its in incidents for e in its), *edges]
    known = {n.key: n for n in [*(n for n, _ in incidents), *nodes]}
    for end in (end for each in every for end in (each.source, each.target)):
        known.setdefault(end, node(end.kind, end.id, declared=False))
    return KnowledgeGraph("test", known.values(), every)
