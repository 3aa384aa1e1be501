"""`rcagraph cypher TEXT`: a read-only Cypher query on the embedded graph or on Neo4j."""

from pathlib import Path
from typing import TextIO

import click

from rcagraph.cli.options import format_option, open_vault, reads_vault
from rcagraph.cli.server import neo4j_target, on_option


@click.command("cypher")
@click.argument("text", required=False)
@click.option(
    "-f", "--file", "file", type=click.File("r", encoding="utf-8"), help="A file with the query."
)
@reads_vault
@on_option("embedded", "neo4j")
@format_option("table", "json", "csv", "markdown")
def command(
    text: str | None,
    file: TextIO | None,
    vault_path: Path | None,
    profile_name: str | None,
    quiet: bool,
    on: str,
    format_: str,
) -> None:
    """The rows of a Cypher query that reads; whatever writes, or reaches a file, is refused.

    \b
    Example:
      rcagraph cypher 'MATCH (i:Incident) RETURN i.severity, count(*) ORDER BY i.severity'
    """
    from rcagraph.cli.output import print_tables
    from rcagraph.engines.run import run_cypher

    if (text is None) == (file is None):
        raise click.UsageError("Give the query as TEXT or in a file with -f, not both.")
    query = file.read() if file else text or ""
    if on == "neo4j":
        table = run_cypher(query, on=on, target=neo4j_target(None))
    else:
        table = run_cypher(query, graph=open_vault(vault_path, profile_name, quiet).graph)
    print_tables((table,), format_)
