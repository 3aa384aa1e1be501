"""How much of each there is: nodes by kind, edges by type and by the kinds that they join."""

from collections import Counter
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
    kinds = [kind for kind in graph.ontology.nodes if graph.nodes(kind)]
    types = [type_ for type_ in graph.ontology.edges if graph.edges(type_)]
    return Counts(
        vault=graph.vault,
        nodes={kind: _kind(graph, kind) for kind in kinds},
        edges={type_: len(graph.edges(type_)) for type_ in types},
        edges_by_kinds={type_: _by_kinds(graph, type_) for type_ in types},
    )


def _kind(graph: KnowledgeGraph, kind: str) -> KindCount:
    declared = sum(node.declared for node in graph.nodes(kind))
    return KindCount(declared, len(graph.nodes(kind)) - declared)


def _by_kinds(graph: KnowledgeGraph, type_: str) -> Mapping[str, int]:
    pairs = Counter(f"{e.source.kind}>{e.target.kind}" for e in graph.edges(type_))
    return dict(sorted(pairs.items()))
