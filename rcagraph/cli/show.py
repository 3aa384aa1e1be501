"""`rcagraph show NAME`: one thing and everything known of it."""

from pathlib import Path

import click

from rcagraph.cli.options import format_option, open_vault, reads_vault


@click.command("show")
@click.argument("name")
@reads_vault
@format_option("table", "json")
def command(
    name: str, vault_path: Path | None, profile_name: str | None, quiet: bool, format_: str
) -> None:
    """NAME and everything known of it, with where each fact is written.

    \b
    Example:
      rcagraph show checkout-api
    """
    from rcagraph.analysis.names import find_nodes
    from rcagraph.analysis.show import describe
    from rcagraph.cli.output import print_json, print_rich
    from rcagraph.report import as_json, text

    vault = open_vault(vault_path, profile_name, quiet)
    found = [describe(vault.graph, node) for node in find_nodes(vault.graph, name)]
    if format_ == "json":
        print_json([as_json.show(description) for description in found])
    else:
        for description in found:
            print_rich(text.show(description))
