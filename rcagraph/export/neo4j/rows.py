"""Nodes and edges as the values that Neo4j stores."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from hashlib import sha256

from rcagraph.graph import Edge, KnowledgeGraph, Node
from rcagraph.model.vocabulary import Value, camel

Stored = str | int | float | bool | date | datetime | list[str]

BOOKKEEPING = ("uid", "_vault", "_kind", "_keys", "_hash", "_stale")
"""Properties of ours that no note gives."""

_camel = cache(camel)

INT64 = range(-(2**63), 2**63)


@dataclass(frozen=True)
class Row:
    """One node, `key` = kind and uid, or one edge, `key` = type and the uids of its ends."""

    key: tuple[str, ...]
    properties: Mapping[str, Stored]

    @cached_property
    def hash(self) -> str:
        """The fingerprint by which a later export knows that nothing changed."""
        text = json.dumps([self.key, self.properties], sort_keys=True, default=repr)
        return sha256(text.encode()).hexdigest()[:16]

    def parameters(self, owner: str) -> dict[str, object]:
        """The row as the MERGE statements take it; `_keys` are the properties that are ours."""
        keys = sorted(self.properties)
        own = {"_vault": owner, "_kind": self.key[0], "_keys": keys, "_hash": self.hash}
        return {"key": list(self.key[1:]), "props": {**self.properties, **own}}


def owner_of(graph: KnowledgeGraph) -> str:
    """What marks the nodes and edges of one vault in `_vault`."""
    return f"rcagraph:{stored(graph.vault)}"


def node_row(node: Node) -> Row:
    record = node.record()
    uid = str(stored(record.pop("uid")))
    return Row((node.kind, uid), _stored(record))


def edge_row(edge: Edge) -> Row:
    ends = (str(stored(end.uid)) for end in (edge.source, edge.target))
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
    if type(value) is int and value not in INT64:
        return str(value)
    return value


def _text(value: str) -> str:
    return value.encode("utf-8", "replace").decode()
