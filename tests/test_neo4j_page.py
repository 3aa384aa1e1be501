"""What docs/neo4j.md tells people to run."""

import re
from pathlib import Path

import pytest

from rcagraph.export.neo4j import Target, export_neo4j
from rcagraph.graph import KnowledgeGraph
from tests.databases import ask, run, run_script
from tests.graphs import shop

PAGE = (Path(__file__).parent.parent / "docs" / "neo4j.md").read_text(encoding="utf-8")


def purge(target: Target, name: str) -> None:
    [text] = re.findall(r"```cypher\n(.*?)```", PAGE, re.S)
    run_script(target, text.replace("NAME", name))


@pytest.mark.neo4j
def test_a_vault_is_taken_out_and_nothing_else(neo4j: Target) -> None:
    export_neo4j(shop(), neo4j)
    export_neo4j(KnowledgeGraph("other", shop().nodes("Service")[:0], []), neo4j)
    run(neo4j, "MATCH (s:Service {name: 'web'}) CREATE (:Person {name: 'Eve'})-[:WATCHES]->(s)")
    purge(neo4j, "test")
    assert ask(neo4j, "MATCH (n) RETURN n.name, n.owner ORDER BY n.name") == [
        ("Eve", None),
        ("web", None),
        (None, "rcagraph:other"),
    ]
    assert ask(neo4j, "MATCH ()-[r]->() RETURN type(r)") == [("WATCHES",)]


@pytest.mark.neo4j
def test_a_vault_that_was_taken_out_can_be_pushed_again(neo4j: Target) -> None:
    export_neo4j(shop(), neo4j)
    purge(neo4j, "test")
    assert ask(neo4j, "MATCH (n:RcaEntity) RETURN n") == []
    assert export_neo4j(shop(), neo4j).added == len(shop().nodes()) + len(shop().edges())
