"""`rcagraph query NAME`: a named query, in memory, embedded or on Neo4j."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rcagraph.cli.options import format_option, open_profile, open_vault, reads_vault
from rcagraph.cli.server import neo4j_target, on_option, timeout_option
from rcagraph.model.table import Table

if TYPE_CHECKING:
    from rcagraph.engines.header import Parameter


@click.command("query")
@click.argument("name", required=False)
@click.argument("parameters", nargs=-1, metavar="[KEY=VALUE]...")
@reads_vault
@on_option("memory", "embedded", "neo4j")
@timeout_option
@click.option("--list", "list_", is_flag=True, help="The queries there are.")
@click.option("--text", is_flag=True, help="The query's Cypher, for the engine.")
@format_option("table", "json", "csv", "markdown")
def command(
    name: str | None,
    parameters: tuple[str, ...],
    vault_path: Path | None,
    profile_name: str | None,
    quiet: bool,
    on: str,
    seconds: int,
    list_: bool,
    text: bool,
    format_: str,
) -> None:
    """The rows of a named query; the same on every engine.

    On Neo4j they come from what the vault last exported there, whatever else the database holds.

    \b
    Example:
      rcagraph query --list
      rcagraph query blast_radius service=order-service --on embedded
    """
    from rcagraph.cli.output import print_tables
    from rcagraph.engines.run import named_query, run_named

    if list_:
        print_tables((_catalogue(),), format_)
        return
    if name is None:
        raise click.UsageError("Name a query, or list them with --list.")
    if text:
        click.echo(named_query(name).text.on(on), nl=False)
        return
    values = dict(_pair(parameter) for parameter in parameters)
    if on == "neo4j":
        profile = open_profile(vault_path, profile_name)
        target, vault = neo4j_target(None, profile.server), profile.vault.name
        table = run_named(name, values, None, on, target, vault=vault, seconds=seconds)
    else:
        graph = open_vault(vault_path, profile_name, quiet).graph
        table = run_named(name, values, graph, on, seconds=seconds)
    print_tables((table,), format_)


def _catalogue() -> Table:
    from rcagraph.engines.named import QUERIES

    rows = (
        (query.name, query.text.title, tuple(_asked(p) for p in query.text.parameters))
        for query in QUERIES
    )
    return Table("Named queries", ("name", "what it answers", "parameters"), tuple(rows))


def _asked(parameter: "Parameter") -> str:
    default = "" if parameter.default is None else f"={parameter.default}"
    return f"{parameter.name}{default}"


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals or not key:
        raise click.UsageError(f"{text!r} is no parameter: write KEY=VALUE.")
    return key, value
