"""`rcagraph blast-radius SERVICE`: what else goes down with it."""

from datetime import date, datetime
from pathlib import Path

import click

from rcagraph.cli.options import as_of_option, format_option, open_vault, reads_vault


@click.command("blast-radius")
@click.argument("service")
@reads_vault
@as_of_option
@format_option("table", "json", "csv", "markdown")
def command(
    service: str,
    vault_path: Path | None,
    profile_name: str | None,
    quiet: bool,
    as_of: datetime | None,
    format_: str,
) -> None:
    """What else goes down with SERVICE, whom to page, and which runbook to open.

    Structural: what the notes say depends on it, by hops, each with one path. Observed: whom
    the incidents that began in it have hit.

    \b
    Example:
      rcagraph blast-radius order-service
    """
    from rcagraph.analysis.blast_radius import blast_radius
    from rcagraph.analysis.names import find_service
    from rcagraph.cli.output import print_json, print_rich, print_tables
    from rcagraph.report import as_json, as_tables, text

    graph = open_vault(vault_path, profile_name, quiet).graph
    day: date | None = as_of.date() if as_of else None
    found = blast_radius(graph, find_service(graph, service).key, day)
    if format_ == "json":
        print_json(as_json.blast_radius(found))
    elif format_ == "table":
        print_rich(text.blast_radius(found))
    else:
        print_tables(as_tables.blast_radius(found), format_)
