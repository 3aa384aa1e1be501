"""A Neo4j server whose database a bulk import has filled before its first start.

Always from the jars: the import wants a home of its own and a server that stands still.
"""

import shlex
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers import maven
from tests.servers.neo4j import USERNAME, Neo4jServer, answers, new_password
from tests.servers.process import free_ports


@contextmanager
def imported(version: str, folder: Path) -> Iterator[Neo4jServer]:
    """A server of the version after `sh import.sh` in a folder of import files."""
    bolt, http = free_ports(2)
    server = Neo4jServer(f"bolt://127.0.0.1:{bolt}", USERNAME, new_password(), version)

    def run(admin: list[str], environ: dict[str, str]) -> None:
        run_import(admin, environ, folder)

    with maven.neo4j(version, bolt, http, server.password, lambda: answers(server), run):
        yield server


def run_import(admin: list[str], environ: dict[str, str], folder: Path) -> None:
    """Run the folder's script with `admin` in the place of `neo4j-admin`."""
    command = Path(environ["NEO4J_HOME"]) / "neo4j-admin"
    command.write_text(f'#!/bin/sh\nexec {shlex.join(admin)} "$@"\n')
    command.chmod(0o755)
    done = subprocess.run(
        ["sh", str(folder / "import.sh")],
        env={**environ, "NEO4J_ADMIN": str(command)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(
            f"The import ended with {done.returncode}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
        )


def import_only(version: str, folder: Path) -> None:
    """The import into a home that is thrown away; no server starts."""
    with maven.home(version, *free_ports(2)) as (program, environ):
        run_import([*program, maven.ADMIN], environ, folder)
