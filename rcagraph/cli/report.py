"""`rcagraph report`: the recurring-failure report as a file."""

from datetime import date
from pathlib import Path

import click

from rcagraph.cli.options import day_of, git_option, open_vault, reads_vault, today_option


@click.command("report")
@reads_vault
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The file to write, by suffix: .md.",
)
@today_option
@git_option
def command(
    vault_path: Path | None,
    profile_name: str | None,
    quiet: bool,
    output: Path,
    today: date | None,
    use_git: bool,
) -> None:
    """Recurring failures with their dates, owners, runbooks and open actions, and the debts.

    \b
    Example:
      rcagraph report -o recurring-failures.md
    """
    from rcagraph.cli.progress import progress
    from rcagraph.cli.recurrence import runbook_commits
    from rcagraph.export.files import write_text
    from rcagraph.model.errors import RcaGraphError
    from rcagraph.report.markdown import recurring_failure_report

    if output.suffix.lower() not in (".md", ".markdown"):
        raise RcaGraphError(f"{output} has no suffix that a report can have", "Name it FILE.md")
    vault = open_vault(vault_path, profile_name, quiet)
    found = vault.recurrence()
    by_git = runbook_commits(vault, found) if use_git else {}
    its = vault.history(found, by_git)
    with progress("foretelling past incidents", quiet) as advance:
        needs = vault.dependencies(found, advance)
    told = recurring_failure_report(vault.graph, found, day_of(today), its, by_git, needs)
    write_text(output, told)
    if not quiet:
        click.echo(f"wrote {output}", err=True)
