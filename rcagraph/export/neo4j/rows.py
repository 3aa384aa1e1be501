"""Nodes and edges as the values that Neo4j stores."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from hashlib import sha256
from sys import intern

from rcagraph.graph import Edge, KnowledgeGraph, Node
from rcagraph.model.facts import NodeKey
from rcagraph.model.vocabulary import Value, camel

Stored = str | int | float | bool | date | datetime | list[str]

BOOKKEEPING = ("uid", "_vault", "_kind", "_keys", "_hash", "_stale")
"""Properties of ours that no note gives."""

_camel = cache(camel)

_encode = json.JSONEncoder(sort_keys=True, default=repr, check_circular=False).encode

INT64 = range(-(2**63), 2**63)


@dataclass(frozen=True, slots=True)
class Row:
    """One node, `key` = kind and uid, or one edge, `key` = type and the uids of its ends."""

    key: tuple[str, ...]
    properties: Mapping[str, Stored]
    hash: int = field(init=False)
    """The fingerprint by which a later export knows that nothing changed: 63 bits, so that
    a server can add fingerprints up.
    """

    def __post_init__(self) -> None:
        text = _encode([self.key, self.properties])
        number = int.from_bytes(sha256(text.encode()).digest()[:8]) >> 1
        object.__setattr__(self, "hash", number)

    def sent(self, owner: str) -> dict[str, Stored]:
        """All that is stored; `_keys` are the properties that are ours."""
        keys = sorted(self.properties)
        own: dict[str, Stored] = {
            "_vault": owner,
            "_kind": self.key[0],
            "_keys": keys,
            "_hash": self.hash,
        }
        return {**self.properties, **own}

    def parameters(self, owner: str) -> dict[str, object]:
        """The row as the MERGE statements take it."""
        return {"key": list(self.key[1:]), "props": self.sent(owner)}


def owner_of(vault: str) -> str:
    """What marks the nodes and edges of one vault in `_vault`."""
    return f"rcagraph:{stored(vault)}"


def uid_of(key: NodeKey) -> str:
    """The uid as it is stored."""
    return _text(key.uid)


def node_row(node: Node) -> Row:
    record = node.record()
    del record["uid"]
    return Row((node.kind, intern(uid_of(node.key))), _stored(record))


def edge_row(edge: Edge) -> Row:
    ends = (intern(uid_of(edge.source)), intern(uid_of(edge.target)))  # one copy for all edges
    return Row((edge.type, *ends), _stored(edge.record()))


def node_rows(graph: KnowledgeGraph) -> tuple[Row, ...]:
    return tuple(map(node_row, graph.nodes()))


def edge_rows(graph: KnowledgeGraph) -> tuple[Row, ...]:
    return tuple(map(edge_row, graph.edges()))


def _stored(record: Mapping[str, Value]) -> dict[str, Stored]:
    return {_camel(name): stored(record[name]) for name in sorted(record)}


def stored(value: Value) -> Stored:
    """A value as the driver takes it; a half of a surrogate pair and a huge number are not lost."""
    if isinstance(value, tuple):
        return [_text(item) for item in value]
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, datetime):
        return _moment(value)
    if type(value) is int and value not in INT64:
        return str(value)
    return value


def _moment(value: datetime) -> datetime:
    """With its offset, not the name of its zone: the driver asks a `ZoneInfo` about a time of its
    own making, which crashes the interpreter or gives another offset (neo4j 6.4, Python 3.11).
    """
    offset = value.utcoffset()
    if offset is None:
        return value
    if offset % timedelta(minutes=1):  # the driver refuses offsets from before standard time
        return value.astimezone(UTC)
    return value.replace(tzinfo=timezone(offset), fold=0)


def _text(value: str) -> str:
    return value if value.isascii() else value.encode("utf-8", "replace").decode()
