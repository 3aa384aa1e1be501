"""Facts joined to a graph: frozen, typed by the ontology, each statement with its place."""

from rcagraph.graph.knowledge import Edge, KnowledgeGraph, Node

__all__ = ["Edge", "KnowledgeGraph", "Node"]
