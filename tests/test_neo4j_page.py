"""What docs/neo4j.md tells people to run."""

import re
from pathlib import Path

import pytest

from rcagraph.export.neo4j import Target, export_neo4j, read_query
from rcagraph.export.neo4j.connect import driver_on
from rcagraph.graph import KnowledgeGraph
from tests.graphs import shop
from tests.statements import statements

PAGE = (Path(__file__).parent.parent / "docs" / "neo4j.md").read_text(encoding="utf-8")


def purge(target: Target, name: str) -> None:
    [text] = re.findall(r"```cypher\n(.*?)```", PAGE, re.S)
    with driver_on(target) as driver, driver.session() as session:
        for statement in statements(text.replace("NAME", name)):
            session.run(statement).consume()


@pytest.mark.neo4j
def test_a_vault_is_taken_out_and_nothing_else(neo4j: Target) -> None:
    export_neo4j(shop(), neo4j)
    export_neo4j(KnowledgeGraph("other", shop().nodes("Service")[:0], []), neo4j)
    with driver_on(neo4j) as driver:
        driver.execute_query(
            "MATCH (s:Service {name: 'web'}) CREATE (:Person {name: 'Eve'})-[:WATCHES]->(s)"
        )
    purge(neo4j, "test")
    held = read_query(neo4j, "MATCH (n) RETURN n.name, n.owner ORDER BY n.name", {})
    assert held[1] == [
        ("Eve", None),
        ("web", None),
        (None, "rcagraph:other"),
    ]
    assert read_query(neo4j, "MATCH ()-[r]->() RETURN type(r)", {})[1] == [("WATCHES",)]


@pytest.mark.neo4j
def test_a_vault_that_was_taken_out_can_be_pushed_again(neo4j: Target) -> None:
    export_neo4j(shop(), neo4j)
    purge(neo4j, "test")
    assert read_query(neo4j, "MATCH (n:RcaEntity) RETURN n", {})[1] == []
    assert export_neo4j(shop(), neo4j).added == len(shop().nodes()) + len(shop().edges())
