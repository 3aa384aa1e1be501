"""`rcagraph criticality`: which services matter most."""

from datetime import date
from pathlib import Path

import click

from rcagraph.cli.options import (
    as_of_option,
    format_option,
    open_vault,
    reads_vault,
    samples_options,
)

ON_TERMINAL = 20


@click.command("criticality")
@click.option("--all", "is_all", is_flag=True, help=f"Not the first {ON_TERMINAL} only.")
@samples_options(1024)
@reads_vault
@as_of_option
@format_option("table", "json", "csv", "markdown")
def command(
    is_all: bool,
    samples: int,
    seed: int,
    vault_path: Path | None,
    profile_name: str | None,
    quiet: bool,
    as_of: date | None,
    format_: str,
) -> None:
    """Which services impose most on others when they fail, suffer most from others' failures,
    and are single points of failure.

    \b
    Example:
      rcagraph criticality
    """
    from rcagraph.analysis.critical_services import critical_services
    from rcagraph.cli.output import print_json, print_rich, print_tables
    from rcagraph.report import blast_radius_json, critical_services_tables, text

    vault = open_vault(vault_path, profile_name, quiet)
    found = critical_services(
        vault.graph,
        as_of,
        rules=vault.profile.analysis,
        samples=samples,
        seed=seed,
    )
    if format_ == "json":
        print_json(blast_radius_json.critical_services(found))
    elif format_ == "table":
        print_rich(text.critical_services(found, None if is_all else ON_TERMINAL))
    else:
        print_tables((critical_services_tables.critical_services(found),), format_)
