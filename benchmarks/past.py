"""How long the past of a large vault takes: 10,000 incidents of 3,333 services.

`make bench-past` prints the processor seconds of each step that `recurrence`, `dependencies` and
`report` take once the graph is there.
"""

import argparse
import platform
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import TypeVar

import numpy as np

from benchmarks.vault_graph import vault_graph
from rcagraph.analysis.debts import debts
from rcagraph.analysis.dependencies import dependencies
from rcagraph.analysis.history import history
from rcagraph.analysis.recurrence import recurrence
from rcagraph.report import dependency_tables, recurrence_json, text
from rcagraph.report.markdown import recurring_failure_report

NOTES = 16_667
T = TypeVar("T")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=NOTES)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    graph = vault_graph(asked.notes)
    print(f"{platform.python_implementation()} {platform.python_version()}, numpy {np.__version__}")
    print(f"{len(graph.nodes('Incident'))} incidents, {len(graph.nodes('Service'))} services")
    past = _timed("families", lambda: recurrence(graph), asked.rounds)
    its = _timed("figures of every family and service", lambda: history(graph, past), asked.rounds)
    today = date(2026, 1, 1)
    owed = _timed("debts", lambda: debts(graph, past, today), asked.rounds)
    needs = _timed(
        "what incidents say of the dependencies",
        lambda: dependencies(graph, (family.events for family in past.every)),
        asked.rounds,
    )
    _timed("recurrence as JSON", lambda: recurrence_json.recurrence(past, its, owed), asked.rounds)
    _timed("recurrence as a table", lambda: text.recurrence(past, its, owed), asked.rounds)
    _timed("dependencies as tables", lambda: dependency_tables.tables(needs), asked.rounds)
    _timed(
        "the recurring-failure report",
        lambda: recurring_failure_report(graph, past, today, its, {}, needs),
        asked.rounds,
    )
    return 0


def _timed(what: str, work: Callable[[], T], rounds: int) -> T:
    """Of the processor, the best of several: what else a machine does is not counted."""
    best = float("inf")
    for _ in range(rounds):
        began = time.process_time()
        found = work()
        best = min(best, time.process_time() - began)
    print(f"{what:45} {best:8.2f} s", flush=True)
    return found


if __name__ == "__main__":
    sys.exit(main())
