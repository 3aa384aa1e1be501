"""`rcagraph schema`: the ontology and the diagnostics, as documents made from the code."""

from pathlib import Path

import click

from rcagraph.reference import PAGES


@click.command("schema")
@click.option("--neo4j", is_flag=True, help="Print the constraints and indexes for Neo4j.")
@click.option("--diagnostics", is_flag=True, help="Print the page of diagnostics.")
@click.option(
    "--write",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write all pages into a folder.",
)
@click.option(
    "--check",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Exit with 1 if a page there is not what would be written.",
)
@click.pass_context
def command(
    ctx: click.Context, neo4j: bool, diagnostics: bool, write: Path | None, check: Path | None
) -> None:
    """Every kind of node and edge with its properties, and its names in Neo4j and RDF.

    \b
    Example:
      rcagraph schema
      rcagraph schema --neo4j > schema.cypher
    """
    from rcagraph.export.files import write_text

    pages = {Path(path).name: page() for path, page in PAGES}
    if write:
        for name, text in pages.items():
            write_text(write / name, text)
            click.echo(f"wrote {write / name}", err=True)
    elif check:
        ctx.exit(_stale(pages, check))
    elif neo4j:
        from rcagraph.export.neo4j import schema_items
        from rcagraph.model.ontology import ONTOLOGY

        click.echo("".join(f"{item.statement};\n" for item in schema_items(ONTOLOGY)), nl=False)
    else:
        click.echo(pages["diagnostics.md" if diagnostics else "ontology.md"], nl=False)


def _stale(pages: dict[str, str], folder: Path) -> int:
    """1 if a page differs from what stands in the folder."""
    stale = [n for n, text in pages.items() if not _equals(folder / n, text)]
    for name in stale:
        click.echo(f"{folder / name} is not current: run `rcagraph schema --write {folder}`")
    return int(bool(stale))


def _equals(file: Path, text: str) -> bool:
    return file.is_file() and file.read_text("utf-8") == text
