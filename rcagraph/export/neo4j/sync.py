"""Make a Neo4j database hold a graph, and leave alone whatever is not the graph's own."""

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcagraph.export.neo4j.clock import Clock
from rcagraph.export.neo4j.connect import Target, driver_on
from rcagraph.export.neo4j.difference import Difference, Scope, difference, note, scope_of
from rcagraph.export.neo4j.ledger import LOCK, note_schema, read_ledger
from rcagraph.export.neo4j.orders import orders
from rcagraph.export.neo4j.plan import Plan, SyncResult, tallies
from rcagraph.export.neo4j.proof import prove
from rcagraph.export.neo4j.schema import ensure_schema
from rcagraph.export.neo4j.steps import Progress, push_in_steps
from rcagraph.export.neo4j.wanted import Wanted
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.collector import collector_paused
from rcagraph.model.errors import RcaGraphError

if TYPE_CHECKING:
    from neo4j import Driver

    from rcagraph.export.neo4j.connect import Tx

MAX_ROWS = 50_000
"""Rows of one transaction; an export of more goes in steps."""

FEW = 10
"""Removing so few is never held back."""


@collector_paused()
def plan_export(
    graph: KnowledgeGraph,
    target: Target,
    *,
    unread: Collection[str] = (),
    repair: bool = False,
    timeout: float | None = None,
    vault_id: str = "",
    take_over: bool = False,
) -> Plan:
    """What `export_neo4j` would do; only reads."""
    wanted = Wanted(graph, unread, repair, id=vault_id, take_over=take_over)
    clock = Clock(timeout)
    with (
        driver_on(target, timeout) as driver,
        driver.session(database=target.database) as session,
    ):
        found = session.execute_read(clock.within(difference), wanted)
    return Plan(target.uri, target.database, wanted.owner, tallies(found, graph), found.withheld)


@collector_paused()
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
    vault_id: str = "",
    take_over: bool = False,
) -> SyncResult:
    """Add, change and remove what differs from the vault's last export, in one transaction or,
    beyond `max_rows`, in steps; the server then proves that it holds the graph.

    `unread` are paths of notes that could not be read: what they said last stays as it is.
    `repair` compares every property too, and not only what the last export noted.
    `timeout` is in seconds, for all of it.
    `vault_id` tells the vault from others of its name; `take_over` puts it in such a one's place.
    `RcaGraphError` if more than the share `max_delete` of the vault's nodes and edges would go, or
    if another vault of that name stands there.
    """
    wanted = Wanted(graph, unread, repair, schema, vault_id, take_over)
    push = _Push(wanted, target, max_delete, max_rows, Clock(timeout), progress)
    with driver_on(target, timeout) as driver:
        scope = push.look(driver)
        done = Difference(scope) if push.is_done(scope) else push.run(driver, scope)
    return SyncResult(
        target.uri, target.database, wanted.owner, tallies(done, graph), done.withheld
    )


@dataclass(frozen=True, slots=True)
class _Push:
    wanted: Wanted
    target: Target
    max_delete: float
    max_rows: int
    clock: Clock
    progress: Progress | None

    def look(self, driver: "Driver") -> Scope:
        """One short query; we cut and digest the graph while the server answers."""
        wanted, read = self.wanted, self.clock.within(read_ledger)
        with (
            driver.session(database=self.target.database) as session,
            ThreadPoolExecutor(1) as asking,
        ):
            answer = asking.submit(session.execute_read, read, wanted)
            _ = wanted.spans
            return scope_of(wanted, *answer.result())

    def is_done(self, scope: Scope) -> bool:
        wanted, ledger = self.wanted, scope.ledger
        has_schema = scope.schema == wanted.schema or not wanted.with_schema
        is_this = ledger is not None and ledger.vault_id == wanted.id
        return scope.is_nothing and has_schema and is_this

    def run(self, driver: "Driver", scope: Scope) -> Difference:
        """A first load goes before its indexes: to fill them afterwards is less work."""
        database, wanted = self.target.database, self.wanted
        if not wanted.with_schema:
            return self._run(driver)
        ontology = wanted.graph.ontology
        ensure_schema(driver, database, ontology, constraints_only=not scope.counted.nodes)
        found = self._run(driver)
        if found.scope.schema != wanted.schema:
            ensure_schema(driver, database, ontology)
            with driver.session(database=database) as session:
                session.execute_write(self.clock.within(note_schema), wanted)
        return found

    def _run(self, driver: "Driver") -> Difference:
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
