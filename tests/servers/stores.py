"""SPARQL stores: Apache Jena Fuseki from Maven Central, Oxigraph from its wheel; or one named."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rcagraph.export.rdf.endpoint import Endpoint
from rcagraph.export.rdf.protocol import connect
from rcagraph.model.errors import RcaGraphError
from tests.servers.jars import jars
from tests.servers.java import find_java
from tests.servers.process import free_ports, running

FUSEKI, OXIGRAPH = "fuseki", "oxigraph"
FUSEKI_VERSION = "5.6.0"
DATASET = "rca"
NAMED = "RCAGRAPH_TEST_SPARQL_URL"


@contextmanager
def store_server(kind: str) -> Iterator[str]:
    """The address of a store that takes writing; one that is named stands for Fuseki."""
    if kind == FUSEKI and os.environ.get(NAMED):
        yield _named()
        return
    with fuseki() if kind == FUSEKI else oxigraph() as url:
        yield url


@contextmanager
def fuseki(*options: str) -> Iterator[str]:
    """On disk it is TDB2, whose transactions are those that people rely on."""
    [port] = free_ports(1)
    url = f"http://127.0.0.1:{port}/{DATASET}"
    with tempfile.TemporaryDirectory(prefix="rcagraph-fuseki-") as name:
        folder = Path(name)
        (folder / "data").mkdir()
        given = [f"--loc={folder / 'data'}", *(options or ("--update",))]
        command = [*fetch_fuseki(), f"--port={port}", "--localhost", *given]
        environ = {**os.environ, "FUSEKI_BASE": str(folder / "base")}
        log = folder / "server.log"
        with running([*command, f"/{DATASET}"], environ, log, lambda: answers(url)):
            yield url


@contextmanager
def oxigraph(command: str = "serve", location: Path | None = None) -> Iterator[str]:
    [port] = free_ports(1)
    url = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory(prefix="rcagraph-oxigraph-") as name:
        folder = Path(name)
        place = location or folder / "data"
        start = [oxigraph_program(), command, "--location", str(place)]
        log = folder / "server.log"
        bind = ["--bind", f"127.0.0.1:{port}"]
        with running([*start, *bind], os.environ, log, lambda: answers(url)):
            yield url


def fetch_fuseki() -> list[str]:
    """The start of its command, once the jar is here."""
    library = jars(
        "jena-fuseki-server", FUSEKI_VERSION, (("org.apache.jena", "jena-fuseki-server"),)
    )
    jar = library / f"jena-fuseki-server-{FUSEKI_VERSION}.jar"
    return [str(find_java(range(17, 100))), "-Xmx1g", "-jar", str(jar)]


def oxigraph_program() -> str:
    program = Path(sys.executable).parent / "oxigraph"
    if not program.is_file():
        raise RuntimeError("Oxigraph is not here: install the development group (`make .venv/dev`)")
    return str(program)


def prepare(kind: str) -> None:
    """Fetch all that starting the store needs, so that a later start needs no network."""
    if kind == FUSEKI and not os.environ.get(NAMED):
        fetch_fuseki()
    elif kind == OXIGRAPH:
        oxigraph_program()


def answers(url: str) -> bool:
    """One that asks for a password is up, too."""
    try:
        connect(Endpoint(url), 5)
    except RcaGraphError as error:
        return getattr(error, "status", 0) == 401
    return True


def _named() -> str:
    url = os.environ[NAMED]
    if not answers(url):
        raise RuntimeError(
            f"No SPARQL store answers at {NAMED}: start it, or unset the variable and the tests "
            "start their own."
        )
    return url
