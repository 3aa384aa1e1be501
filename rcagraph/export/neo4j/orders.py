"""The statements that turn a difference into the graph, in the order that suits a reader."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rcagraph.export.neo4j import statements
from rcagraph.export.neo4j.columns import Columns, Parameters, names_in
from rcagraph.export.neo4j.difference import Difference
from rcagraph.export.neo4j.rows import Row
from rcagraph.model.errors import RcaGraphError

if TYPE_CHECKING:
    from rcagraph.export.neo4j.connect import Tx

BATCH = 5_000
"""Rows of one statement."""


def _maps(rows: Sequence[Row], owner: str) -> Parameters:
    return {"rows": [row.parameters(owner) for row in rows]}


class Order(NamedTuple):
    """One statement and what it is given."""

    statement: str
    rows: Sequence[Row] = ()
    ids: Sequence[str] = ()
    pack: Callable[[Sequence[Row], str], Parameters] = _maps
    """The rows as the statement takes them: made when they are sent, since they are large."""

    @property
    def size(self) -> int:
        return len(self.rows) + len(self.ids)

    def run(self, tx: "Tx", owner: str) -> None:
        """`RcaGraphError` where somebody else was at work on the same rows meanwhile."""
        given = {"owner": owner, "ids": self.ids, **self.pack(self.rows, owner)}
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
    standing = [row for row in nodes.added if row.key[1] in found.standing]
    new = [row for row in nodes.added if row.key[1] not in found.standing]
    yield from _creates(statements.create_nodes, Columns.nodes, new, batch)
    yield from _merges(statements.merge_nodes, (*standing, *nodes.changed), batch)
    yield from _by_id(statements.DELETE_EDGES, found.doubles, batch)
    yield from _creates(statements.create_edges, Columns.edges, edges.added, batch)
    yield from _merges(statements.merge_edges, edges.changed, batch)
    gone = [item.id for item in edges.removed.values()]
    yield from _by_id(statements.DELETE_EDGES, gone, batch)
    yield from _by_id(statements.MARK_STALE, found.newly_stale, batch)
    yield from _by_id(statements.DELETE_NODES, [i.id for i in nodes.removed.values()], batch)


def _creates(
    statement: Callable[[str, Sequence[str]], str],
    pack: Callable[[Columns, Sequence[Row]], Parameters],
    rows: Iterable[Row],
    batch: int,
) -> Iterator[Order]:
    """One statement for all rows of a name, whatever properties each has."""
    for name, some in _by_name(rows).items():
        columns = Columns(names_in(some))
        text = statement(name, columns.names)

        def packed(part: Sequence[Row], _: str, columns: Columns = columns) -> Parameters:
            return pack(columns, part)

        for start in range(0, len(some), batch):
            yield Order(text, rows=some[start : start + batch], pack=packed)


def _merges(statement: Callable[[str], str], rows: Iterable[Row], batch: int) -> Iterator[Order]:
    for name, some in _by_name(rows).items():
        text = statement(name)
        for start in range(0, len(some), batch):
            yield Order(text, rows=some[start : start + batch])


def _by_name(rows: Iterable[Row]) -> Mapping[str, list[Row]]:
    found = defaultdict[str, list[Row]](list)
    for row in rows:
        found[row.key[0]].append(row)
    return found


def _by_id(statement: str, ids: Sequence[str], batch: int) -> Iterator[Order]:
    for start in range(0, len(ids), batch):
        yield Order(statement, ids=ids[start : start + batch])
