"""Which services have no runbook, and how many incidents began in each all the same."""

from rcagraph.analysis.events import begun, events
from rcagraph.graph import KnowledgeGraph, Node


def missing_runbooks(graph: KnowledgeGraph) -> tuple[tuple[Node, int], ...]:
    """Declared services that no runbook is about; those in which most incidents began first."""
    began = begun(graph, events(graph))
    lacking = [n for n in graph.nodes("Service") if n.declared and not _has_one(graph, n)]
    ranked = sorted(lacking, key=lambda node: (-began[node.key], node.key))
    return tuple((node, began[node.key]) for node in ranked)


def _has_one(graph: KnowledgeGraph, service: Node) -> bool:
    return any(graph[e.source].declared for e in graph.into(service.key, "DOCUMENTS"))
