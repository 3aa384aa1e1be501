"""`rcagraph cypher TEXT`: a read-only Cypher query on the embedded graph or on Neo4j."""

from pathlib import Path

import click

from rcagraph.cli.options import format_option, open_profile, open_vault, reads_vault
from rcagraph.cli.server import neo4j_target, on_option, timeout_option


@click.command("cypher")
@click.argument("text", required=False)
@click.option(
    "-f",
    "--file",
    "file",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="A file with the query; - is standard input.",
)
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
    from rcagraph.engines.run import run_cypher

    if (text is None) == (file is None):
        raise click.UsageError("Give the query as TEXT or in a file with -f, not both.")
    query = _read(file) if file else text or ""
    if on == "neo4j":
        target = neo4j_target(None, open_profile(vault_path, profile_name).server)
        table = run_cypher(query, on=on, target=target, seconds=seconds)
    else:
        graph = open_vault(vault_path, profile_name, quiet).graph
        table = run_cypher(query, graph=graph, seconds=seconds)
    print_tables((table,), format_)


def _read(file: Path) -> str:
    """The text of the file, without a byte order mark."""
    from rcagraph.model.errors import RcaGraphError

    try:
        with click.open_file(str(file), "rb") as stream:
            data: bytes = stream.read()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise RcaGraphError(
            f"cannot read the query {file}: {error.strerror}", "Name a file that you may read"
        ) from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RcaGraphError(f"{file}:{line}: is not UTF-8", "Save it as UTF-8") from None
