"""How long the past of a large vault takes: 10,000 incidents of 3,333 services.

`make bench-past` prints the processor seconds of each step that `recurrence`, `dependencies` and
`report` take once the graph is there.
"""

import argparse
import platform
import sys
from datetime import date

import numpy as np

from benchmarks.timing import told
from benchmarks.vault_graph import vault_graph
from rcagraph.analysis.debts import debts
from rcagraph.analysis.dependencies import dependencies
from rcagraph.analysis.history import history
from rcagraph.analysis.recurrence import recurrence
from rcagraph.report import dependency_tables, recurrence_json, text
from rcagraph.report.markdown import recurring_failure_report

NOTES = 16_667


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=NOTES)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    graph = vault_graph(asked.notes)
    print(f"{platform.python_implementation()} {platform.python_version()}, numpy {np.__version__}")
    print(f"{len(graph.nodes('Incident'))} incidents, {len(graph.nodes('Service'))} services")
    past = told("families", lambda: recurrence(graph), asked.rounds)
    its = told("figures of every family and service", lambda: history(graph, past), asked.rounds)
    today = date(2026, 1, 1)
    owed = told("debts", lambda: debts(graph, past, today), asked.rounds)
    needs = told(
        "what incidents say of the dependencies",
        lambda: dependencies(graph, (family.events for family in past.every)),
        asked.rounds,
    )
    told("recurrence as JSON", lambda: recurrence_json.recurrence(past, its, owed), asked.rounds)
    told("recurrence as a table", lambda: text.recurrence(past, its, owed), asked.rounds)
    told("dependencies as tables", lambda: dependency_tables.tables(needs), asked.rounds)
    told(
        "the recurring-failure report",
        lambda: recurring_failure_report(graph, past, today, its, {}, needs),
        asked.rounds,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
