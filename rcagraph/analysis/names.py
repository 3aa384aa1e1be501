"""From the name that somebody typed to the node that was meant."""

import difflib
from collections.abc import Iterable, Sequence

from rcagraph.graph import KnowledgeGraph, Node
from rcagraph.model.errors import RcaGraphError
from rcagraph.model.names import folded


def find_service(graph: KnowledgeGraph, name: str) -> Node:
    """The service (or resource, or what else failures travel over) that goes by that name.

    By its name, else its id, an alias, its title, in any case, or by its uid. `RcaGraphError` with
    the nearest names where there is none, and with the uids where there are several.
    """
    kinds = _impact_kinds(graph)
    if node := _of_uid(graph, name, kinds):
        return node
    for kind in kinds:
        if found := graph.called(kind, name):
            return _only(found, name)
    raise _unknown(f"no service '{name}'", name, (n for k in kinds for n in graph.nodes(k)))


def find_nodes(graph: KnowledgeGraph, name: str) -> tuple[Node, ...]:
    """Every node that goes by a name, or has that uid, of whatever kind; the best match first."""
    kinds = tuple(graph.ontology.nodes)
    if node := _of_uid(graph, name, kinds):
        return (node,)
    found = [node for kind in kinds for node in graph.called(kind, name)]
    if not found:
        raise _unknown(f"nothing is called '{name}'", name, graph.nodes())
    own = [node for node in found if folded(node.name) == folded(name)]
    return tuple(
        sorted(
            own or found, key=lambda n: (n.name != name, not n.declared, kinds.index(n.kind), n.key)
        )
    )


def _of_uid(graph: KnowledgeGraph, name: str, kinds: tuple[str, ...]) -> Node | None:
    nodes = (node for kind in kinds for node in graph.nodes(kind)) if "/" in name else ()
    return next((node for node in nodes if node.key.uid == name.strip()), None)


def _only(found: Sequence[Node], name: str) -> Node:
    """The first, where it is spelt so or is the only declared one."""
    best, *others = found
    rank = (best.name != name, not best.declared)
    equal = [one for one in others if (one.name != name, not one.declared) == rank]
    if not equal:
        return best
    uids = ", ".join(node.key.uid for node in (best, *equal))
    raise RcaGraphError(f"'{name}' may be any of {len(equal) + 1}", f"Say which: {uids}.")


def _impact_kinds(graph: KnowledgeGraph) -> tuple[str, ...]:
    """The kinds that impact edges join, as the table orders them, services first."""
    ends = {kind for e in graph.ontology.impact_edges for kind in (*e.sources, *e.targets)}
    ends.add("Service")
    rank = tuple(graph.ontology.nodes).index
    return tuple(sorted(ends, key=lambda kind: (kind != "Service", rank(kind))))


def _unknown(message: str, name: str, nodes: Iterable[Node]) -> RcaGraphError:
    called = {folded(text): node.name for node in nodes for text in (*node.aliases, node.name)}
    near = difflib.get_close_matches(folded(name), sorted(called), n=3, cutoff=0.5)
    if near:
        likely = ", ".join(dict.fromkeys(called[n] for n in near))
        return RcaGraphError(message, f"Did you mean {likely}?")
    if not called:
        return RcaGraphError(message, "The vault names none; see `rcagraph stats`.")
    names = sorted(set(called.values()), key=folded)
    some = ", ".join(names[:3])
    return RcaGraphError(message, f"There are {len(names)}, among them {some}.")
