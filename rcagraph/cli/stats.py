"""`rcagraph stats`: counts by kind and edge, links, diagnostics."""

from pathlib import Path

import click

from rcagraph.cli.options import format_option, open_vault, reads_vault


@click.command("stats")
@reads_vault
@format_option("table", "json", "csv", "markdown")
def command(vault_path: Path | None, profile_name: str | None, quiet: bool, format_: str) -> None:
    """How many nodes, edges, links and diagnostics there are.

    Of the diagnostics all but those that depend on the day, which `rcagraph check` adds.

    \b
    Example:
      rcagraph stats --vault my-notes --format json
    """
    from rcagraph.analysis.checks import check
    from rcagraph.analysis.counts import counts
    from rcagraph.cli.output import print_json, print_tables
    from rcagraph.report import as_json, counts_tables

    vault = open_vault(vault_path, profile_name, quiet)
    counted = counts(vault.graph)
    diagnostics = (*vault.diagnostics, *check(vault.graph))
    if format_ == "json":
        links = vault.wikilinks
        print_json(as_json.stats(counted, vault.files, vault.documents, links, diagnostics))
    else:
        print_tables(counts_tables.stats(counted, diagnostics), format_)
