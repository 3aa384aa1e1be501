"""Which things' failures to ask about first: those that most depends on, or where most begins."""

from rcagraph.analysis.events import begun, events
from rcagraph.analysis.impact.failure_graph import failure_graph
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.facts import NodeKey


def most_exposed(graph: KnowledgeGraph) -> tuple[NodeKey, ...]:
    """All that failures travel over, by direct dependents and incidents that began in them."""
    net = failure_graph(graph)
    began = begun(graph, events(graph))
    weight = {
        node.key: len(net.hit_by[number]) + began[node.key] for number, node in enumerate(net.nodes)
    }
    return tuple(sorted(weight, key=lambda key: (-weight[key], key)))
