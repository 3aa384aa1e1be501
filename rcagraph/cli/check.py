"""`rcagraph check`: what is wrong with the notes, line by line."""

from datetime import datetime
from pathlib import Path

import click

from rcagraph.cli.options import day_of, format_option, open_vault, reads_vault, today_option


@click.command("check")
@reads_vault
@format_option("text", "json", "github", "sarif")
@click.option("--select", metavar="CODES", help="Only these: RCA301,RCA4 (beginnings will do).")
@click.option("--ignore", metavar="CODES", help="Not these.")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@today_option
@click.pass_context
def command(
    ctx: click.Context,
    vault_path: Path | None,
    profile_name: str | None,
    quiet: bool,
    format_: str,
    select: str | None,
    ignore: str | None,
    strict: bool,
    today: datetime | None,
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
    found += check(vault.graph, day_of(today))
    chosen, refused = _codes(select or "RCA"), _codes(ignore or "")
    found = [d for d in found if d.code.name.startswith(chosen)]
    found = [d for d in found if not d.code.name.startswith(refused)]
    found.sort(key=lambda diagnostic: diagnostic.sort_key)
    click.echo(FORMATS[format_](found), nl=False)
    if not quiet:
        click.echo(summary(found), err=True)
    errors = any(d.code.severity is Severity.ERROR for d in found)
    ctx.exit(1 if errors or (strict and found) else 0)


def _codes(text: str) -> tuple[str, ...]:
    """The beginnings of codes; a usage error for what no code begins with."""
    from rcagraph.model.diagnostics import Code

    codes = tuple(part.strip().upper() for part in text.split(",") if part.strip())
    for code in codes:
        if not any(known.name.startswith(code) for known in Code):
            raise click.UsageError(f"No code begins with {code!r}: see `rcagraph schema`.")
    return codes
