"""Where failures of each mode begin: incidents by service and by failure mode or category."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product

from rcagraph.analysis.events import Event, events, origins
from rcagraph.graph import KnowledgeGraph, Node
from rcagraph.model.facts import NodeKey

MODES = (("HAS_FAILURE_MODE", "failure mode"), ("IN_CATEGORY", "category"))


@dataclass(frozen=True, slots=True)
class HeatMap:
    """An incident is counted once in each service and mode that it has; without either, nowhere."""

    by: str
    """`failure mode`; `category` where no incident has a failure mode."""
    services: tuple[Node, ...]
    modes: tuple[Node, ...]
    """Both by incidents, the most first."""
    cells: Mapping[tuple[NodeKey, NodeKey], tuple[Event, ...]]
    """By service and mode, by date; those without an incident left out."""


def heat_map(graph: KnowledgeGraph, as_of: date | None = None) -> HeatMap:
    """Of the incidents up to `as_of`, duplicates merged."""
    happened = events(graph, as_of)
    tried = ((by, _cells(graph, happened, type_)) for type_, by in MODES)
    by, cells = next(((by, its) for by, its in tried if its), (MODES[0][1], {}))
    return HeatMap(by, _ranked(graph, cells, 0), _ranked(graph, cells, 1), cells)


def _cells(
    graph: KnowledgeGraph, happened: Iterable[Event], type_: str
) -> dict[tuple[NodeKey, NodeKey], tuple[Event, ...]]:
    found: dict[tuple[NodeKey, NodeKey], list[Event]] = {}
    for event in happened:
        for pair in product(origins(graph, event), event.targets(graph, type_)):
            found.setdefault(pair, []).append(event)
    return {pair: tuple(its) for pair, its in found.items()}


def _ranked(
    graph: KnowledgeGraph, cells: Mapping[tuple[NodeKey, NodeKey], tuple[Event, ...]], end: int
) -> tuple[Node, ...]:
    counted: Counter[NodeKey] = Counter()
    for pair, its in cells.items():
        counted[pair[end]] += len(its)
    return tuple(graph[key] for key in sorted(counted, key=lambda k: (-counted[k], k)))
