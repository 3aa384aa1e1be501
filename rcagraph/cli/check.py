"""`rcagraph check`: what is wrong with the notes, line by line."""

from datetime import date
from pathlib import Path

import click

from rcagraph.cli.options import format_option, open_vault, reads_vault


@click.command("check")
@reads_vault
@format_option("text", "json", "github", "sarif")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.pass_context
def command(
    ctx: click.Context,
    vault_path: Path | None,
    profile_name: str | None,
    quiet: bool,
    format_: str,
    strict: bool,
) -> None:
    """Every finding with its file, its line and what to do; exit code 1 if there are errors.

    \b
    Example:
      rcagraph check --vault my-notes --strict
    """
    from rcagraph.analysis.checks import check
    from rcagraph.graph.suggest import with_suggestions
    from rcagraph.model.diagnostics import Severity
    from rcagraph.report.diagnostics import FORMATS, summary

    vault = open_vault(vault_path, profile_name, quiet=True)
    found = [*with_suggestions(vault.diagnostics, vault.graph)]
    # The one place where today's date matters: which promises are overdue.
    found += check(vault.graph, date.today())
    found.sort(key=lambda diagnostic: diagnostic.sort_key)
    click.echo(FORMATS[format_](found), nl=False)
    if not quiet:
        click.echo(summary(found), err=True)
    errors = any(d.code.severity is Severity.ERROR for d in found)
    ctx.exit(1 if errors or (strict and found) else 0)
