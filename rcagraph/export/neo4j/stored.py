"""What a vault's earlier exports left in the database: keys and fingerprints, no contents."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rcagraph.export.neo4j import statements
from rcagraph.export.neo4j.rows import BOOKKEEPING, Row
from rcagraph.export.neo4j.spans import Span, merged

if TYPE_CHECKING:
    from neo4j import Record

    from rcagraph.export.neo4j.connect import Tx

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoredItem:
    """One node or edge of ours."""

    hash: int | None
    """None where it must be written again in any case."""
    id: str
    """By which it is deleted: a node's uid, an edge's element id; empty where it stays."""
    stale: bool = False
    unread: bool = False
    """A note that could not be read this time said so."""


@dataclass(frozen=True, slots=True)
class Stored:
    nodes: dict[Key, StoredItem]
    edges: dict[Key, StoredItem]
    doubles: tuple[str, ...] = ()
    """Element ids of edges of ours that somebody copied, beyond the first."""


@dataclass(frozen=True, slots=True)
class Part:
    """The spans of the graph that are compared; all of the vault's own where `whole`."""

    spans: tuple[Span, ...]
    whole: bool

    def rows(
        self, tx: "Tx", statement: Callable[[str], str], owner: str, **more: object
    ) -> "Iterator[Record]":
        """What a statement that begins with one of the places to look finds in all of them."""
        for where, parameters in self._places():
            yield from tx.run(statement(where), {"owner": owner, **parameters, **more})

    def _places(self) -> Iterator[tuple[str, dict[str, Any]]]:
        if self.whole:
            yield statements.EVERYWHERE, {}
            return
        runs = list(merged(self.spans))
        closed = [[start, end] for start, end in runs if end]
        if closed:
            yield statements.IN_SPANS, {"spans": closed}
        for start in (start for start, end in runs if not end):
            yield statements.IN_THE_LAST_SPAN, {"last": start}


def read_stored(
    tx: "Tx", part: Part, owner: str, unread: Collection[str], edges: Iterable[Row]
) -> Stored:
    """`unread` are paths of notes, or of folders, that could not be read; `.` is all of them.

    `edges` are those that the graph has in the part.
    """
    said = said_by(unread)
    nodes: dict[Key, StoredItem] = {
        (kind or "", uid): StoredItem(hash_, uid, stale, is_unread)
        for kind, uid, hash_, stale, is_unread in part.rows(
            tx, statements.own_nodes, owner, unread=said
        )
    }
    same, others = _agreeing(part.rows(tx, statements.edges_in_brief, owner), edges)
    doubles = _read_edges(tx, owner, said, others, same) if others else []
    return Stored(nodes, same, tuple(doubles))


def _agreeing(
    found: "Iterable[Record]", edges: Iterable[Row]
) -> tuple[dict[Key, StoredItem], list[str]]:
    """The edges of all sources that have just those of the graph, and the other sources."""
    wanted = defaultdict[str, list[Row]](list)
    for row in edges:
        wanted[row.key[1]].append(row)
    same, others = dict[Key, StoredItem](), list[str]()
    for source, stand in found:
        rows = wanted[source]
        if sorted(stand) == sorted(f"{row.key[0]} {row.hash} {row.key[2]}" for row in rows):
            for row in rows:
                same[row.key] = StoredItem(row.hash, "")
        else:
            others.append(source)
    return same, others


def _read_edges(
    tx: "Tx", owner: str, said: list[str], sources: list[str], into: dict[Key, StoredItem]
) -> list[str]:
    """Add the edges of these sources; the element ids of those that are there twice."""
    doubles = list[str]()
    statement = statements.own_edges(statements.OF_SOURCES)
    found = tx.run(statement, owner=owner, unread=said, uids=sources)
    for type_, source, target, hash_, id_, is_unread in found:
        key = (type_, source, target)
        if key in into:
            doubles.append(id_)
        else:
            into[key] = StoredItem(hash_, id_, False, is_unread)
    return doubles


def said_by(unread: Collection[str]) -> list[str]:
    """How the places of these notes begin."""
    said = [f"{path}{end}" for path in sorted(unread) for end in (":", "/")]
    return [*said, *([""] if "." in unread else [])]


def standing_already(tx: "Tx", uids: Iterable[str]) -> frozenset[str]:
    """Those that the database has, whosever they are."""
    asked = sorted(uids)
    if not asked:
        return frozenset()
    return frozenset(uid for (uid,) in tx.run(statements.STANDING, uids=asked))


def used_by_others(tx: "Tx", owner: str, uids: Iterable[str]) -> frozenset[str]:
    """Of our nodes, those that somebody else linked, enriched or labelled."""
    asked = sorted(uids)
    if not asked:
        return frozenset()
    given = {"owner": owner, "bookkeeping": list(BOOKKEEPING), "uids": asked}
    return frozenset(uid for (uid,) in tx.run(statements.USED_BY_OTHERS, given))
