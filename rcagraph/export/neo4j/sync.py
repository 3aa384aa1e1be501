"""Make a Neo4j database hold a graph, and leave alone whatever is not the graph's own."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

from rcagraph.export.neo4j import statements
from rcagraph.export.neo4j.connect import Target, driver_on
from rcagraph.export.neo4j.difference import Difference, difference
from rcagraph.export.neo4j.plan import Plan, SyncResult, tallies
from rcagraph.export.neo4j.rows import Row, owner_of
from rcagraph.export.neo4j.schema import ensure_schema
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.errors import RcaGraphError

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

T = TypeVar("T")

BATCH = 5_000
FEW = 10
"""Removing so few is never held back."""


def plan_export(graph: KnowledgeGraph, target: Target, *, unread: Collection[str] = ()) -> Plan:
    """What `export_neo4j` would do; only reads."""
    with driver_on(target) as driver, driver.session(database=target.database) as session:
        found = session.execute_read(difference, graph, unread)
    return Plan(target.uri, target.database, owner_of(graph), tallies(found, graph))


def export_neo4j(
    graph: KnowledgeGraph,
    target: Target,
    *,
    max_delete: float = 0.30,
    schema: bool = True,
    unread: Collection[str] = (),
) -> SyncResult:
    """Add, change and remove in one transaction what differs from the vault's last export.

    `unread` are paths of notes that could not be read: what they said last stays as it is.
    `RcaGraphError` if more than the share `max_delete` of the vault's nodes and edges would go.
    """

    def work(tx: "ManagedTransaction") -> Difference:
        tx.run(statements.LOCK, owner=owner_of(graph)).consume()
        found = difference(tx, graph, unread)
        _refuse_mass_removal(found, max_delete, f"{owner_of(graph)} in {target}")
        _write(tx, found, owner_of(graph))
        return found

    with driver_on(target) as driver:
        if schema:
            ensure_schema(driver, target.database, graph.ontology)
        with driver.session(database=target.database) as session:
            done = session.execute_write(work)
    return SyncResult(target.uri, target.database, owner_of(graph), tallies(done, graph))


def _refuse_mass_removal(found: Difference, max_delete: float, whose: str) -> None:
    if found.removals > FEW and found.removals > max_delete * found.held:
        raise RcaGraphError(
            f"The export would remove {found.removals} of the {found.held} nodes and edges "
            f"of {whose}, more than the {max_delete:.0%} allowed",
            "Check that the whole vault was read; if so, repeat with --max-delete 100%",
        )


def _write(tx: "ManagedTransaction", found: Difference, owner: str) -> None:
    _merge(tx, statements.merge_nodes, (*found.nodes.added, *found.nodes.changed), owner)
    gone = [item.id for item in found.edges.removed.values()]
    _apply(tx, statements.DELETE_EDGES, (*gone, *found.doubles), owner)
    _merge(tx, statements.merge_edges, (*found.edges.added, *found.edges.changed), owner)
    _apply(tx, statements.MARK_STALE, found.newly_stale, owner)
    _apply(tx, statements.DELETE_NODES, [item.id for item in found.nodes.removed.values()], owner)


def _merge(
    tx: "ManagedTransaction", statement: Callable[[str], str], rows: Iterable[Row], owner: str
) -> None:
    by_name = defaultdict[str, list[dict[str, object]]](list)
    for row in rows:
        by_name[row.key[0]].append(row.parameters(owner))
    for name, parameters in by_name.items():
        for batch in _batches(parameters):
            _run(tx, statement(name), len(batch), owner=owner, rows=batch)


def _apply(tx: "ManagedTransaction", statement: str, ids: Sequence[str], owner: str) -> None:
    for batch in _batches(ids):
        _run(tx, statement, len(batch), owner=owner, ids=batch)


def _run(tx: "ManagedTransaction", statement: str, wanted: int, **parameters: object) -> None:
    record = tx.run(statement, parameters).single(strict=True)
    if record["n"] != wanted:
        raise RcaGraphError(
            f"Neo4j took {record['n']} of {wanted} rows, since somebody else changed them "
            "meanwhile; nothing was written",
            "Repeat the command",
        )


def _batches(items: Sequence[T]) -> Iterable[list[T]]:
    return (list(items[start : start + BATCH]) for start in range(0, len(items), BATCH))
