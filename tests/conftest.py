"""What tests share: a real Neo4j server of each line, started once, wiped before each test."""

from collections.abc import Iterator

import pytest

from rcagraph.export.neo4j import Target
from rcagraph.export.neo4j.connect import driver_on
from tests.servers.neo4j import CURRENT, LTS, Neo4jServer, neo4j_server


@pytest.fixture(scope="session", params=(LTS, CURRENT))
def neo4j_server_(request: pytest.FixtureRequest) -> Iterator[Neo4jServer]:
    """Each line of releases once; pytest runs all tests on the one before it starts the other."""
    with neo4j_server(request.param) as server:
        yield server


@pytest.fixture
def neo4j(neo4j_server_: Neo4jServer) -> Target:
    """An empty database; constraints and indexes of earlier tests stay, as in real life."""
    return emptied(neo4j_server_)


def emptied(server: Neo4jServer) -> Target:
    target = Target(server.uri, server.password, server.username)
    with driver_on(target) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n", database_=target.database)
    return target
