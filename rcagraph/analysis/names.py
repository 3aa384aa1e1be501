"""From the name that somebody typed to the node that was meant."""

import difflib
import unicodedata
from collections.abc import Iterable

from rcagraph.graph import KnowledgeGraph, Node
from rcagraph.model.errors import RcaGraphError


def find_service(graph: KnowledgeGraph, name: str) -> Node:
    """The service (or resource, or what else failures travel over) of that name, in any case.

    `RcaGraphError` with the nearest names where there is none.
    """
    kinds = _impact_kinds(graph)
    found = _called(graph, name, kinds)
    if not found:
        raise _unknown(f"no service '{name}'", name, (n for k in kinds for n in graph.nodes(k)))
    return found[0]


def find_nodes(graph: KnowledgeGraph, name: str) -> tuple[Node, ...]:
    """Every node of that name or uid, of whatever kind; the best match first."""
    found = _called(graph, name, tuple(graph.ontology.nodes))
    if not found:
        raise _unknown(f"nothing is called '{name}'", name, graph.nodes())
    return found


def _impact_kinds(graph: KnowledgeGraph) -> tuple[str, ...]:
    """The kinds that impact edges join, as the table orders them, services first."""
    ends = {kind for e in graph.ontology.impact_edges for kind in (*e.sources, *e.targets)}
    ends.add("Service")
    return tuple(sorted(ends, key=lambda kind: (kind != "Service", _rank(graph, kind))))


def _rank(graph: KnowledgeGraph, kind: str) -> int:
    return tuple(graph.ontology.nodes).index(kind)


def _called(graph: KnowledgeGraph, name: str, kinds: tuple[str, ...]) -> tuple[Node, ...]:
    wanted = _folded(name)
    found = (
        node
        for kind in kinds
        for node in graph.nodes(kind)
        if _folded(node.name) == wanted or node.key.uid == name
    )
    return tuple(
        sorted(
            found,
            key=lambda n: (n.name != name, not n.declared, kinds.index(n.kind), n.key),
        )
    )


def _folded(name: str) -> str:
    """File names reach us composed or decomposed, by system; people type either."""
    return unicodedata.normalize("NFC", name.strip()).casefold()


def _unknown(message: str, name: str, nodes: Iterable[Node]) -> RcaGraphError:
    by_folded = {_folded(node.name): node.name for node in nodes}
    near = difflib.get_close_matches(_folded(name), sorted(by_folded), n=3, cutoff=0.5)
    if near:
        return RcaGraphError(message, f"Did you mean {', '.join(by_folded[n] for n in near)}?")
    if not by_folded:
        return RcaGraphError(message, "The vault names none; see `rcagraph stats`.")
    some = ", ".join(by_folded[n] for n in sorted(by_folded)[:3])
    return RcaGraphError(message, f"There are {len(by_folded)}, among them {some}.")
