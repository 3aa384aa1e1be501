"""The statements that turn a difference into the graph, in the order that suits a reader."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rcagraph.export.neo4j import statements
from rcagraph.export.neo4j.difference import Difference
from rcagraph.export.neo4j.rows import Row
from rcagraph.model.errors import RcaGraphError

if TYPE_CHECKING:
    from rcagraph.export.neo4j.connect import Tx

BATCH = 5_000
"""Rows of one statement."""


class Order(NamedTuple):
    """One statement and what it is given."""

    statement: str
    rows: Sequence[Row] = ()
    ids: Sequence[str] = ()

    @property
    def size(self) -> int:
        return len(self.rows) + len(self.ids)

    def run(self, tx: "Tx", owner: str) -> None:
        """`RcaGraphError` where somebody else was at work on the same rows meanwhile."""
        rows = [row.parameters(owner) for row in self.rows]
        given = {"owner": owner, "rows": rows, "ids": self.ids}
        taken = tx.run(self.statement, given).single(strict=True)["n"]
        if taken != self.size:
            raise RcaGraphError(
                f"Neo4j took {taken} of {self.size} rows, since somebody else changed them "
                "meanwhile",
                "Repeat the command",
            )


def orders(found: Difference, most: int | None = None) -> Iterator[Order]:
    """Whoever reads between two of them misses no node and no edge that is there before and
    after: what is new comes first, what is gone goes last, edges before their nodes.
    """
    batch = min(BATCH, most or BATCH)
    nodes, edges = found.nodes, found.edges
    yield from _merges(statements.merge_nodes, (*nodes.added, *nodes.changed), batch)
    yield from _by_id(statements.DELETE_EDGES, found.doubles, batch)
    yield from _merges(statements.merge_edges, (*edges.added, *edges.changed), batch)
    gone = [item.id for item in edges.removed.values()]
    yield from _by_id(statements.DELETE_EDGES, gone, batch)
    yield from _by_id(statements.MARK_STALE, found.newly_stale, batch)
    yield from _by_id(statements.DELETE_NODES, [i.id for i in nodes.removed.values()], batch)


def _merges(statement: Callable[[str], str], rows: Iterable[Row], batch: int) -> Iterator[Order]:
    by_name = defaultdict[str, list[Row]](list)
    for row in rows:
        by_name[row.key[0]].append(row)
    for name, some in by_name.items():
        text = statement(name)
        for start in range(0, len(some), batch):
            yield Order(text, rows=some[start : start + batch])


def _by_id(statement: str, ids: Sequence[str], batch: int) -> Iterator[Order]:
    for start in range(0, len(ids), batch):
        yield Order(statement, ids=ids[start : start + batch])
