"""`rcagraph cypher TEXT`: a read-only Cypher query on the embedded graph or on Neo4j."""

from pathlib import Path

import click

from rcagraph.cli.options import format_option, open_profile, open_vault, reads_vault
from rcagraph.cli.query_file import query_text_options, text_of
from rcagraph.cli.server import neo4j_target, on_option, timeout_option


@click.command("cypher")
@query_text_options
@reads_vault
@on_option("embedded", "neo4j")
@timeout_option
@format_option("table", "json", "csv", "markdown")
def command(
    text: str | None,
    file: Path | None,
    vault_path: Path | None,
    profile_name: str | None,
    quiet: bool,
    on: str,
    seconds: int,
    format_: str,
) -> None:
    """The rows of a Cypher query that reads; whatever writes, or reaches a file, is refused.

    On Neo4j it sees all of the database, other vaults too.

    \b
    Example:
      rcagraph cypher 'MATCH (i:Incident) RETURN i.severity, count(*) ORDER BY i.severity'
    """
    from rcagraph.cli.output import print_tables
    from rcagraph.engines.run_cypher import run_cypher

    query = text_of(text, file)
    if on == "neo4j":
        target = neo4j_target(None, open_profile(vault_path, profile_name).server)
        table = run_cypher(query, on=on, target=target, seconds=seconds)
    else:
        graph = open_vault(vault_path, profile_name, quiet).graph
        table = run_cypher(query, graph=graph, seconds=seconds)
    print_tables((table,), format_)
