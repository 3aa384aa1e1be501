"""`rcagraph dependencies`: what past incidents say of the declared dependencies."""

from datetime import date
from pathlib import Path

import click

from rcagraph.cli.options import as_of_option, format_option, open_vault, reads_vault


@click.command("dependencies")
@reads_vault
@as_of_option
@format_option("table", "json", "csv", "markdown")
def command(
    vault_path: Path | None,
    profile_name: str | None,
    quiet: bool,
    as_of: date | None,
    format_: str,
) -> None:
    """Dependencies that nobody declared, those never seen, and how well the rest foretell.

    Hit without a declared dependency: services that go down with another more often than when
    trouble begins elsewhere, with what to write where if it is so. Declared and never seen: as
    often as a failure could have crossed. Calibration: past incidents, each foretold from what
    was known before it. The formats other than table list also what no test supports.

    \b
    Example:
      rcagraph dependencies --format markdown
    """
    from rcagraph.analysis.recurrence import recurrence
    from rcagraph.cli.output import print_json, print_rich, print_tables
    from rcagraph.cli.progress import progress
    from rcagraph.report import dependency_json, dependency_tables, text

    vault = open_vault(vault_path, profile_name, quiet)
    past = recurrence(vault.graph, by=vault.profile.analysis.family, as_of=as_of)
    with progress("foretelling past incidents", quiet) as advance:
        found = vault.dependencies(past, advance)
    if format_ == "json":
        print_json(dependency_json.dependencies(found))
    elif format_ == "table":
        print_rich(text.dependencies(found))
    else:
        print_tables(dependency_tables.tables(found), format_)
