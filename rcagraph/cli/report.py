"""`rcagraph report`: the recurring-failure report as a file."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rcagraph.cli.options import day_of, git_option, open_vault, reads_vault, today_option

if TYPE_CHECKING:
    from rcagraph.analysis.period import Period
    from rcagraph.api import Vault
    from rcagraph.report.page.links import LinkBase

FORMATS = {
    **{".md": "markdown", ".markdown": "markdown", ".json": "json"},
    **{".html": "html", ".htm": "html"},
}
"""By the suffix of the file."""


@click.command("report")
@reads_vault
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write, by suffix: .html, .md, .json.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(sorted(set(FORMATS.values()))),
    help="Whatever the suffix; without --output it is printed.",
)
@click.option(
    "--period",
    metavar="PERIOD",
    help="Compare a period with the one before it, as of its last day: 2025, 2025-H1, 2025-Q3, "
    "2025-07, 2025-07-14..2025-08-31, last-month, last-quarter, last-half, last-year.",
)
@click.option(
    "--link-base",
    metavar="ADDRESS",
    default="",
    help="Where the notes of an HTML report are to be read: the web address of the vault's folder, "
    "or obsidian://open?vault=NAME. Default: their paths as text.",
)
@today_option
@git_option
def command(
    vault_path: Path | None,
    profile_name: str | None,
    quiet: bool,
    output: Path | None,
    format_: str | None,
    period: str | None,
    link_base: str,
    today: date | None,
    use_git: bool,
) -> None:
    """Recurring failures with their dates, owners, runbooks and open actions, and the debts.

    \b
    Example:
      rcagraph report -o report.html
      rcagraph report -o recurring-failures.md
      rcagraph report -o quarter.md --period last-quarter
      rcagraph report --format json --period 2025-Q3
    """
    from rcagraph.analysis.period import period_called
    from rcagraph.export.files import write_text
    from rcagraph.report.page.libraries import libraries
    from rcagraph.report.page.links import LinkBase

    chosen, base = _format(output, format_), LinkBase(link_base)
    if chosen == "html":
        libraries()
    asked = period_called(period, day_of(today)) if period else None
    vault = open_vault(vault_path, profile_name, quiet)
    told = _told(vault, chosen, asked, day_of(today), use_git, quiet, base)
    if output is None:
        click.echo(told, nl=False)
        return
    write_text(output, told)
    if not quiet:
        click.echo(f"wrote {output}", err=True)


def _format(output: Path | None, asked: str | None) -> str:
    from rcagraph.model.errors import RcaGraphError

    if asked:
        return asked
    if output is None:
        raise RcaGraphError("no file for the report", "Name one with -o FILE.html, or --format.")
    if output.suffix.lower() not in FORMATS:
        raise RcaGraphError(
            f"{output} has no suffix that a report can have", "Name it FILE.html, .md or .json"
        )
    return FORMATS[output.suffix.lower()]


def _told(
    vault: "Vault",
    format_: str,
    asked: "Period | None",
    today: date,
    use_git: bool,
    quiet: bool,
    base: "LinkBase",
) -> str:
    from rcagraph.cli.progress import progress
    from rcagraph.cli.recurrence import runbook_commits
    from rcagraph.cli.report_page import report_page
    from rcagraph.report import markdown, report_json
    from rcagraph.report.as_json import dumps

    found = vault.recurrence(as_of=asked.last if asked else None)
    by_git = runbook_commits(vault, found) if use_git else {}
    its = vault.history(found, by_git)
    with progress("foretelling past incidents", quiet) as advance:
        needs = vault.dependencies(found, advance)
    change = vault.period_change(asked, found, its) if asked else None
    if format_ == "html":
        return report_page(
            vault, found, its, needs, change=change, by_git=by_git, today=today,
            base=base, quiet=quiet,
        )  # fmt: skip
    said = (vault.graph, found, today, its, by_git, needs, change)
    if format_ == "json":
        return dumps(report_json.recurring_failure_report(*said))
    return markdown.recurring_failure_report(*said)
