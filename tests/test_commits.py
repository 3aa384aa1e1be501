"""When notes were last committed, from a repository made for it."""

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from rcagraph.cli.commits import last_commits

WHO = {f"GIT_{who}_{what}": "a@b" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def git(folder: Path, *arguments: str, on: str = "2025-01-01T12:00:00+00:00") -> None:
    days = {"GIT_AUTHOR_DATE": on, "GIT_COMMITTER_DATE": on}
    subprocess.run(
        ["git", "-C", str(folder), *arguments],
        check=True,
        capture_output=True,
        env={**os.environ, **WHO, **days},
    )


def commit(folder: Path, name: str, on: str) -> None:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(on)
    git(folder, "add", name)
    git(folder, "commit", "-m", "x", on=f"{on}T23:30:00-02:00")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repo"
    root.mkdir()
    git(root, "init")
    commit(root, "vault/a b.md", "2025-01-01")
    commit(root, "vault/ü.md", "2025-01-02")
    commit(root, "vault/a b.md", "2025-03-01")
    commit(root, "other.md", "2025-04-01")
    return root


def test_the_day_of_the_last_commit_by_the_vaults_paths(repository: Path) -> None:
    found = last_commits(repository / "vault", ["a b.md", "ü.md", "none.md", "*.md"])
    assert found == {"a b.md": date(2025, 3, 1), "ü.md": date(2025, 1, 2)}


def test_a_shallow_clone_knows_nothing(repository: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--depth", "1", f"file://{repository}", str(clone))
    assert last_commits(clone / "vault", ["a b.md"]) == {}


def test_no_repository_and_nothing_asked(tmp_path: Path, repository: Path) -> None:
    assert last_commits(tmp_path, ["a.md"]) == {}
    assert last_commits(repository, []) == {}


def test_no_git(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    assert last_commits(repository / "vault", ["a b.md"]) == {}


def test_the_repositorys_own_configuration_runs_nothing(repository: Path) -> None:
    bad = repository / "ran"
    script = repository / "evil.sh"
    script.write_text(f"#!/bin/sh\ntouch {bad}\n")
    script.chmod(0o755)
    for name in ("core.fsmonitor", "core.pager", "gpg.program"):
        git(repository, "config", name, str(script))
    git(repository, "config", "log.showSignature", "true")
    assert last_commits(repository / "vault", ["ü.md"]) == {"ü.md": date(2025, 1, 2)}
    assert not bad.exists()
