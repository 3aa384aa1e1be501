"""The answers in memory that follow dependencies, within the bounds that every engine keeps."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, islice

from rcagraph.graph import KnowledgeGraph
from rcagraph.model.facts import NodeKey
from rcagraph.model.table import Cell

Row = tuple[Cell, ...]
Parameters = Mapping[str, Cell]
Depths = Mapping[NodeKey, int]
MOST_HOPS = 10
"""The bound of every named query over paths, on every engine."""
MOST_PATHS = 1000
"""A lattice of dependencies ten deep has more shortest paths than a disk can hold."""
DEPENDANTS = ("Service", "Resource")
FAILING = ("Service", "Resource", "System")


def blast_radius_paths(graph: KnowledgeGraph, parameters: Parameters) -> Sequence[Row]:
    """The first `MOST_PATHS` of them, by depth, name and the names along the path."""
    near = [_depths(graph, start, MOST_HOPS) for start in failing(graph, parameters["service"])]
    ends = [
        (depth, graph[key].name, key, number)
        for number, depths in enumerate(near)
        for key, depth in depths.items()
        if _counts(key, depth)
    ]
    ends.sort(key=lambda end: (end[0], end[1], end[2].uid))
    rows = (
        (name, depth, (name, *names), key.uid)
        for (depth, name, key), some in groupby(ends, key=lambda end: end[:3])
        for at in [Counter((number, key) for *_, number in some)]
        for names in _names_along(graph, at, near, depth)
    )
    return list(islice(rows, MOST_PATHS))


def count_paths(graph: KnowledgeGraph, parameters: Parameters) -> int:
    """How many shortest paths there are, counted without walking each."""
    return sum(
        sum(ways for key, ways in _ways(graph, depths).items() if _counts(key, depths[key]))
        for start in failing(graph, parameters["service"])
        for depths in [_depths(graph, start, MOST_HOPS)]
    )


def beyond(graph: KnowledgeGraph, parameters: Parameters) -> int:
    """How many dependants lie deeper than the bound."""
    return sum(depth > MOST_HOPS for depth in dependants(graph, parameters).values())


def failing(graph: KnowledgeGraph, name: Cell) -> Iterator[NodeKey]:
    """All that have the name and can fail."""
    return (node.key for kind in FAILING for node in graph.nodes(kind) if node.name == name)


def dependants(graph: KnowledgeGraph, parameters: Parameters) -> Depths:
    """All that goes down with the service, within the bound or not, with the fewest hops to it."""
    nearest: dict[NodeKey, int] = {}
    for start in failing(graph, parameters["service"]):
        for key, depth in _depths(graph, start, len(graph.nodes())).items():
            if _counts(key, depth):
                nearest[key] = min(depth, nearest.get(key, depth))
    return nearest


def _counts(key: NodeKey, depth: int) -> bool:
    return depth > 0 and key.kind in DEPENDANTS


def _depths(graph: KnowledgeGraph, start: NodeKey, most: int) -> dict[NodeKey, int]:
    depths = {start: 0}
    queue = deque([start])
    while queue:
        key = queue.popleft()
        for edge in graph.into(key, "DEPENDS_ON") if depths[key] < most else ():
            if edge.source not in depths:
                depths[edge.source] = depths[key] + 1
                queue.append(edge.source)
    return depths


def _nearer(graph: KnowledgeGraph, key: NodeKey, depths: Depths) -> Iterator[NodeKey]:
    """The next steps of the shortest paths from `key`."""
    ends = (edge.target for edge in graph.out(key, "DEPENDS_ON"))
    return (end for end in ends if depths.get(end) == depths[key] - 1)


def _ways(graph: KnowledgeGraph, depths: Depths) -> Mapping[NodeKey, int]:
    """How many shortest paths lead from each; `depths` is in the order of the hops."""
    ways: dict[NodeKey, int] = {}
    for key in depths:
        ways[key] = sum(ways[step] for step in _nearer(graph, key, depths)) or 1
    return ways


def _names_along(
    graph: KnowledgeGraph,
    at: Mapping[tuple[int, NodeKey], int],
    near: Sequence[Depths],
    hops: int,
) -> Iterator[tuple[str, ...]]:
    """The names of every shortest path onward, in order, found one by one.

    Things of one name are walked together, or the order would not be that of the names; `at` says
    how many paths have come to each, for each of the starts in `near`.
    """
    if hops == 0:
        for _ in range(sum(at.values())):
            yield ()
        return
    steps: dict[str, Counter[tuple[int, NodeKey]]] = defaultdict(Counter)
    for (number, key), ways in at.items():
        for step in _nearer(graph, key, near[number]):
            steps[graph[step].name][number, step] += ways
    for name in sorted(steps):
        for rest in _names_along(graph, steps[name], near, hops - 1):
            yield (name, *rest)
