"""Neo4j's own command line from Maven Central, which has that of the LTS line alone.

It speaks to servers of both lines.
"""

import os
import subprocess
from pathlib import Path

from tests.servers.jars import jars
from tests.servers.java import find_java
from tests.servers.neo4j import LTS, Neo4jServer

ARTIFACTS = (("org.neo4j", "cypher-shell"),)
JAVAS = range(21, 100)


def fetch() -> Path:
    return jars("cypher-shell", LTS, ARTIFACTS)


def run_file(server: Neo4jServer, file: Path) -> str:
    """What it prints; `RuntimeError` where it fails, at the first statement that does."""
    program = [str(find_java(JAVAS)), "-cp", f"{fetch()}/*", "org.neo4j.shell.Main"]
    options = ["--address", server.uri, "--username", server.username, "--format", "plain"]
    done = subprocess.run(
        [*program, *options, "--fail-fast", "--file", str(file)],
        env={**os.environ, "NEO4J_PASSWORD": server.password},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    if done.returncode:
        raise RuntimeError(f"cypher-shell ended with {done.returncode}: {done.stderr[-2000:]}")
    return done.stdout
