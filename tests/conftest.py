"""What tests share: a real Neo4j server of each line, started once, wiped before each test."""

from collections.abc import Iterator

import pytest

from rcagraph.export.neo4j import Target
from tests.databases import wipe
from tests.servers.neo4j import CURRENT, LTS, Neo4jServer, neo4j_server


@pytest.fixture(scope="session", params=(LTS, CURRENT))
def neo4j_server_(request: pytest.FixtureRequest) -> Iterator[Neo4jServer]:
    """Each line of releases once; pytest runs all tests on the one before it starts the other."""
    with neo4j_server(request.param) as server:
        yield server


@pytest.fixture
def neo4j(neo4j_server_: Neo4jServer) -> Target:
    """An empty database; constraints and indexes of earlier tests stay, as in real life."""
    target = Target(neo4j_server_.uri, neo4j_server_.password, neo4j_server_.username)
    wipe(target)
    return target
