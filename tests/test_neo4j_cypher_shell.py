"""The Cypher script through Neo4j's own command line, which cuts it into statements itself."""

from pathlib import Path

import pytest

from rcagraph.api import load
from rcagraph.export.neo4j import Target, export_neo4j, verify_export
from rcagraph.export.neo4j.script import write_script
from rcagraph.graph import KnowledgeGraph
from tests.databases import contents, wipe
from tests.nasty_graph import nasty
from tests.servers.cypher_shell import run_file
from tests.servers.neo4j import Neo4jServer

pytestmark = pytest.mark.neo4j

EXAMPLE = Path(__file__).parents[1] / "examples" / "hopfield-pantry"


@pytest.mark.parametrize("which", ["example", "nasty"])
def test_cypher_shell_leaves_what_a_push_leaves(
    neo4j: Target, neo4j_server_: Neo4jServer, tmp_path: Path, which: str
) -> None:
    graph: KnowledgeGraph = load(EXAMPLE).graph if which == "example" else nasty()
    export_neo4j(graph, neo4j)
    wanted = contents(neo4j)
    wipe(neo4j)
    write_script(graph, tmp_path / "graph.cypher")
    for _ in range(2):
        run_file(neo4j_server_, tmp_path / "graph.cypher")
        assert contents(neo4j) == wanted
    assert not verify_export(graph, neo4j).is_drift
