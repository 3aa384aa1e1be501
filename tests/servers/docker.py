"""Neo4j's official image, where a Docker engine answers."""

import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.servers.process import running


def engine_answers() -> bool:
    if not shutil.which("docker"):
        return False
    try:
        return _docker("info", patience=5).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def fetch(version: str) -> str:
    """The image's name, once the engine holds it."""
    image = f"neo4j:{version}-community"
    if _docker("image", "inspect", image, patience=30).returncode:
        pulled = _docker("pull", "--quiet", image, patience=900)
        if pulled.returncode:
            raise RuntimeError(f"Docker could not pull {image}: {pulled.stderr[-1000:]}")
    return image


@contextmanager
def neo4j(
    version: str,
    bolt: int,
    password: str,
    more: Mapping[str, str],
    readable: Path | None,
    answers: Callable[[], bool],
) -> Iterator[None]:
    name = f"rcagraph-neo4j-{secrets.token_hex(4)}"
    settings = {
        "NEO4J_AUTH": f"neo4j/{password}",
        "NEO4J_server_memory_heap_max__size": "1g",
        "NEO4J_dbms_usage__report_enabled": "false",
        **{_variable(name): value for name, value in more.items()},
    }
    passed = [f"--env={key}" for key in settings]  # values stay off the command line
    command = ["docker", "run", "--rm", f"--name={name}", *passed]
    command += [f"--volume={readable}:{readable}:ro"] if readable else []
    command += [f"--publish=127.0.0.1:{bolt}:7687", fetch(version)]
    with tempfile.TemporaryDirectory(prefix="rcagraph-neo4j-") as folder:
        try:
            with running(command, {**os.environ, **settings}, Path(folder) / "server.log", answers):
                yield
        finally:  # a killed client leaves its container behind
            _docker("rm", "--force", "--volumes", name, patience=60)


def _variable(setting: str) -> str:
    return "NEO4J_" + setting.replace("_", "__").replace(".", "_")


def _docker(*arguments: str, patience: float) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["docker", *arguments], capture_output=True, text=True, check=False, timeout=patience
    )
