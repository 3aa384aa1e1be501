"""`check --format github` and `sarif` name files as the repository does."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from rcagraph.cli import main
from rcagraph.cli.repository import folder_in_repository


def vault_in(repository: Path) -> Path:
    """A vault `docs/notes` with one note that is wrong."""
    vault = repository / "docs" / "notes"
    vault.mkdir(parents=True)
    (vault / "a.md").write_text("---\ntitle: [\n---\n# A\n")
    return vault


def test_the_folder_from_the_root_of_the_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert folder_in_repository(vault_in(tmp_path)) == "docs/notes/"
    assert folder_in_repository(tmp_path) == ""


def test_a_work_tree_s_git_is_a_file(tmp_path: Path) -> None:
    (tmp_path / ".git").write_text("gitdir: elsewhere")
    assert folder_in_repository(vault_in(tmp_path)) == "docs/notes/"


def test_without_a_repository_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = vault_in(tmp_path)
    monkeypatch.chdir(tmp_path / "docs")
    assert folder_in_repository(vault) == "notes/"
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    assert folder_in_repository(vault) == ""


@pytest.mark.parametrize("place", [".", "docs", "docs/notes"])
def test_annotations_are_the_same_from_wherever_check_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    (tmp_path / ".git").mkdir()
    vault = vault_in(tmp_path)
    monkeypatch.chdir(tmp_path / place)
    arguments = ["check", "--vault", os.path.relpath(vault), "--quiet", "--format"]
    printed = CliRunner().invoke(main, [*arguments, "github"]).stdout
    assert printed.startswith("::error file=docs/notes/a.md,line=3,title=RCA101::")
    sarif = json.loads(CliRunner().invoke(main, [*arguments, "sarif"]).stdout)
    place_ = sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place_["artifactLocation"]["uri"] == "docs/notes/a.md"
    assert "docs/notes" not in CliRunner().invoke(main, [*arguments, "json"]).stdout
