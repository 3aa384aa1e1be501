"""`rcagraph init`: the profile that fits, and a file that reads as it says."""

import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from rcagraph.api import fitting, load
from rcagraph.cli import main
from rcagraph.profile.read import BUILT_IN, read_profile

ENTITY = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: {}\n---\n"
ISSUE = "---\ntitle: Down\ndate: 2025-01-02 10:00:00\nseverity: down\naffected: [API]\n---\n"


def written(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("files", "profile"),
    [
        ({"incidents/2025-01-02-a.md": "# A\n", "services/b.md": "# B\n"}, "rca-vault"),
        ({"content/issues/a.md": ISSUE, "content/issues/b.md": ISSUE}, "cstate"),
        ({"a.txt": "nothing"}, "rca-vault"),
    ],
)
def test_the_profile_that_finds_most_fits(
    tmp_path: Path, files: dict[str, str], profile: str
) -> None:
    assert fitting(written(tmp_path, files)).profile == profile


def test_the_folder_s_name_tells_what_its_notes_are(tmp_path: Path) -> None:
    files = {"a.md": "# A\n", "b.md": "# B\n", "README.md": "# All\n"}
    fit = fitting(written(tmp_path / "acme-postmortems", files))
    assert fit.default == "Incident"
    assert [node.name for node in fit.vault.graph.nodes("Incident")] == ["a", "b"]


def test_the_file_reads_as_the_fit_did(tmp_path: Path) -> None:
    vault = written(tmp_path / "our 'post-mortems' \"é\"", {"a.md": "# A\n", "b.md": "# B\n"})
    result = CliRunner().invoke(main, ["init", str(vault)])
    assert result.exit_code == 0
    assert "profile: rca-vault\nfinds: 2 Incident in 2 files" in result.stderr
    assert read_profile(vault / "rcagraph.toml").vault.name == vault.name
    assert len(load(vault).graph.nodes("Incident")) == 2


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "rcagraph.toml").write_text("# mine\n")
    result = CliRunner().invoke(main, ["init", str(tmp_path)])
    assert result.exit_code == 2
    assert (tmp_path / "rcagraph.toml").read_text() == "# mine\n"
    assert "--force" in result.stderr
    assert CliRunner().invoke(main, ["init", str(tmp_path), "--force"]).exit_code == 0


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_built_in_profile_can_be_shown_and_used(name: str, tmp_path: Path) -> None:
    shown = CliRunner().invoke(main, ["init", "--show", name])
    assert tomllib.loads(shown.stdout)
    (tmp_path / "rcagraph.toml").write_text(f'use = "{name}"\n')
    assert load(tmp_path).files == 0


def test_an_unknown_profile_is_named_with_those_there_are() -> None:
    result = CliRunner().invoke(main, ["init", "--show", "nagios"])
    assert result.exit_code == 2
    assert "backstage" in result.stderr
