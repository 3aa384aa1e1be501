"""An export of several transactions: what readers see, who waits for whom, what a death leaves."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from rcagraph.export.neo4j import Target, export_neo4j, verify_export
from rcagraph.export.neo4j.connect import driver_on
from rcagraph.export.neo4j.ledger import LOCK
from rcagraph.export.neo4j.orders import Order
from rcagraph.model.errors import RcaGraphError
from tests.databases import ask, chain, contents, counts, numbered, run, wipe

if TYPE_CHECKING:
    from rcagraph.export.neo4j.connect import Tx

pytestmark = pytest.mark.neo4j


def test_steps_end_where_one_transaction_ends(neo4j: Target) -> None:
    export_neo4j(chain("a", "b", "c", "d", "e"), neo4j)
    at_once = contents(neo4j)
    wipe(neo4j)
    export_neo4j(chain("a", "x", "c"), neo4j, max_rows=2)
    done = export_neo4j(chain("a", "b", "c", "d", "e"), neo4j, max_rows=2, max_delete=1)
    assert counts(done) == (7, 0, 3, 0)
    assert contents(neo4j) == at_once
    assert counts(export_neo4j(chain("a", "b", "c", "d", "e"), neo4j)) == (0, 0, 0, 0)


def test_progress_is_told_row_by_row(neo4j: Target) -> None:
    told: list[tuple[int, int]] = []
    export_neo4j(
        chain("a", "b", "c"), neo4j, max_rows=2, progress=lambda done, of: told.append((done, of))
    )
    assert told == [(2, 5), (3, 5), (5, 5)]


def test_a_reader_misses_nothing_that_is_there_before_and_after(neo4j: Target) -> None:
    """At no moment is an edge gone that both versions have."""
    stays = "MATCH ({name: 's0000'})-[r:DEPENDS_ON]->({name: 's0001'}) RETURN count(r)"
    export_neo4j(chain(*numbered(40)), neo4j)
    seen = set[int]()

    def watch(done: int, of: int) -> None:
        seen.add(ask(neo4j, stays)[0][0])
        seen.add(ask(neo4j, "MATCH ({name: 's0000'}) RETURN count(*)")[0][0])

    other = chain("s0000", "s0001", *(f"t{i}" for i in range(40)))
    export_neo4j(other, neo4j, max_rows=5, max_delete=1, progress=watch)
    assert seen == {1}


def die(after: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process dies when it has run so many statements of an export."""
    really, left = Order.run, [after]

    def run_or_die(order: Order, tx: "Tx", owner: str) -> None:
        if not left[0]:
            monkeypatch.setattr(Order, "run", really)
            raise KeyboardInterrupt
        left[0] -= 1
        really(order, tx, owner)

    monkeypatch.setattr(Order, "run", run_or_die)


@pytest.mark.parametrize("after", [0, 1, 4, 7])
def test_what_died_half_way_is_finished_by_the_next(
    neo4j: Target, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = chain("a", "b", "c", "d"), chain("a", "c", "e", "f")
    export_neo4j(new, neo4j)
    wanted = contents(neo4j)
    wipe(neo4j)
    export_neo4j(old, neo4j)
    die(after, monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        export_neo4j(new, neo4j, max_rows=1, max_delete=1)
    assert ask(neo4j, "MATCH (p:RcaPending) RETURN count(p)") == [(1,)]
    export_neo4j(new, neo4j, max_delete=1)
    assert contents(neo4j) == wanted
    assert not verify_export(new, neo4j).is_drift


def test_what_died_half_way_is_undone_by_going_back(
    neo4j: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The former vault is not taken for unchanged."""
    old, new = chain("a", "b", "c", "d"), chain("a", "c", "e", "f")
    export_neo4j(old, neo4j)
    before = contents(neo4j)
    die(3, monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        export_neo4j(new, neo4j, max_rows=1, max_delete=1)
    assert contents(neo4j) != before
    export_neo4j(old, neo4j, max_delete=1)
    assert contents(neo4j) == before


def test_a_second_export_waits_for_one_in_steps(neo4j: Target) -> None:
    """The lock is held between two steps too."""
    between, waited = threading.Event(), list[str]()

    def second() -> None:
        between.wait(60)
        export_neo4j(chain("x", "y"), neo4j, max_delete=1)
        waited.append("second")

    def stop_once(done: int, of: int) -> None:
        between.set()
        time.sleep(0.3)
        waited.append("step")

    with ThreadPoolExecutor(1) as pool:
        later = pool.submit(second)
        export_neo4j(chain("a", "b", "c"), neo4j, max_rows=1, progress=stop_once)
        later.result(120)
    assert waited == ["step"] * 5 + ["second"]
    assert not verify_export(chain("x", "y"), neo4j).is_drift


@pytest.mark.parametrize("max_rows", [3, 50_000])
def test_an_export_gives_up_when_its_time_is_over(neo4j: Target, max_rows: int) -> None:
    export_neo4j(chain("a"), neo4j)
    with driver_on(neo4j) as driver, driver.session(database="neo4j") as session:
        holding = session.begin_transaction()
        holding.run(LOCK, owner="rcagraph:test").consume()
        started = time.monotonic()
        with pytest.raises(RcaGraphError, match=r"too long|did not finish|holds a lock") as caught:
            export_neo4j(chain("a", "b", "c"), neo4j, max_rows=max_rows, timeout=2)
        assert time.monotonic() - started < 20
        assert caught.value.tip
        holding.rollback()
    assert ask(neo4j, "MATCH (n:RcaEntity) RETURN count(n)") == [(1,)]


def test_a_lock_that_is_lost_stops_the_steps(neo4j: Target) -> None:
    """Somebody ended the transaction that holds it."""

    def end_it(done: int, of: int) -> None:
        held = "SHOW TRANSACTIONS YIELD transactionId AS id, currentQueryId AS q, elapsedTime AS t"
        mine = f"{held} WHERE q IS NULL OR q = '' RETURN id ORDER BY t DESC LIMIT 1"
        for (id_,) in ask(neo4j, mine):
            run(neo4j, f"TERMINATE TRANSACTION '{id_}'")

    with pytest.raises(RcaGraphError, match="part of the export is in the database") as caught:
        export_neo4j(chain(*numbered(9)), neo4j, max_rows=2, progress=end_it)
    assert "finishes what this one began" in caught.value.tip
    export_neo4j(chain(*numbered(9)), neo4j)
    assert not verify_export(chain(*numbered(9)), neo4j).is_drift
