"""R10: which services are hit together, one row a family: its first incident."""

from collections.abc import Iterable
from dataclasses import dataclass

from rcagraph.analysis.estimate.false_discovery import Verdict, verdicts
from rcagraph.analysis.estimate.together import Pair, Together, together
from rcagraph.analysis.events import Event, hit_by
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.facts import NodeKey


@dataclass(frozen=True, slots=True)
class Pairs:
    """Every pair of services that a family's first incident hit, the surest first."""

    seen: tuple[tuple[Pair[NodeKey], Verdict], ...]
    table: Together[NodeKey]


def failing_together(graph: KnowledgeGraph, firsts: Iterable[Event]) -> Pairs:
    """Neither direction nor cause. `firsts` has one event a family."""
    services = {node.key: None for node in graph.nodes("Service")}
    rows = (hit_by(graph, event) & services.keys() for event in firsts)  # a profile may widen it
    table = together(list(services), rows)
    said = verdicts(table.pairs, table.tests)
    ranked = sorted(
        zip(table.pairs, said, strict=True),
        key=lambda each: (each[0].p, -each[0].n, each[0].one, each[0].other),
    )
    return Pairs(tuple(ranked), table)
