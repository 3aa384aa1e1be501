"""The graph cut into spans of neighbouring uids, each with a digest of all that is in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from zlib import crc32

from rcagraph.export.neo4j.rows import Row, edge_row, node_row, uid_of
from rcagraph.graph import Edge, KnowledgeGraph, Node

SIZE = 64
"""Nodes of a span, on average."""

LAST = "\ud7ff"
"""Beyond it, servers order texts now by UTF-8 and now by UTF-16; no span begins there."""


@dataclass
class Span:
    """The nodes with a uid from `start` to before `end`, and the edges that leave them."""

    start: str
    end: str = ""
    """Empty for the last span, which has none."""
    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    digest: str = ""

    @cached_property
    def node_rows(self) -> tuple[Row, ...]:
        return tuple(map(node_row, self.nodes))

    @cached_property
    def edge_rows(self) -> tuple[Row, ...]:
        return tuple(map(edge_row, self.edges))


def spans_of(graph: KnowledgeGraph) -> tuple[Span, ...]:
    """All of the graph, in the order of uids. The uids alone say where a span begins, each for
    itself, so that a node that comes or goes moves no bound but its own.
    """
    spans = [Span("")]
    home = dict[tuple[str, str, str], Span]()
    for uid, node in sorted(((uid_of(n.key), n) for n in graph.nodes()), key=lambda pair: pair[0]):
        if _begins_span(uid):
            spans[-1].end = uid
            spans.append(Span(uid))
        spans[-1].nodes.append(node)
        home[node.key] = spans[-1]
    source, span = None, spans[0]
    for edge in graph.edges():  # those of one source stand together
        if edge.source != source:
            source = edge.source
            span = home[source]
        span.edges.append(edge)
    for span in spans:
        span.digest = _digest(span)
    return tuple(spans)


def _begins_span(uid: str) -> bool:
    return crc32(uid.encode()) % SIZE == 0 and max(uid) <= LAST


def _digest(span: Span) -> str:
    """Equal for equal spans; the other way round by all that a row is made from."""
    import msgspec

    try:
        packed = msgspec.msgpack.encode((span.nodes, span.edges))
    except (ValueError, OverflowError):  # half of a surrogate pair, a huge number
        packed = msgspec.msgpack.encode([row.hash for row in (*span.node_rows, *span.edge_rows)])
    return sha256(packed).hexdigest()[:16]


def merged(spans: Sequence[Span]) -> Iterator[tuple[str, str]]:
    """Start and end of each run of adjacent spans."""
    start = end = None
    for span in spans:
        if start is not None and end != span.start:
            yield start, end or ""
            start = None
        start, end = span.start if start is None else start, span.end
    if start is not None:
        yield start, end or ""
