"""What changed between two graphs (B10): who depends on whom, and by which way."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rcagraph.analysis.impact.failure_graph import FailureGraph, failure_graph
from rcagraph.analysis.impact.spread import all_reached
from rcagraph.analysis.impact.structural import breadth_first, path_to
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.facts import NodeKey

Thing = tuple[str, str]
"""Kind and id: the scope is left out, since two folders are two vaults."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Of what fails, and what depends on it."""

    failing: str
    dependent: str
    kinds: tuple[str, str]
    path: tuple[str, ...]
    """By names, from what fails: the smallest of the shortest, in the graph that has the pair."""


@dataclass(frozen=True, slots=True)
class Difference:
    """From one graph to another; all sorted."""

    nodes_added: tuple[Thing, ...]
    nodes_removed: tuple[Thing, ...]
    edges_added: tuple[tuple[str, Thing, Thing], ...]
    edges_removed: tuple[tuple[str, Thing, Thing], ...]
    new: tuple[Pair, ...]
    """(service, dependent) pairs that appear: a failure now reaches further."""
    gone: tuple[Pair, ...]


def difference(old: KnowledgeGraph, new: KnowledgeGraph) -> Difference:
    """Structural: whoever is reached, whatever the strength of the dependencies and gates."""
    before, after = failure_graph(old), failure_graph(new)
    reached, reaches = _reach(before), _reach(after)
    nodes = [{_thing(node.key) for node in graph.nodes()} for graph in (old, new)]
    edges = [
        {(e.type, _thing(e.source), _thing(e.target)) for e in graph.edges()}
        for graph in (old, new)
    ]
    return Difference(
        nodes_added=tuple(sorted(nodes[1] - nodes[0])),
        nodes_removed=tuple(sorted(nodes[0] - nodes[1])),
        edges_added=tuple(sorted(edges[1] - edges[0])),
        edges_removed=tuple(sorted(edges[0] - edges[1])),
        new=tuple(_pairs(after, reaches, reached)),
        gone=tuple(_pairs(before, reached, reaches)),
    )


def _thing(key: NodeKey) -> Thing:
    return (key.kind, key.id)


Reach = Mapping[Thing, frozenset[Thing]]
"""What depends on each thing, itself left out."""


def _reach(net: FailureGraph) -> Reach:
    """All at once: a world for each thing that fails, in which everything transmits."""
    sources = [n for n in range(len(net.nodes)) if net.feeds[n]]
    failing = {node: 1 << at for at, node in enumerate(sources)}
    reached: dict[int, list[int]] = {node: [] for node in sources}
    for node, mask in all_reached(net, failing).items():
        while mask:
            low = mask & -mask
            mask ^= low
            reached[sources[low.bit_length() - 1]].append(node)
    things = [_thing(node.key) for node in net.nodes]
    return {
        things[source]: frozenset(things[node] for node in nodes if node != source)
        for source, nodes in reached.items()
    }


def _pairs(net: FailureGraph, reach: Reach, other: Reach) -> Iterator[Pair]:
    """Those that the other graph has not, by name of what fails, then of the dependent."""
    number = {_thing(node.key): n for n, node in enumerate(net.nodes)}
    numbered = ((number[thing], thing) for thing in reach)
    for start, thing in sorted(numbered):
        fresh = sorted(number[t] for t in reach[thing] - other.get(thing, frozenset()))
        parents = breadth_first(net, (start,)) if fresh else {}
        for node in fresh:
            names = tuple(net.nodes[n].name for n in path_to(parents, node))
            kinds = (net.nodes[start].kind, net.nodes[node].kind)
            yield Pair(names[0], names[-1], kinds, names)
