"""Jars from Maven Central, in a cache outside the repository: whole, or not there."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.servers.cache import cache_folder, one_at_a_time
from tests.servers.java import find_java, find_maven

POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>rcagraph.tests</groupId><artifactId>{name}</artifactId><version>1</version>
  <dependencies>{dependencies}</dependencies>
</project>
"""
DEPENDENCY = (
    "<dependency><groupId>{0}</groupId><artifactId>{1}</artifactId>"
    "<version>{2}</version></dependency>"
)
COMPLETE = "complete"
"""The marker that is written last."""


def jars(name: str, version: str, artifacts: tuple[tuple[str, str], ...]) -> Path:
    """The folder with the jars of the artifacts (group, name) and all that they need."""
    folder = cache_folder() / f"{name}-{version}"
    if not (folder / COMPLETE).is_file():
        wanted = [(group, artifact, version) for group, artifact in artifacts]
        with one_at_a_time("maven"):
            _fetch(folder, name, wanted)
    return folder / "lib"


def _fetch(folder: Path, name: str, artifacts: list[tuple[str, str, str]]) -> None:
    """Unless another process has, while this one waited."""
    if (folder / COMPLETE).is_file():
        return
    with tempfile.TemporaryDirectory(dir=folder.parent) as temporary:
        made = Path(temporary) / "made"
        _download(made, name, artifacts)
        _put(made, folder)


def _put(made: Path, folder: Path) -> None:
    """What another run has put there meanwhile stays: it may be in use."""
    if not (folder / COMPLETE).is_file():
        shutil.rmtree(folder, ignore_errors=True)
        made.rename(folder)


def _download(to: Path, name: str, artifacts: list[tuple[str, str, str]]) -> None:
    to.mkdir()
    dependencies = "".join(DEPENDENCY.format(*artifact) for artifact in artifacts)
    (to / "pom.xml").write_text(POM.format(name=name, dependencies=dependencies))
    java = find_java(range(8, 100))
    command = [str(find_maven()), "-q", "-B", "dependency:copy-dependencies"]
    done = subprocess.run(
        [*command, f"-DoutputDirectory={to / 'lib'}"],
        cwd=to,
        env={"JAVA_HOME": str(java.resolve().parents[1]), **os.environ},
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    if done.returncode:
        raise RuntimeError(
            f"Maven could not fetch {name}: {done.stdout[-2000:]}{done.stderr[-500:]}"
        )
    (to / COMPLETE).write_text("")
