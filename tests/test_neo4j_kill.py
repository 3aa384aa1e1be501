"""Whole processes on one database: killed at any moment, and several at once."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from rcagraph.api import load
from rcagraph.export.neo4j import Target, export_neo4j, verify_export
from tests.databases import ask, contents, wipe
from tests.notes import write_vault
from tests.servers.neo4j import LTS, Neo4jServer

pytestmark = pytest.mark.neo4j

KILLS = int(os.environ.get("RCAGRAPH_TEST_KILLS", "10"))
"""In each mode on the first server."""
FEWER = 3
"""On the second."""


def vault(folder: Path, name: str, seed: int) -> Path:
    """Sixty incidents on ten services; another seed tells of others."""
    chosen = random.Random(seed)
    files: dict[str, str | bytes] = {"rcagraph.toml": '[vault]\nname = "killed"\n'}
    for number in sorted(chosen.sample(range(100), 60)):
        services = ", ".join(f"s{chosen.randrange(10)}" for _ in range(3))
        files[f"incidents/2025-01-02-i{number}.md"] = (
            f"---\ntype: incident\ndate: 2025-01-02\nseverity: P{chosen.randint(1, 3)}\n"
            f"services: [{services}]\n---\n# Incident {number}\n"
        )
    return write_vault(folder / name, files)


def start(folder: Path, target: Target, *more: str) -> "subprocess.Popen[str]":
    script = Path(sys.executable).with_name("rcagraph")
    command = [str(script), "export", "--vault", str(folder)]
    command += ["--neo4j", target.uri, "--max-delete", "100%", *more]
    environ = {
        **os.environ,
        "NEO4J_USERNAME": target.username,
        "NEO4J_PASSWORD": target.password,
        "NEO4J_DATABASE": target.database,
    }
    return subprocess.Popen(
        command, env=environ, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def ended(process: "subprocess.Popen[str]") -> tuple[int, str]:
    out, err = process.communicate(timeout=120)
    return process.returncode, out + err


def expected(target: Target, folders: Mapping[str, Path]) -> dict[str, list[str]]:
    """What one push of each into an empty database gives."""
    found = {}
    for name, folder in folders.items():
        wipe(target)
        export_neo4j(load(folder).graph, target)
        found[name] = contents(target)
    wipe(target)
    return found


@pytest.mark.parametrize("mode", [(), ("--max-rows", "20")], ids=["at-once", "in-steps"])
def test_the_next_export_repairs_what_a_killed_one_left(
    neo4j: Target, neo4j_server_: Neo4jServer, tmp_path: Path, mode: tuple[str, ...]
) -> None:
    folders = {name: vault(tmp_path, name, seed) for seed, name in enumerate(("one", "two"))}
    graphs = {name: load(folder).graph for name, folder in folders.items()}
    wanted = expected(neo4j, folders)
    started = time.monotonic()
    assert ended(start(folders["one"], neo4j, *mode))[0] == 0
    whole, chosen, deaths = time.monotonic() - started, random.Random(len(mode)), 0
    while deaths < (KILLS if neo4j_server_.version == LTS else FEWER):
        process = start(folders["two" if deaths % 2 else "one"], neo4j, *mode)
        time.sleep(whole * chosen.uniform(0.4, 1.0))
        process.kill()
        if ended(process)[0] == 0:
            whole *= 0.9  # it was quicker than the first
            continue
        deaths += 1
        name = chosen.choice(sorted(folders))
        export_neo4j(graphs[name], neo4j, max_delete=1)
        assert contents(neo4j) == wanted[name]
    assert not verify_export(graphs[name], neo4j).is_drift
    assert ask(neo4j, "MATCH (l:RcaSync) RETURN count(l)") == [(1,)]


def test_four_exports_at_once_end_as_one_of_them(neo4j: Target, tmp_path: Path) -> None:
    folders = {name: vault(tmp_path, name, seed) for seed, name in enumerate("abcd")}
    wanted = expected(neo4j, folders)
    modes = [(), ("--max-rows", "20"), (), ("--max-rows", "20")]
    running = [
        start(folder, neo4j, *mode) for folder, mode in zip(folders.values(), modes, strict=True)
    ]
    assert [ended(process)[0] for process in running] == [0, 0, 0, 0]
    assert contents(neo4j) in wanted.values()
    assert ask(neo4j, "MATCH (l:RcaSync) RETURN count(l)") == [(1,)]
