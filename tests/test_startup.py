"""What is imported for what: a command pays only for what it uses."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    *("ladybug", "lxml", "matplotlib", "neo4j", "networkx", "numpy", "pandas", "pyoxigraph"),
    *("pyshacl", "rdflib", "scipy", "urllib3", "watchfiles"),
}
NOTE = """\
---
title: 2025-03-01 - Disk Full in checkout
date: 2025-03-01
services: [checkout]
tags: [rca, storage]
---

# 2025-03-01 - Disk Full in checkout

## Action Items

| Action | Owner | Due Date |
|--------|-------|----------|
| Add an alert | Storage | 2025-04-01 |
"""
RUN = """\
import json, sys
from rcagraph.cli import main
try:
    main(sys.argv[1:])
finally:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


def imported(*words: str) -> set[str]:
    """The modules of a process that has run the command."""
    run = subprocess.run(
        [sys.executable, "-c", RUN, *words], capture_output=True, text=True, check=True
    )
    return set(json.loads(run.stderr.splitlines()[-1]))


def ours(modules: set[str]) -> set[str]:
    return {name for name in modules if name.partition(".")[0] == "rcagraph"}


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_no_more_than_click_to_say_what_it_is(option: str) -> None:
    modules = imported(option)
    assert ours(modules) == {
        *("rcagraph", "rcagraph.cli", "rcagraph.cli.app", "rcagraph.model"),
        "rcagraph.model.version",
    }
    assert not modules & {*HEAVY, "rich", "yaml", "msgspec", "pyromark"}
    assert len(modules) < 140


@pytest.mark.parametrize(
    "command", ["stats", "check", "blast-radius", "recurrence", "report", "query"]
)
def test_help_of_a_command_reads_no_vault(command: str) -> None:
    modules = imported(command, "--help")
    assert not modules & {*HEAVY, "rich", "yaml", "msgspec", "pyromark"}
    assert len(ours(modules)) < 20


def test_stats_need_neither_the_past_nor_a_database(tmp_path: Path) -> None:
    (tmp_path / "2025-03-01.md").write_text(NOTE)
    modules = imported("stats", "--vault", str(tmp_path), "--no-cache", "--format", "json")
    assert not modules & {*HEAVY, "rich", "platformdirs"}
    assert not {name for name in modules if name.startswith("rcagraph.analysis.history")}
    assert len(modules) < 450
    assert len(ours(modules)) < 190
