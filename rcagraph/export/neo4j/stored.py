"""What a vault's earlier exports left in the database: keys and fingerprints, no contents."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcagraph.export.neo4j import statements
from rcagraph.export.neo4j.rows import BOOKKEEPING

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoredItem:
    """One node or edge of ours."""

    hash: str
    """Empty where it must be written again in any case."""
    id: str
    """By which it is deleted: a node's uid, an edge's element id."""
    stale: bool = False
    unread: bool = False
    """A note that could not be read this time said so."""


@dataclass(frozen=True, slots=True)
class Stored:
    nodes: dict[Key, StoredItem]
    edges: dict[Key, StoredItem]
    doubles: tuple[str, ...] = ()
    """Element ids of edges of ours that somebody copied, beyond the first."""


def read_stored(tx: "ManagedTransaction", owner: str, unread: Collection[str]) -> Stored:
    """`unread` are paths of notes, or of folders, that could not be read; `.` is all of them."""
    said = [f"{path}{end}" for path in sorted(unread) for end in (":", "/")]
    given = {"owner": owner, "unread": [*said, *([""] if "." in unread else [])]}
    nodes: dict[Key, StoredItem] = {
        (row["kind"] or "", row["uid"]): StoredItem(
            row["hash"] or "", row["uid"], row["stale"], row["unread"]
        )
        for row in tx.run(statements.OWN_NODES, given)
    }
    edges, doubles = dict[Key, StoredItem](), list[str]()
    for row in tx.run(statements.OWN_EDGES, given):
        key = (row["type"], row["source"] or "", row["target"] or "")
        if key in edges:
            doubles.append(row["id"])
        edges.setdefault(key, StoredItem(row["hash"] or "", row["id"], False, row["unread"]))
    return Stored(nodes, edges, tuple(doubles))


def held_by_others(tx: "ManagedTransaction", owner: str, uids: Iterable[str]) -> frozenset[str]:
    """Of the nodes to add, those that stand there already as another vault's or a person's."""
    rows = tx.run(statements.HELD_BY_OTHERS, owner=owner, uids=sorted(uids))
    return frozenset(row["uid"] for row in rows)


def used_by_others(tx: "ManagedTransaction", owner: str, uids: Iterable[str]) -> frozenset[str]:
    """Of our nodes, those that somebody else linked, enriched or labelled."""
    given = {"owner": owner, "uids": sorted(uids), "bookkeeping": list(BOOKKEEPING)}
    return frozenset(row["uid"] for row in tx.run(statements.USED_BY_OTHERS, given))
