"""What tests share: a real server of each sort, started once, wiped before each test."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from rcagraph.build.cache import FOLDER_VARIABLE
from rcagraph.export.neo4j import Target
from rcagraph.export.rdf.endpoint import Endpoint, endpoint_from
from tests.databases import wipe
from tests.rdf_store import clear
from tests.servers.neo4j import CURRENT, LTS, Neo4jServer, neo4j_server
from tests.servers.stores import FUSEKI, OXIGRAPH, store_server

if TYPE_CHECKING:
    from xdist.remote import Producer

    from tests.sharing import Sharing

# How long an example takes says how busy the machine is, not whether the code is right.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: "Producer") -> "Sharing":
    from tests.sharing import Sharing

    return Sharing(config, log)


@pytest.fixture(scope="session", autouse=True)
def cache_of_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What tests read is not kept among what the user's own vaults said."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(FOLDER_VARIABLE, str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session", autouse=True)
def servers_that_start_quickly() -> Iterator[None]:
    """They do not live long enough for Java's second compiler to pay: a third of the time goes."""
    given = os.environ.get("JAVA_TOOL_OPTIONS", "")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAVA_TOOL_OPTIONS", f"{SHORT_LIVED} {given}".strip())
        yield


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


@pytest.fixture(scope="session", params=(FUSEKI, OXIGRAPH))
def store_server_(request: pytest.FixtureRequest) -> Iterator[str]:
    with store_server(request.param) as url:
        yield url


@pytest.fixture
def store(store_server_: str) -> Endpoint:
    """An empty store, of each of two makers."""
    endpoint = endpoint_from(store_server_, os.environ)
    clear(endpoint)
    return endpoint
