"""What a file says as bytes and back, for other processes and for the cache: msgpack, typed."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar

import msgspec
from msgspec.msgpack import Ext
from msgspec.structs import replace

from rcagraph.build.said import Said
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

DAY, MOMENT = 1, 2
"""How days and moments are marked: msgpack's own moments lose their offset, days are texts there."""

_Finding = tuple[str, str, int, str, str, tuple[Place, ...]]


class _Wire(msgspec.Struct, array_like=True):
    documents: int
    used: tuple[int, ...]
    nodes: list[NodeFact] = []
    edges: list[EdgeFact] = []
    links: list[LinkFact] = []
    prose: list[ProseFact] = []
    skipped: list[SkippedFact] = []
    found: list[_Finding] = []


class NotWritable(ValueError):
    """What cannot be written so: a lone surrogate, a number beyond 64 bits."""


def encoded(said: Said) -> bytes:
    """`NotWritable` where it has no such form."""
    wire = _Wire(said.documents, said.used, found=[_finding(one) for one in said.diagnostics])
    for fact in said.facts:
        if isinstance(fact, EdgeFact):
            wire.edges.append(_marked(fact) if fact.properties else fact)
        elif isinstance(fact, NodeFact):
            wire.nodes.append(_marked(fact))
        elif isinstance(fact, LinkFact):
            wire.links.append(fact)
        elif isinstance(fact, ProseFact):
            wire.prose.append(fact)
        else:
            wire.skipped.append(fact)
    try:
        return _ENCODER.encode(wire)
    except (UnicodeEncodeError, OverflowError) as error:
        raise NotWritable(str(error)) from None


def decoded(data: bytes) -> Said:
    """What `encoded` wrote, the facts by their sort; `msgspec.DecodeError` for other bytes."""
    wire = _DECODER.decode(data)
    for fact in wire.nodes:
        _restore(fact.properties)
    for edge in wire.edges:
        if edge.properties:
            _restore(edge.properties)
    facts: tuple[Fact, ...] = (*wire.nodes, *wire.edges, *wire.links, *wire.prose, *wire.skipped)
    found = (
        Diagnostic(Code[code], path, line, detail, hint, also)
        for code, path, line, detail, hint, also in wire.found
    )
    return Said(facts, tuple(found), wire.documents, wire.used)


def _finding(one: Diagnostic) -> _Finding:
    return (one.code.name, one.path, one.line, one.detail, one.hint, one.also)


F = TypeVar("F", NodeFact, EdgeFact)


def _marked(fact: F) -> F:
    """The same with what msgpack cannot tell from texts marked."""
    if not any(isinstance(value, date) for value in fact.properties.values()):
        return fact
    marked: Mapping[str, Any] = {name: _mark(value) for name, value in fact.properties.items()}
    return replace(fact, properties=marked)


def _mark(value: object) -> object:
    if isinstance(value, datetime):
        return Ext(MOMENT, value.isoformat().encode())
    return Ext(DAY, value.isoformat().encode()) if isinstance(value, date) else value


def _unmarked(code: int, data: memoryview) -> date:
    text = bytes(data).decode()
    return datetime.fromisoformat(text) if code == MOMENT else date.fromisoformat(text)


def _restore(properties: Any) -> None:
    """Lists of texts are tuples in a fact."""
    for name, value in properties.items():
        if isinstance(value, list):
            properties[name] = tuple(value)


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_Wire, ext_hook=_unmarked)
