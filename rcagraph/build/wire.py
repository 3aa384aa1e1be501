"""What a file says as bytes and back, for other processes and for the cache: msgpack, typed."""

from typing import Any, get_args

import msgspec

from rcagraph.build.said import Said
from rcagraph.build.values import marked, restore, unmarked
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.model.facts import (
    EdgeFact,
    Fact,
    LinkFact,
    NodeFact,
    Place,
    ProseFact,
    SkippedFact,
)

Finding = tuple[str, str, int, str, str, tuple[Place, ...]]
"""A diagnostic, its code by name."""


class _Wire(msgspec.Struct, array_like=True):
    documents: int
    used: tuple[int, ...]
    nodes: list[NodeFact]
    edges: list[EdgeFact]
    links: list[LinkFact]
    prose: list[ProseFact]
    skipped: list[SkippedFact]
    found: list[Finding]


class NotWritable(ValueError):
    """What cannot be written so: a lone surrogate, a number beyond 64 bits."""


def encoded(said: Said) -> bytes:
    """`NotWritable` where it has no such form."""
    sorts: dict[type[Fact], list[Any]] = {sort: [] for sort in get_args(Fact)}
    for fact in said.facts:
        sorts[type(fact)].append(fact)
    wire = _Wire(
        said.documents,
        said.used,
        list(map(marked, sorts[NodeFact])),
        list(map(marked, sorts[EdgeFact])),
        sorts[LinkFact],
        sorts[ProseFact],
        sorts[SkippedFact],
        list(map(finding, said.diagnostics)),
    )
    try:
        return _ENCODER.encode(wire)
    except (UnicodeEncodeError, OverflowError) as error:
        raise NotWritable(str(error)) from None


def decoded(data: bytes) -> Said:
    """What `encoded` wrote, the facts by their sort; `msgspec.DecodeError` for other bytes."""
    wire = _DECODER.decode(data)
    for node in wire.nodes:
        restore(node.properties)
    for edge in wire.edges:
        restore(edge.properties)
    facts: tuple[Fact, ...] = (*wire.nodes, *wire.edges, *wire.links, *wire.prose, *wire.skipped)
    return Said(facts, tuple(map(diagnostic, wire.found)), wire.documents, wire.used)


def finding(one: Diagnostic) -> Finding:
    return (one.code.name, one.path, one.line, one.detail, one.hint, one.also)


def diagnostic(found: Finding) -> Diagnostic:
    code, path, line, detail, hint, also = found
    return Diagnostic(Code[code], path, line, detail, hint, also)


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_Wire, ext_hook=unmarked)
