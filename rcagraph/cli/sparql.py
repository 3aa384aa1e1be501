"""`rcagraph sparql TEXT`: a SPARQL query on the embedded store or at an endpoint."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rcagraph.cli.options import format_option, open_profile, open_vault, reads_vault
from rcagraph.cli.query_file import query_text_options, text_of
from rcagraph.cli.server import endpoint_option, graph_at_endpoint, timeout_option

if TYPE_CHECKING:
    from rcagraph.engines.sparql_terms import Found, Rows
    from rcagraph.model.table import Cell, Table

TABLES = ("table", "json", "csv", "markdown")
GRAPHS = ("turtle", "ntriples")


@click.command("sparql")
@query_text_options
@reads_vault
@endpoint_option("--endpoint", "--on")
@click.option(
    "--whole-store",
    is_flag=True,
    help="At an endpoint: ask all that the store shows, not the graph of the vault alone.",
)
@timeout_option
@format_option(*TABLES, *GRAPHS)
def command(
    text: str | None,
    file: Path | None,
    vault_path: Path | None,
    profile_name: str | None,
    quiet: bool,
    endpoint: str | None,
    base_iri: str,
    whole_store: bool,
    seconds: int,
    format_: str,
) -> None:
    """What a SPARQL query finds: SELECT a table, ASK true or false, CONSTRUCT and DESCRIBE Turtle.

    The prefixes rca, dcterms, prov, foaf, rdf, rdfs, xsd, owl and skos need no PREFIX, and
    <service/x> is a thing of the vault.

    \b
    Example:
      rcagraph sparql 'SELECT ?s (COUNT(?i) AS ?hits) { ?i rca:affects ?s } GROUP BY ?s'
      rcagraph sparql 'DESCRIBE <service/order-service>' --format ntriples
    """
    from rcagraph.engines.run_sparql import run_sparql

    query = text_of(text, file)
    if whole_store and not endpoint:
        raise click.UsageError("--whole-store goes with --endpoint")
    if endpoint:
        vault = open_profile(vault_path, profile_name).vault.name
        place = graph_at_endpoint(endpoint, vault, base_iri, seconds, whole_store)
        base, found = place.base, run_sparql(query, place=place)
    else:
        from rcagraph.export.rdf.names import base_for

        graph = open_vault(vault_path, profile_name, quiet).graph
        base = base_for(graph.vault, base_iri)
        found = run_sparql(query, graph, base_iri=base_iri, seconds=seconds)
    _print(found, format_, base)


def _print(found: "Found", format_: str, base: str) -> None:
    from rcagraph.cli.output import print_json, print_tables
    from rcagraph.engines.sparql import prefixes_for
    from rcagraph.engines.sparql_terms import Rows, Triples

    if isinstance(found, Rows):
        if format_ in GRAPHS:
            raise click.UsageError(f"A SELECT has rows: write them as {', '.join(TABLES)}")
        print_tables((_table(found, format_, base),), format_)
    elif isinstance(found, Triples):
        as_turtle = format_ in ("table", "turtle")
        if not as_turtle and format_ != "ntriples":
            raise click.UsageError(f"The query has triples: write them as {' or '.join(GRAPHS)}")
        text = found.turtle(prefixes_for(base), base) if as_turtle else found.ntriples()
        click.echo(text, nl=False)
    elif format_ == "json":
        print_json({"answer": found})
    else:
        click.echo(str(found).lower())


def _table(found: "Rows", format_: str, base: str) -> "Table":
    """For people, IRIs are written as they may write them in their next query."""
    from rcagraph.engines.sparql import prefixes_for
    from rcagraph.engines.triples_text import iri_text
    from rcagraph.export.rdf.terms import Iri
    from rcagraph.model.table import Table

    def shown(cell: "Cell") -> "Cell":
        return iri_text(cell, prefixes_for(base), base) if isinstance(cell, Iri) else cell

    table = Table("", found.columns, found.rows)
    if format_ not in ("table", "markdown"):
        return table
    return replace(table, rows=tuple(tuple(map(shown, row)) for row in found.rows))
