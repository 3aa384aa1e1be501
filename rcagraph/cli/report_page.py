"""What `rcagraph report -o FILE.html` gathers for the page, besides what every report has."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from rcagraph.model.collector import collector_paused

if TYPE_CHECKING:
    from rcagraph.analysis.dependencies import Dependencies
    from rcagraph.analysis.history import History
    from rcagraph.analysis.period_change import PeriodChange
    from rcagraph.analysis.recurrence import Recurrence
    from rcagraph.api import Vault
    from rcagraph.report.page.links import LinkBase

MOST_RADII = 150
"""Of a large vault, those on which most hangs: each adds to the page what depends on it."""


@collector_paused()
def report_page(
    vault: "Vault",
    found: "Recurrence",
    its: "History | None",
    needs: "Dependencies",
    *,
    change: "PeriodChange | None" = None,
    by_git: Mapping[str, date],
    today: date,
    base: "LinkBase",
    quiet: bool = False,
) -> str:
    from rcagraph.analysis.blast_radius import blast_radii
    from rcagraph.analysis.checks import check
    from rcagraph.analysis.debts import debts
    from rcagraph.analysis.most_exposed import most_exposed
    from rcagraph.cli.progress import progress
    from rcagraph.report.page.page import report_page as page
    from rcagraph.report.page.sources import Sources

    keys = most_exposed(vault.graph)
    radii, rules = [], vault.profile.analysis
    with progress("blast radius of each service", quiet) as advance:
        for each in blast_radii(vault.graph, keys[:MOST_RADII], found.until, rules=rules):
            radii.append(each)
            if advance:
                advance(len(radii), min(len(keys), MOST_RADII))
    return page(
        Sources(
            graph=vault.graph,
            found=found,
            history=its,
            owed=debts(vault.graph, found, today, by_git),
            needs=needs,
            radii=tuple(radii),
            diagnostics=(*vault.findings(), *check(vault.graph, today)),
            today=today,
            base=base,
            left_out=len(keys) - len(radii),
            change=change,
        )
    )
