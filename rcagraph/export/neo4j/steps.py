"""An export too large for one transaction: many, while one that stays open holds the lock.

The server drops that lock when whoever holds it dies; the next export then finds the mark that one
was under way, believes nothing that the last one noted, and compares everything.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rcagraph.export.neo4j.clock import Clock
from rcagraph.export.neo4j.connect import Target
from rcagraph.export.neo4j.difference import Difference, difference, note
from rcagraph.export.neo4j.failures import one_sentence_each
from rcagraph.export.neo4j.ledger import BEGIN, LOCK
from rcagraph.export.neo4j.orders import Order, orders
from rcagraph.export.neo4j.proof import prove
from rcagraph.export.neo4j.wanted import Wanted
from rcagraph.model.errors import RcaGraphError

if TYPE_CHECKING:
    from neo4j import Driver, Session, Transaction

    from rcagraph.export.neo4j.connect import Tx

Progress = Callable[[int, int], None]
"""Called with the rows written so far, and how many there are."""


def push_in_steps(
    driver: "Driver",
    target: Target,
    wanted: Wanted,
    max_rows: int,
    allow: Callable[[Difference], None],
    clock: Clock,
    progress: Progress,
) -> Difference:
    """`allow` may refuse the difference, before anything is written."""
    with (
        driver.session(database=target.database) as holding,
        driver.session(database=target.database) as working,
        holding.begin_transaction(timeout=clock.left()) as lock,
    ):
        lock.run(LOCK, owner=wanted.owner).consume()
        found = difference(lock, wanted)
        allow(found)
        with _half_done(target):
            _run_steps(lock, working, found, wanted, max_rows, clock, progress)
            prove(lock, found, wanted.owner)
            note(lock, found, wanted)
            lock.commit()
    return found


def _run_steps(
    lock: "Transaction",
    working: "Session",
    found: Difference,
    wanted: Wanted,
    max_rows: int,
    clock: Clock,
    progress: Progress,
) -> None:
    working.execute_write(clock.within(_begin), wanted)
    done = 0
    for step in _steps(orders(found, max_rows), max_rows):
        lock.run("RETURN 1").consume()  # fails where the lock is no longer ours
        working.execute_write(clock.within(run_all), step, wanted.owner)
        done += sum(order.size for order in step)
        progress(done, found.size)


def _begin(tx: "Tx", wanted: Wanted) -> None:
    tx.run(BEGIN, owner=wanted.owner, id=wanted.id).consume()


def run_all(tx: "Tx", some: Iterable[Order], owner: str) -> None:
    for order in some:
        order.run(tx, owner)


def _steps(some: Iterable[Order], max_rows: int) -> Iterator[list[Order]]:
    step, size = list[Order](), 0
    for order in some:
        if step and size + order.size > max_rows:
            yield step
            step, size = [], 0
        step.append(order)
        size += order.size
    if step:
        yield step


@contextmanager
def _half_done(target: Target) -> Iterator[None]:
    try:
        with one_sentence_each(str(target)):
            yield
    except RcaGraphError as error:
        again = "Repeat the command"
        first = "" if error.tip == again else f"{error.tip}. "
        raise RcaGraphError(
            f"{error.message}; part of the export is in the database",
            f"{first}{again}: it finishes what this one began",
        ) from None
