"""Neo4j Community run by Java from the jars on Maven Central, in a home that is thrown away."""

import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.servers.jars import jars
from tests.servers.java import find_java
from tests.servers.process import running

ARTIFACTS = (("org.neo4j", "neo4j"), ("org.neo4j.app", "neo4j-server"))
ADMIN = "org.neo4j.server.startup.Neo4jAdminCommand"
OPENS = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
CONF = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{bolt}
server.http.listen_address=127.0.0.1:{http}
server.https.enabled=false
dbms.usage_report.enabled=false
server.memory.heap.max_size=1g
server.memory.pagecache.size=128m
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
"""
FORKED = "".join(
    f"server.jvm.additional=--add-opens=java.base/{package}=ALL-UNNAMED\n" for package in OPENS
)
"""For the Java that the admin command starts in its turn."""


class _Line(NamedTuple):
    """What differs between the lines of releases."""

    main_class: str
    javas: range
    options: tuple[str, ...] = ()


FIVE = _Line("org.neo4j.server.CommunityEntryPoint", range(17, 22))
CALENDAR = _Line(
    "org.neo4j.server.Neo4jCommunity", range(21, 100), ("--enable-native-access=ALL-UNNAMED",)
)


def fetch(version: str) -> list[str]:
    """The start of every command: Java, its options, and Neo4j's jars, once all are here."""
    line = _line(version)
    opens = (f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENS)
    library = jars("neo4j", version, ARTIFACTS)
    java = find_java(line.javas)
    return [str(java), "-Xmx1g", *line.options, *opens, "-cp", f"{library}/*"]


@contextmanager
def home(
    version: str, bolt: int, http: int, settings: Mapping[str, str] | None = None
) -> Iterator[tuple[list[str], dict[str, str]]]:
    """The start of every command, and the environment in which it finds a new, empty home."""
    program = fetch(version)
    with tempfile.TemporaryDirectory(prefix="rcagraph-neo4j-") as folder:
        conf = Path(folder) / "conf"
        conf.mkdir()
        configure(conf, bolt, http, settings)
        yield program, {**os.environ, "NEO4J_HOME": folder, "NEO4J_CONF": str(conf)}


def configure(conf: Path, bolt: int, http: int, settings: Mapping[str, str] | None = None) -> None:
    """Write what a server reads when it starts."""
    more = "".join(f"{name}={value}\n" for name, value in (settings or {}).items())
    (conf / "neo4j.conf").write_text(CONF.format(bolt=bolt, http=http) + FORKED + more)


@contextmanager
def neo4j(
    version: str,
    bolt: int,
    http: int,
    password: str,
    answers: Callable[[], bool],
    before: Callable[[list[str], dict[str, str]], None] | None = None,
    settings: Mapping[str, str] | None = None,
) -> Iterator[None]:
    """`before` is called while the server stands still, with the admin command's start."""
    with home(version, bolt, http, settings) as (program, environ):
        folder = Path(environ["NEO4J_HOME"])
        set_password(program, environ, password)
        if before:
            before([*program, ADMIN], environ)
        with running(start(version, program, environ), environ, folder / "server.log", answers):
            yield


def start(version: str, program: list[str], environ: Mapping[str, str]) -> list[str]:
    """The command that starts the server of a home."""
    places = f"--home-dir={environ['NEO4J_HOME']}", f"--config-dir={environ['NEO4J_CONF']}"
    return [*program, _line(version).main_class, *places]


def _line(version: str) -> _Line:
    return FIVE if version.startswith("5.") else CALENDAR


def set_password(program: list[str], environ: dict[str, str], password: str) -> None:
    command = [*program, ADMIN, "dbms", "set-initial-password", password]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"Neo4j took no first password: {done.stderr[-1000:]}")
