"""`rcagraph recurrence`: which failures keep coming back."""

from datetime import datetime
from pathlib import Path

import click

from rcagraph.cli.options import as_of_option, format_option, open_vault, reads_vault


@click.command("recurrence")
@reads_vault
@as_of_option
@click.option("--service", help="Only the families of this service.")
@click.option(
    "--by",
    default="service,failure_mode",
    show_default=True,
    help="What makes two incidents one family: service, failure_mode, category.",
)
@click.option(
    "--min",
    "minimum",
    type=click.IntRange(1),
    default=2,
    show_default=True,
    help="Incidents that a family must have.",
)
@format_option("table", "json", "csv", "markdown")
def command(
    vault_path: Path | None,
    profile_name: str | None,
    quiet: bool,
    as_of: datetime | None,
    service: str | None,
    by: str,
    minimum: int,
    format_: str,
) -> None:
    """Families of incidents that are the same failure: when, how often, what is still promised.

    \b
    Example:
      rcagraph recurrence --service order-service
    """
    from rcagraph.analysis.recurrence import recurrence
    from rcagraph.cli.output import print_json, print_rich, print_tables
    from rcagraph.report import as_json, as_tables, text

    graph = open_vault(vault_path, profile_name, quiet).graph
    found = recurrence(
        graph,
        by=tuple(part.strip() for part in by.split(",")),
        minimum=minimum,
        service=service,
        as_of=as_of.date() if as_of else None,
    )
    if format_ == "json":
        print_json(as_json.recurrence(found))
    elif format_ == "table":
        print_rich(text.recurrence(found))
    else:
        print_tables((as_tables.recurrence(found),), format_)
