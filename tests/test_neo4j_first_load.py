"""What is new is created outright, and its indexes are made afterwards: nothing else differs."""

from functools import partial
from typing import TYPE_CHECKING

import pytest

from rcagraph.export.neo4j import Target, export_neo4j, verify_export
from rcagraph.export.neo4j.columns import Columns
from rcagraph.export.neo4j.connect import driver_on
from rcagraph.export.neo4j.orders import Order
from rcagraph.export.neo4j.rows import Row, node_rows
from rcagraph.export.neo4j.schema import ensure_schema
from rcagraph.export.neo4j.statements import create_nodes
from rcagraph.model.errors import RcaGraphError
from rcagraph.model.ontology import Ontology
from tests.databases import ask, counts, run
from tests.graphs import shop

if TYPE_CHECKING:
    from neo4j import Driver

pytestmark = pytest.mark.neo4j

ENSURE = "rcagraph.export.neo4j.sync.ensure_schema"
INDEX = "SHOW INDEXES YIELD name WHERE name = 'rcagraph_text' RETURN count(*)"


def test_indexes_that_a_first_load_did_not_live_to_make_are_made_by_the_next_export(
    neo4j: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    def constraints_or_die(
        driver: "Driver", database: str, ontology: Ontology, constraints_only: bool = False
    ) -> None:
        if not constraints_only:
            raise KeyboardInterrupt
        ensure_schema(driver, database, ontology, constraints_only)

    run(neo4j, "DROP INDEX rcagraph_text IF EXISTS")
    monkeypatch.setattr(ENSURE, constraints_or_die)
    with pytest.raises(KeyboardInterrupt):
        export_neo4j(shop(), neo4j)
    assert ask(neo4j, INDEX) == [(0,)]
    monkeypatch.undo()
    assert counts(export_neo4j(shop(), neo4j)) == (0, 0, 0, 0)
    assert ask(neo4j, INDEX) == [(1,)]


def test_once_they_are_made_an_unchanged_vault_asks_for_no_index(
    neo4j: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    export_neo4j(shop(), neo4j)
    monkeypatch.delattr(ENSURE)
    assert counts(export_neo4j(shop(), neo4j)) == (0, 0, 0, 0)


def test_a_node_that_another_vault_left_behind_is_taken_over(neo4j: Target) -> None:
    run(
        neo4j,
        "CREATE (:RcaEntity:Service {uid: 'test/Service/web', _vault: 'rcagraph:other', "
        "_keys: ['old'], old: 1, theirs: 2, _stale: true})",
    )
    graph = shop()
    assert counts(export_neo4j(graph, neo4j)) == (len(graph.nodes()) + len(graph.edges()), 0, 0, 0)
    assert ask(
        neo4j,
        "MATCH (n:RcaEntity {uid: 'test/Service/web'}) "
        "RETURN n._vault, n.name, n.old, n.theirs, n._stale",
    ) == [("rcagraph:test", "web", None, 2, None)]
    assert verify_export(graph, neo4j).number("right") > 0
    assert not verify_export(graph, neo4j).is_drift


def test_a_node_that_somebody_put_there_meanwhile_undoes_the_export(neo4j: Target) -> None:
    export_neo4j(shop(), neo4j)
    [web] = [row for row in node_rows(shop()) if row.key[1] == "test/Service/web"]
    names = tuple(web.properties)
    order = Order(create_nodes("Service", names), rows=[web], pack=partial(_packed, names))
    with (
        pytest.raises(RcaGraphError, match="Somebody else changed"),
        driver_on(neo4j) as driver,
        driver.session() as session,
    ):
        session.execute_write(lambda tx: order.run(tx, "rcagraph:second"))


def _packed(names: tuple[str, ...], rows: list[Row], _: str) -> dict[str, object]:
    return Columns(names).nodes(rows)
