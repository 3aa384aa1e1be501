"""What must be sent, deleted and kept so that the database holds the graph."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcagraph.export.neo4j.rows import Row, edge_rows, node_rows, owner_of
from rcagraph.export.neo4j.stored import (
    Key,
    Stored,
    StoredItem,
    held_by_others,
    read_stored,
    used_by_others,
)
from rcagraph.graph import KnowledgeGraph

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

Items = Mapping[Key, StoredItem]


@dataclass(frozen=True, slots=True)
class Changes:
    """Nodes, or edges, sorted by what happens to each."""

    added: tuple[Row, ...]
    changed: tuple[Row, ...]
    unchanged: tuple[Key, ...]
    removed: Items
    kept: Items
    """Gone from the graph, yet not deleted."""


@dataclass(frozen=True, slots=True)
class Difference:
    nodes: Changes
    edges: Changes
    doubles: tuple[str, ...]
    held: int
    """Nodes and edges of ours in the database now."""

    @property
    def removals(self) -> int:
        return len(self.nodes.removed) + len(self.edges.removed)

    @property
    def newly_stale(self) -> tuple[str, ...]:
        kept = self.nodes.kept.values()
        return tuple(item.id for item in kept if not (item.stale or item.unread))


def difference(
    tx: "ManagedTransaction", graph: KnowledgeGraph, unread: Collection[str] = ()
) -> Difference:
    """Compare fingerprints, in the transaction that may then write."""
    owner = owner_of(graph)
    stored = read_stored(tx, owner, unread)
    edges = _compare(edge_rows(graph), stored.edges, frozenset())
    nodes = node_rows(graph)
    new = {row.key[1] for row in nodes if row.key not in stored.nodes}
    held = held_by_others(tx, owner, new)
    gone = stored.nodes.keys() - {row.key for row in nodes}
    used = used_by_others(tx, owner, (uid for _, uid in gone)) | _ends(edges.kept)
    kept = frozenset(key for key in gone if key[1] in used)
    compared = _compare(nodes, stored.nodes, kept, held)
    return Difference(compared, edges, stored.doubles, _count(stored))


def _compare(
    rows: Iterable[Row], stored: Items, kept: Collection[Key], held: Collection[str] = ()
) -> Changes:
    added, changed, unchanged = list[Row](), list[Row](), list[Key]()
    gone = dict(sorted(stored.items()))
    for row in rows:
        item = gone.pop(row.key, None)
        if item is None and row.key[1] in held:
            unchanged.append(row.key)
        elif item is None:
            added.append(row)
        elif item.hash != row.hash:
            changed.append(row)
        else:
            unchanged.append(row.key)
    stays = {key: item for key, item in gone.items() if item.unread or key in kept}
    goes = {key: item for key, item in gone.items() if key not in stays}
    return Changes(tuple(added), tuple(changed), tuple(unchanged), goes, stays)


def _ends(edges: Iterable[Key]) -> frozenset[str]:
    return frozenset(uid for _, *ends in edges for uid in ends)


def _count(stored: Stored) -> int:
    return len(stored.nodes) + len(stored.edges)
