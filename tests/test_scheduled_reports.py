"""The scheduled jobs of docs/report.md: YAML as GitHub and GitLab read it; the commands run."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from rcagraph.cli import main

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "hopfield-pantry"
FENCE = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
GITHUB, GITLAB = map(yaml.safe_load, FENCE.findall((ROOT / "docs/report.md").read_text("utf-8")))


def test_github_starts_it_each_quarter() -> None:
    when = GITHUB[True]  # YAML 1.1 reads a bare `on` as true; GitHub takes it for a key
    assert when["schedule"] == [{"cron": "0 6 2 1,4,7,10 *"}]
    (job,) = GITHUB["jobs"].values()
    assert job["runs-on"] == "ubuntu-latest"
    assert {frozenset(step) & {"run", "uses"} for step in job["steps"]} == {
        frozenset({"run"}),
        frozenset({"uses"}),
    }
    assert GITHUB["permissions"] == {"contents": "write", "pull-requests": "write"}


def test_gitlab_keeps_what_it_writes() -> None:
    job = GITLAB["quarterly-report"]
    assert job["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "schedule"'}]
    written = [line.split(" -o ")[1].split()[0] for line in job["script"] if " -o " in line]
    assert job["artifacts"]["paths"] == written == ["quarter.md", "quarter.json"]


def commands() -> list[str]:
    steps: list[Any] = GITHUB["jobs"]["report"]["steps"]
    lines = [str(step.get("run", "")) for step in steps] + GITLAB["quarterly-report"]["script"]
    return [line for line in lines if line.startswith("rcagraph ")]


@pytest.mark.parametrize("line", commands())
def test_each_command_runs(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my-notes").symlink_to(EXAMPLE)
    _, *arguments = shlex.split(line)
    result = CliRunner().invoke(main, [*arguments, "--today", "2026-10-02", "--quiet"])
    assert (result.exit_code, result.output) == (0, "")
    (file,) = (f for f in tmp_path.rglob("quarter.*") if f.is_file())
    assert "2026-Q3" in file.read_text("utf-8")


def test_there_are_four_commands() -> None:
    assert len(commands()) == 4
