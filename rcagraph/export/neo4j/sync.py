"""Make a Neo4j database hold a graph, and leave alone whatever is not the graph's own."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcagraph.export.neo4j.clock import Clock
from rcagraph.export.neo4j.connect import Target, driver_on
from rcagraph.export.neo4j.difference import Difference, difference, note, scope_of
from rcagraph.export.neo4j.ledger import LOCK
from rcagraph.export.neo4j.orders import orders
from rcagraph.export.neo4j.plan import Plan, SyncResult, tallies
from rcagraph.export.neo4j.proof import prove
from rcagraph.export.neo4j.schema import ensure_schema
from rcagraph.export.neo4j.steps import Progress, push_in_steps
from rcagraph.export.neo4j.wanted import Wanted
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.errors import RcaGraphError

if TYPE_CHECKING:
    from neo4j import Driver

    from rcagraph.export.neo4j.connect import Tx

MAX_ROWS = 50_000
"""Rows of one transaction; an export of more goes in steps."""

FEW = 10
"""Removing so few is never held back."""


def plan_export(
    graph: KnowledgeGraph,
    target: Target,
    *,
    unread: Collection[str] = (),
    repair: bool = False,
    timeout: float | None = None,
) -> Plan:
    """What `export_neo4j` would do; only reads."""
    wanted, clock = Wanted(graph, unread, repair), Clock(timeout)
    with (
        driver_on(target, timeout) as driver,
        driver.session(database=target.database) as session,
    ):
        found = session.execute_read(clock.within(difference), wanted)
    return Plan(target.uri, target.database, wanted.owner, tallies(found, graph))


def export_neo4j(
    graph: KnowledgeGraph,
    target: Target,
    *,
    max_delete: float = 0.30,
    schema: bool = True,
    unread: Collection[str] = (),
    repair: bool = False,
    timeout: float | None = None,
    max_rows: int = MAX_ROWS,
    progress: Progress | None = None,
) -> SyncResult:
    """Add, change and remove what differs from the vault's last export, in one transaction or,
    beyond `max_rows`, in steps; the server then proves that it holds the graph.

    `unread` are paths of notes that could not be read: what they said last stays as it is.
    `repair` compares every property too, and not only what the last export noted.
    `timeout` is in seconds, for all of it.
    `RcaGraphError` if more than the share `max_delete` of the vault's nodes and edges would go.
    """
    wanted = Wanted(graph, unread, repair, schema)
    push = _Push(wanted, target, max_delete, max_rows, Clock(timeout), progress)
    with driver_on(target, timeout) as driver:
        done = push.unchanged(driver)
        if done is None:
            if schema:
                ensure_schema(driver, target.database, graph.ontology)
            done = push.run(driver)
    return SyncResult(target.uri, target.database, wanted.owner, tallies(done, graph))


@dataclass(frozen=True, slots=True)
class _Push:
    wanted: Wanted
    target: Target
    max_delete: float
    max_rows: int
    clock: Clock
    progress: Progress | None

    def unchanged(self, driver: "Driver") -> Difference | None:
        """One short query: None where the export has anything to look at."""
        with driver.session(database=self.target.database) as session:
            scope = session.execute_read(self.clock.within(scope_of), self.wanted)
        has_schema = scope.ledger and scope.ledger.schema == self.wanted.schema
        if scope.is_nothing and (has_schema or not self.wanted.with_schema):
            return Difference(scope)
        return None

    def run(self, driver: "Driver") -> Difference:
        with driver.session(database=self.target.database) as session:
            found = session.execute_write(self.clock.within(self._at_once))
        if found.size <= self.max_rows:
            return found
        return push_in_steps(
            driver, self.target, self.wanted, self.max_rows, self._allow, self.clock, self._tell
        )

    def _at_once(self, tx: "Tx") -> Difference:
        """Writes nothing where that would be too much."""
        owner = self.wanted.owner
        tx.run(LOCK, owner=owner).consume()
        found = difference(tx, self.wanted)
        self._allow(found)
        if found.size > self.max_rows:
            return found
        done = 0
        for order in orders(found):
            order.run(tx, owner)
            done += order.size
            self._tell(done, found.size)
        prove(tx, found, owner)
        note(tx, found, self.wanted)
        return found

    def _allow(self, found: Difference) -> None:
        held = sum(found.before)
        if found.removals > FEW and found.removals > self.max_delete * held:
            raise RcaGraphError(
                f"The export would remove {found.removals} of the {held} nodes and edges "
                f"of {self.wanted.owner} in {self.target}, more than the "
                f"{self.max_delete:.0%} allowed",
                "Check that the whole vault was read; if so, repeat with --max-delete 100%",
            )

    def _tell(self, done: int, total: int) -> None:
        if self.progress:
            self.progress(done, total)
