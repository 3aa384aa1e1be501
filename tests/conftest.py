"""What tests share: a real Neo4j server, started once and wiped before each test."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from rcagraph.export.neo4j import Target
from rcagraph.export.neo4j.connect import driver_on

if TYPE_CHECKING:
    from tests.servers.neo4j import Neo4jServer


@pytest.fixture(scope="session")
def neo4j_server_() -> "Iterator[Neo4jServer]":
    from tests.servers.neo4j import neo4j_server

    with neo4j_server() as server:
        yield server


@pytest.fixture
def neo4j(neo4j_server_: "Neo4jServer") -> Target:
    """An empty database; constraints and indexes of earlier tests stay, as in real life."""
    server = neo4j_server_
    target = Target(server.uri, server.password, server.username)
    with driver_on(target) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n", database_=target.database)
    return target
