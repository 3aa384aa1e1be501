"""When notes were last committed, as the git repository that the vault lies in tells it."""

import subprocess
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from rcagraph.cli import git

SECONDS = 30
AT_ONCE = 500
"""Paths on one command line."""


def last_commits(root: Path, paths: Iterable[str]) -> Mapping[str, date]:
    """Path of a note, relative to the vault, to the day of its last commit.

    Empty where there is no git, no repository, or only its newest part (a shallow clone), in
    which the last commit of an old file is not the one that touched it.
    """
    wanted = sorted(set(paths))
    if not wanted or _git(root, "rev-parse", "--is-shallow-repository") != "false\n":
        return {}
    found: dict[str, date] = {}
    for at in range(0, len(wanted), AT_ONCE):
        found.update(_newest(root, wanted[at : at + AT_ONCE]))
    return found


def _newest(root: Path, paths: Sequence[str]) -> dict[str, date]:
    literal = [f":(literal){path}" for path in paths]
    told = _git(root, "log", "--format=%x00%cI", "--name-only", "--relative", "--", *literal)
    found: dict[str, date] = {}
    for commit in told.split("\0")[1:]:
        day, *names = commit.split("\n")
        for name in filter(None, names):
            found.setdefault(name, date.fromisoformat(day[:10]))
    return found


def _git(root: Path, *arguments: str) -> str:
    """What git prints; empty where it fails."""
    try:
        return git.said(root, *arguments, seconds=SECONDS) or ""
    except (OSError, subprocess.TimeoutExpired):
        return ""
