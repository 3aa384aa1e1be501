"""R10: which services are hit together, one row a family: its first incident."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from rcagraph.analysis.estimate.false_discovery import Verdict, verdicts
from rcagraph.analysis.estimate.together import Pair, Together, together
from rcagraph.analysis.events import Event, hit_by
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.facts import NodeKey


@dataclass(frozen=True)
class Pairs:
    """Every pair of services that a family's first incident hit, the surest first."""

    seen: tuple[tuple[Pair[NodeKey], Verdict], ...]
    table: Together[NodeKey]
    rows: tuple[tuple[Event, frozenset[NodeKey]], ...] = ()
    """The first incident of each family, with the services that it hit."""

    def incidents(self, pair: Pair[NodeKey]) -> tuple[Event, ...]:
        """Those that hit both, one a family, by their beginning."""
        both = self._hit_by[pair.one] & self._hit_by[pair.other]
        return tuple(sorted((self.rows[n][0] for n in both), key=lambda event: event.order))

    @cached_property
    def _hit_by(self) -> Mapping[NodeKey, frozenset[int]]:
        found: dict[NodeKey, set[int]] = {}
        for number, (_, services) in enumerate(self.rows):
            for service in services:
                found.setdefault(service, set()).add(number)
        return {service: frozenset(its) for service, its in found.items()}


def failing_together(graph: KnowledgeGraph, firsts: Iterable[Event]) -> Pairs:
    """Neither direction nor cause. `firsts` has one event a family."""
    services = {node.key: None for node in graph.nodes("Service")}
    known = frozenset(services)  # a profile may widen what is hit
    rows = tuple((event, hit_by(graph, event) & known) for event in firsts)
    table = together(list(services), (hit for _, hit in rows))
    said = verdicts(table.pairs, table.tests)
    ranked = sorted(
        zip(table.pairs, said, strict=True),
        key=lambda each: (each[0].p, -each[0].n, each[0].one, each[0].other),
    )
    return Pairs(tuple(ranked), table, rows)
