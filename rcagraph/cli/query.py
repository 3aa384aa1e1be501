"""`rcagraph query NAME`: a named query, in memory, embedded or on Neo4j."""

from pathlib import Path

import click

from rcagraph.cli.options import format_option, open_vault, reads_vault
from rcagraph.cli.server import neo4j_target, on_option


@click.command("query")
@click.argument("name", required=False)
@click.argument("parameters", nargs=-1, metavar="[KEY=VALUE]...")
@reads_vault
@on_option("memory", "embedded", "neo4j")
@click.option("--list", "list_", is_flag=True, help="The queries there are.")
@click.option("--text", is_flag=True, help="The query's Cypher.")
@format_option("table", "json", "csv", "markdown")
def command(
    name: str | None,
    parameters: tuple[str, ...],
    vault_path: Path | None,
    profile_name: str | None,
    quiet: bool,
    on: str,
    list_: bool,
    text: bool,
    format_: str,
) -> None:
    """The rows of a named query; the same on every engine.

    \b
    Example:
      rcagraph query --list
      rcagraph query blast_radius service=order-service --on embedded
    """
    from rcagraph.cli.output import print_tables
    from rcagraph.engines.named import find_query, queries_table
    from rcagraph.engines.run import run_named

    if list_:
        print_tables((queries_table(),), format_)
        return
    if name is None:
        raise click.UsageError("Name a query, or list them with --list.")
    if text:
        click.echo(find_query(name).text, nl=False)
        return
    values = dict(_pair(parameter) for parameter in parameters)
    if on == "neo4j":
        table = run_named(name, values, None, on, neo4j_target(None))
    else:
        table = run_named(name, values, open_vault(vault_path, profile_name, quiet).graph, on)
    print_tables((table,), format_)


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals or not key:
        raise click.UsageError(f"{text!r} is no parameter: write KEY=VALUE.")
    return key, value
