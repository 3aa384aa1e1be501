"""When a runbook was last touched: by git, else by what it says itself; never by its file."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from rcagraph.analysis.days import day_of
from rcagraph.graph import Node


class Touched(NamedTuple):
    """A day, and who says so."""

    day: date | None
    by: str
    """`git`, `updated`, or empty where nobody does."""


def touched(runbook: Node, by_git: Mapping[str, date] | None = None) -> Touched:
    """`by_git`: path of a note, relative to the vault, to the day of its last commit."""
    day = (by_git or {}).get(runbook.places[0].path)
    if day:
        return Touched(day, "git")
    updated = day_of(runbook, "updated")
    return Touched(updated, "updated" if updated else "")


def revised(runbook: Node, by_git: Mapping[str, date] | None = None) -> date | None:
    """The day of its last revision as it says itself, else by git: a commit may be a mere change
    of form, `updated:` is meant."""
    return day_of(runbook, "updated") or touched(runbook, by_git).day
