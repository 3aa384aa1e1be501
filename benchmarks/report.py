"""How long the HTML report of 1,000 incidents takes to make and to open, and how large it is.

`make bench-report`: seconds of the processor for each step, then of the browser's clock until the
page answers (the median of several).
"""

import argparse
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from benchmarks.timing import told
from benchmarks.vault_notes import VaultNotes
from rcagraph.api import load
from rcagraph.cli.report_page import report_page
from rcagraph.report.page.links import LinkBase
from tests.page import browser

BASE = LinkBase("https://git.example.com/acme/vault/blob/main")
RUNBOOKS = 0.6
"""Of the services. Incidents are then as many as asked, within a few."""
READY = "document.documentElement.dataset.ready"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incidents", type=int, default=1000)
    parser.add_argument("--services", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "vault"
        beside = 1 + asked.services + round(RUNBOOKS * asked.services)
        VaultNotes(asked.incidents + beside, asked.services, runbooks=RUNBOOKS).write(root)
        page = _made(root)
        file = Path(folder) / "report.html"
        file.write_text(page, "utf-8")
        print(f"{'size':45} {file.stat().st_size / 1e6:8.2f} MB")
        _opened(file, asked.rounds)
    return 0


def _made(root: Path) -> str:
    began = time.process_time()
    vault = told("reading the notes", lambda: load(root))
    found = vault.recurrence()
    its = told("figures of every family and service", lambda: vault.history(found))
    needs = told("what incidents say of the dependencies", lambda: vault.dependencies(found))
    page = told(
        "blast radius of each service, and the page",
        lambda: report_page(
            vault, found, its, needs, by_git={}, today=date(2026, 11, 24), base=BASE, quiet=True
        ),
    )
    print(f"{'in all':45} {time.process_time() - began:8.2f} s")
    return page


def _opened(file: Path, rounds: int) -> None:
    ready = []
    with browser() as opened:
        for _ in range(rounds):
            page = opened.new_page()
            page.goto(file.as_uri())
            ready.append(int(page.evaluate(READY)))
            page.close()
    print(f"{'until it answers (of the clock)':45} {statistics.median(ready) / 1000:8.2f} s")


if __name__ == "__main__":
    sys.exit(main())
