"""`rcagraph query NAME`: a named query, on the engine that one chooses."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rcagraph.cli.options import format_option, open_profile, open_vault, reads_vault
from rcagraph.cli.server import (
    endpoint_option,
    graph_at_endpoint,
    neo4j_target,
    on_option,
    timeout_option,
)
from rcagraph.model.table import Table

if TYPE_CHECKING:
    from rcagraph.engines.header import Parameter
    from rcagraph.engines.named import NamedQuery


@click.command("query")
@click.argument("name", required=False)
@click.argument("parameters", nargs=-1, metavar="[KEY=VALUE]...")
@reads_vault
@on_option("memory", "embedded", "neo4j", "sparql")
@endpoint_option("--endpoint")
@timeout_option
@click.option("--list", "list_", is_flag=True, help="The queries there are.")
@click.option("--text", is_flag=True, help="The query's Cypher or SPARQL, for the engine.")
@format_option("table", "json", "csv", "markdown")
def command(
    name: str | None,
    parameters: tuple[str, ...],
    vault_path: Path | None,
    profile_name: str | None,
    quiet: bool,
    on: str,
    endpoint: str | None,
    base_iri: str,
    seconds: int,
    list_: bool,
    text: bool,
    format_: str,
) -> None:
    """The rows of a named query; the same on every engine.

    On Neo4j and on a SPARQL store they come from what the vault last exported there, whatever else
    the store holds.

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
        click.echo(_text(named_query(name), on), nl=False)
        return
    if endpoint and on != "sparql":
        raise click.UsageError("--endpoint goes with --on sparql")
    values = dict(_pair(parameter) for parameter in parameters)
    if on == "neo4j":
        profile = open_profile(vault_path, profile_name)
        target, vault = neo4j_target(None, profile.server), profile.vault.name
        table = run_named(name, values, None, on, target, vault=vault, seconds=seconds)
    elif endpoint:
        name_of_vault = open_profile(vault_path, profile_name).vault.name
        place = graph_at_endpoint(endpoint, name_of_vault, base_iri, seconds)
        table = run_named(name, values, None, on, place, seconds=seconds)
    else:
        graph = open_vault(vault_path, profile_name, quiet).graph
        table = run_named(name, values, graph, on, seconds=seconds)
    print_tables((table,), format_)


def _text(query: "NamedQuery", on: str) -> str:
    """As one pastes it into another tool: with the prefixes that a tool does not know."""
    if on != "sparql":
        return query.text.on(on)
    from rcagraph.engines.sparql import with_prefixes

    return with_prefixes(query.sparql.body)


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
