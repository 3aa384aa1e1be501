"""One thing and everything known of it, each statement with its places."""

from collections.abc import Iterable
from dataclasses import dataclass

from rcagraph.graph import Edge, KnowledgeGraph, Node
from rcagraph.model.vocabulary import Value


@dataclass(frozen=True, slots=True)
class Link:
    """One edge as seen from the node described: the node at its other end."""

    other: Node
    edge: Edge


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """The edges of one type and direction."""

    type: str
    is_outgoing: bool
    reading: str
    """As a person says it: `depends on`, or from the other end `dependency of`."""
    links: tuple[Link, ...]
    """By the other node's kind and name."""


@dataclass(frozen=True, slots=True)
class Description:
    """A node with its properties and its edges."""

    node: Node
    properties: tuple[tuple[str, Value], ...]
    """Those known, in the order of the table."""
    groups: tuple[LinkGroup, ...]
    """In the order of the table, outgoing before incoming."""


def describe(graph: KnowledgeGraph, node: Node) -> Description:
    known = (p.name for p in graph.ontology.node_properties(node.kind))
    properties = tuple((n, node.properties[n]) for n in known if n in node.properties)
    groups = (group for type_ in graph.ontology.edges for group in _groups(graph, node, type_))
    return Description(node, properties, tuple(group for group in groups if group.links))


def _groups(graph: KnowledgeGraph, node: Node, type_: str) -> tuple[LinkGroup, LinkGroup]:
    out = _links(Link(graph[edge.target], edge) for edge in graph.out(node.key, type_))
    into = _links(Link(graph[edge.source], edge) for edge in graph.into(node.key, type_))
    forth, back = type_.replace("_", " ").lower(), graph.ontology.edges[type_].inverse
    return LinkGroup(type_, True, forth, out), LinkGroup(type_, False, back, into)


def _links(links: Iterable[Link]) -> tuple[Link, ...]:
    return tuple(sorted(links, key=lambda link: (link.other.kind, link.other.name, link.other.key)))
