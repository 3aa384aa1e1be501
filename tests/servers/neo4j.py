"""A Neo4j Community server: a running one that is named, else Docker's image, else from Maven."""

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.servers import docker, maven
from tests.servers.process import free_ports

LTS = "5.26.30"
CURRENT = "2026.08.1"
USERNAME = "neo4j"
NAMED = "RCAGRAPH_TEST_NEO4J_URI"


@dataclass(frozen=True)
class Neo4jServer:
    """Where it answers, how to log in, and the version that it really is."""

    uri: str
    username: str
    password: str = field(repr=False)
    version: str


@contextmanager
def neo4j_server(
    version: str = LTS, settings: Mapping[str, str] | None = None, folder: Path | None = None
) -> Iterator[Neo4jServer]:
    """A server of the version, until the block ends; one that is named stands for the LTS.

    One with settings of its own is always started; it may read the files of the folder.
    """
    if os.environ.get(NAMED) and version == LTS and settings is None:
        yield _named()
        return
    more = settings or {}
    bolt, http = free_ports(2)
    server = Neo4jServer(f"bolt://127.0.0.1:{bolt}", USERNAME, new_password(), version)
    started = (
        docker.neo4j(version, bolt, server.password, more, folder, lambda: answers(server))
        if docker.engine_answers()
        else maven.neo4j(
            version, bolt, http, server.password, lambda: answers(server), settings=more
        )
    )
    with started:
        yield server


def prepare(version: str = LTS) -> None:
    """Fetch all that starting a server needs, so that a later start needs no network."""
    if os.environ.get(NAMED) and version == LTS:
        return
    if docker.engine_answers():
        docker.fetch(version)
    else:
        maven.fetch(version)


def answers(server: Neo4jServer) -> bool:
    return _version_at(server.uri, server.username, server.password) is not None


def _named() -> Neo4jServer:
    uri, username = os.environ[NAMED], os.environ.get("NEO4J_USERNAME", USERNAME)
    password = os.environ.get("NEO4J_PASSWORD", "")
    version = _version_at(uri, username, password)
    if version is None:
        raise RuntimeError(
            f"No Neo4j that takes NEO4J_USERNAME and NEO4J_PASSWORD answers at {NAMED}: "
            "start it, or unset the variable and the tests start their own."
        )
    return Neo4jServer(uri, username, password, version)


def _version_at(uri: str, username: str, password: str) -> str | None:
    from neo4j import GraphDatabase
    from neo4j.exceptions import DriverError, Neo4jError

    with GraphDatabase.driver(uri, auth=(username, password)) as driver:
        try:
            driver.verify_connectivity()
            return str(driver.get_server_info().agent).removeprefix("Neo4j/")
        except (DriverError, Neo4jError):
            return None


def new_password() -> str:
    """Never with a `-` in front, which Neo4j's command line would take for an option."""
    return f"t{secrets.token_urlsafe(16)}"
