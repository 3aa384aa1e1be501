"""A Neo4j Community server: a running one that is named, else Docker's image, else from Maven."""

import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from tests.servers.jars import jars
from tests.servers.java import find_java
from tests.servers.process import free_port, running

LTS = "5.26.30"
CURRENT = "2026.08.1"
USERNAME = "neo4j"
ARTIFACTS = (("org.neo4j", "neo4j"), ("org.neo4j.app", "neo4j-server"))
OPENS = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
CONF = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{bolt}
server.http.listen_address=127.0.0.1:{http}
server.https.enabled=false
dbms.usage_report.enabled=false
server.memory.heap.max_size=1g
server.memory.pagecache.size=128m
"""


@dataclass(frozen=True)
class Neo4jServer:
    """Where it answers, and how to log in."""

    uri: str
    username: str
    password: str = field(repr=False)
    version: str


class _Line(NamedTuple):
    """What differs between the lines of releases."""

    main_class: str
    oldest_java: int
    newest_java: int
    options: tuple[str, ...]


@contextmanager
def neo4j_server(version: str = LTS) -> Iterator[Neo4jServer]:
    """A server of the version; that of RCAGRAPH_TEST_NEO4J_URI, if set, stands for the LTS."""
    uri = os.environ.get("RCAGRAPH_TEST_NEO4J_URI")
    if uri and version == LTS:
        username = os.environ.get("NEO4J_USERNAME", USERNAME)
        yield Neo4jServer(uri, username, os.environ["NEO4J_PASSWORD"], version)
    elif _docker_answers():
        with _in_docker(version) as server:
            yield server
    else:
        with _from_maven(version) as server:
            yield server


def _docker_answers() -> bool:
    if not shutil.which("docker"):
        return False
    try:
        asked = subprocess.run(["docker", "info"], capture_output=True, timeout=10, check=False)
    except subprocess.TimeoutExpired:
        return False
    return asked.returncode == 0


@contextmanager
def _in_docker(version: str) -> Iterator[Neo4jServer]:
    port = free_port()
    server = _server(port, version)
    environ = {**os.environ, "NEO4J_AUTH": f"{USERNAME}/{server.password}"}
    command = ["docker", "run", "--rm", "-e", "NEO4J_AUTH", "-p", f"127.0.0.1:{port}:7687"]
    with tempfile.TemporaryDirectory(prefix="rcagraph-neo4j-") as home:
        log = Path(home) / "server.log"
        image = f"neo4j:{version}-community"
        with running([*command, image], environ, log, lambda: _answers(server)):
            yield server


@contextmanager
def _from_maven(version: str) -> Iterator[Neo4jServer]:
    line = _line(version)
    wanted = f"{line.oldest_java} to {line.newest_java}"
    java = find_java(lambda major: line.oldest_java <= major <= line.newest_java, wanted)
    library = jars("neo4j", version, ARTIFACTS)
    port = free_port()
    server = _server(port, version)
    with tempfile.TemporaryDirectory(prefix="rcagraph-neo4j-") as folder:
        home = Path(folder)
        (home / "conf").mkdir()
        (home / "conf" / "neo4j.conf").write_text(CONF.format(bolt=port, http=free_port()))
        environ = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
        program = [str(java), *_options(line), "-cp", f"{library}/*"]
        _set_password(program, environ, server.password)
        arguments = [line.main_class, f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
        with running([*program, *arguments], environ, home / "log", lambda: _answers(server)):
            yield server


def _line(version: str) -> _Line:
    if version.startswith("5."):
        return _Line("org.neo4j.server.CommunityEntryPoint", 17, 21, ())
    native = ("--enable-native-access=ALL-UNNAMED",)
    return _Line("org.neo4j.server.Neo4jCommunity", 21, 25, native)


def _options(line: _Line) -> list[str]:
    opens = (f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENS)
    return ["-Xmx1g", *line.options, *opens]


def _set_password(program: list[str], environ: dict[str, str], password: str) -> None:
    admin = "org.neo4j.server.startup.Neo4jAdminCommand"
    command = [*program, admin, "dbms", "set-initial-password", password]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"Neo4j took no first password: {done.stderr[-1000:]}")


def _server(port: int, version: str) -> Neo4jServer:
    return Neo4jServer(f"bolt://127.0.0.1:{port}", USERNAME, secrets.token_urlsafe(16), version)


def _answers(server: Neo4jServer) -> bool:
    from neo4j import GraphDatabase
    from neo4j.exceptions import DriverError, Neo4jError

    with GraphDatabase.driver(server.uri, auth=(server.username, server.password)) as driver:
        try:
            driver.verify_connectivity()
        except (DriverError, Neo4jError):
            return False
    return True
