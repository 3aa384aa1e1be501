"""The graph as records in Python: what a library is given where it does the rest itself."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rcagraph.graph import KnowledgeGraph
from rcagraph.model.vocabulary import camel

ENDS = ("_from", "_to")


class Records(NamedTuple):
    """What goes into one table."""

    name: str
    records: Sequence[Mapping[str, object]]
    options: str
    """For the embedded engine's COPY."""
    columns: Mapping[str, str]
    """Properties that any record has, each with its name in the engine; the ends first."""


def records_of(graph: KnowledgeGraph) -> list[Records]:
    """Nodes by kind, edges by type and kinds."""
    found = [_table(kind, [node.record() for node in graph.nodes(kind)])
             for kind in graph.ontology.nodes if graph.nodes(kind)]  # fmt: skip
    for type_ in graph.ontology.edges:
        by_kinds: dict[tuple[str, str], list[Mapping[str, object]]] = {}
        for edge in graph.edges(type_):
            ends = dict(zip(ENDS, (edge.source.uid, edge.target.uid), strict=True))
            kinds = (edge.source.kind, edge.target.kind)
            by_kinds.setdefault(kinds, []).append({**ends, **edge.record()})
        found += (_table(type_, records, f"(from='{a}', to='{b}')")
                  for (a, b), records in by_kinds.items())  # fmt: skip
    return found


def _table(name: str, records: Sequence[Mapping[str, object]], options: str = "") -> Records:
    names = dict.fromkeys(name for record in records for name in record)
    columns = {name: name if name in ENDS else camel(name) for name in names}
    return Records(name, records, options, columns)
