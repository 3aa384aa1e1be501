"""How much of each there is: nodes by kind, edges by type and by the kinds that they join."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from rcagraph.graph import KnowledgeGraph


class KindCount(NamedTuple):
    """Nodes that a note declares, and nodes that notes merely name."""

    declared: int
    mentioned: int


@dataclass(frozen=True, slots=True)
class Counts:
    """In the order of the ontology table; what there is none of is left out."""

    vault: str
    nodes: Mapping[str, KindCount]
    edges: Mapping[str, int]
    edges_by_kinds: Mapping[str, Mapping[str, int]]
    """By type, then `Source>Target`, sorted."""


def counts(graph: KnowledgeGraph) -> Counts:
    joined = {type_: of for type_, of in graph.kinds_joined.items() if of}
    return Counts(
        vault=graph.vault,
        nodes={
            kind: KindCount(declared, number - declared)
            for kind, (declared, number) in graph.sizes.items()
            if number
        },
        edges={type_: of.total() for type_, of in joined.items()},
        edges_by_kinds={
            type_: dict(
                sorted((f"{source}>{target}", number) for (source, target), number in of.items())
            )
            for type_, of in joined.items()
        },
    )
