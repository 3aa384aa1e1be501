"""A Neo4j home that outlives its server: started again with other settings, or on a small disk.

Always from the jars, as a bulk import is.
"""

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.servers import maven
from tests.servers.neo4j import USERNAME, Neo4jServer, new_password
from tests.servers.process import free_ports, running

MOUNT = 'mount -t tmpfs -o size="$1" tmpfs "$2" && echo mounted && exec sleep infinity'
PATIENT = 60.0
"""Seconds to shut down in order: what is read-only afterwards cannot be recovered then."""


@dataclass(frozen=True)
class Home:
    """Where a server of the version keeps its data."""

    version: str
    program: list[str]
    environ: dict[str, str]
    password: str = field(repr=False)

    @contextmanager
    def started(
        self, settings: Mapping[str, str] | None = None, grace: float = PATIENT
    ) -> Iterator[Neo4jServer]:
        bolt, http = free_ports(2)
        maven.configure(Path(self.environ["NEO4J_CONF"]), bolt, http, settings)
        server = Neo4jServer(f"bolt://127.0.0.1:{bolt}", USERNAME, self.password, self.version)
        command = maven.start(self.version, self.program, self.environ)
        log = Path(self.environ["NEO4J_HOME"]) / "server.log"
        with running(command, self.environ, log, lambda: _reads(server), grace):
            yield server


def _reads(server: Neo4jServer) -> bool:
    """Not only the server answers: its database has been recovered."""
    from neo4j import GraphDatabase
    from neo4j.exceptions import DriverError, Neo4jError

    with GraphDatabase.driver(server.uri, auth=(server.username, server.password)) as driver:
        try:
            driver.execute_query("RETURN 1", database_="neo4j")
        except (DriverError, Neo4jError):
            return False
    return True


@contextmanager
def kept(version: str) -> Iterator[Home]:
    """An empty home; no server runs yet."""
    with maven.home(version, 0, 0) as (program, environ):
        yield _prepared(Home(version, program, environ, new_password()))


@dataclass(frozen=True)
class Disk:
    """A file system of a few megabytes, for those only who enter its namespace."""

    process: "subprocess.Popen[str]"
    folder: Path

    @property
    def seen(self) -> Path:
        """The folder as it is seen from outside."""
        return Path(f"/proc/{self.process.pid}/root{self.folder}")

    def fill(self, but: int) -> None:
        """Until so many bytes are left."""
        left = shutil.disk_usage(self.seen).free - but
        with (self.seen / "filler").open("wb") as filler:
            for _ in range(max(left, 0) // 4096):
                filler.write(bytes(4096))


@contextmanager
def kept_on_a_small_disk(version: str, size: str) -> Iterator[tuple[Home, Disk]]:
    """Its data lies on a disk of the size, such as `90m`."""
    with maven.home(version, 0, 0) as (program, environ):
        data = Path(environ["NEO4J_HOME"]) / "data"
        data.mkdir()
        with _disk(data, size) as disk:
            enter = ["nsenter", f"--target={disk.process.pid}", "--mount", "--user"]
            program = [*enter, "--preserve-credentials", *program]
            yield _prepared(Home(version, program, environ, new_password())), disk


@contextmanager
def _disk(folder: Path, size: str) -> Iterator[Disk]:
    command = ["unshare", "--mount", "--user", "--map-root-user", "sh", "-c", MOUNT, "sh"]
    process = subprocess.Popen([*command, size, str(folder)], stdout=subprocess.PIPE, text=True)
    try:
        if not process.stdout or process.stdout.readline() != "mounted\n":
            raise RuntimeError(
                "No small disk could be mounted: allow `unshare --mount --user --map-root-user`, "
                "as root or with kernel.unprivileged_userns_clone=1."
            )
        yield Disk(process, folder)
    finally:
        process.kill()
        process.wait()


def _prepared(home: Home) -> Home:
    maven.set_password(home.program, home.environ, home.password)
    return home
