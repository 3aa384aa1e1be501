"""`rcagraph schema`: the ontology and the diagnostics as documents, and JSON Schemas."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rcagraph.cli.options import (
    open_profile,
    open_vault,
    profile_option,
    shacl_option,
    vault_option,
)
from rcagraph.export.rdf.parts import ALL
from rcagraph.reference.json_schema import DRAFTS, SCHEMAS

if TYPE_CHECKING:
    from rcagraph.profile import Profile

NOTES = "notes"


@click.command("schema")
@vault_option
@profile_option
@click.option("--neo4j", is_flag=True, help="Print the constraints and indexes for Neo4j.")
@click.option("--owl", is_flag=True, help="Print the RDF vocabulary, as OWL in Turtle.")
@shacl_option("Print the SHACL shapes of the RDF")
@click.option(
    "--base-iri",
    "base_iri",
    metavar="IRI",
    default="",
    help="With --owl and --shacl: below which the names of what the vault adds lie, as in export.",
)
@click.option("--diagnostics", is_flag=True, help="Print the page of diagnostics.")
@click.option(
    "--json-schema",
    "json_schema",
    is_flag=False,
    flag_value=NOTES,
    type=click.Choice([NOTES, *SCHEMAS]),
    help="Print the JSON Schema of the front matter of notes (without a word), of rcagraph.toml, "
    "or of a command's JSON.",
)
@click.option("--kind", metavar="KIND", help="With --json-schema: of notes of this kind alone.")
@click.option(
    "--draft",
    type=click.Choice(list(DRAFTS)),
    default="2020-12",
    show_default=True,
    help="With --json-schema: the draft that it names; many editors know 07 alone.",
)
@click.option(
    "--write",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write the generated pages of the manual into a folder.",
)
@click.option(
    "--check",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Exit with 1 if a page there is not what would be written.",
)
@click.pass_context
def command(
    ctx: click.Context,
    vault_path: Path | None,
    profile_name: str | None,
    neo4j: bool,
    owl: bool,
    shacl: str | None,
    base_iri: str,
    diagnostics: bool,
    json_schema: str | None,
    kind: str | None,
    draft: str,
    write: Path | None,
    check: Path | None,
) -> None:
    """Every kind of node and edge with its properties, and its names in Neo4j and RDF.

    With a vault or a profile those that it adds, too.

    \b
    Example:
      rcagraph schema
      rcagraph schema --neo4j > schema.cypher
      rcagraph schema --owl > rcagraph.ttl
      rcagraph schema --shacl structure > shapes.ttl
      rcagraph schema --json-schema --vault my-notes > notes.schema.json
    """
    from rcagraph.reference import diagnostics_page, ontology_page

    if kind and json_schema != NOTES:
        raise click.UsageError("--kind goes with --json-schema.")
    if owl and shacl:
        raise click.UsageError("--owl and --shacl are two files: ask for one.")
    if base_iri and not (owl or shacl):
        raise click.UsageError("--base-iri goes with --owl and --shacl.")
    if write:
        _write(write)
    elif check:
        ctx.exit(_stale(check))
    elif json_schema:
        click.echo(_schema(json_schema, vault_path, profile_name, kind, draft), nl=False)
    elif neo4j:
        click.echo(_statements(open_profile(vault_path, profile_name)), nl=False)
    elif owl or shacl:
        profile = open_profile(vault_path, profile_name)
        click.echo(_linked_data(profile, owl, shacl, base_iri), nl=False)
    elif diagnostics:
        click.echo(diagnostics_page(), nl=False)
    else:
        click.echo(ontology_page(open_profile(vault_path, profile_name).ontology), nl=False)


def _statements(profile: "Profile") -> str:
    from rcagraph.export.neo4j import schema_items

    return "".join(f"{item.statement};\n" for item in schema_items(profile.ontology))


def _linked_data(profile: "Profile", is_owl: bool, part: str | None, base_iri: str) -> str:
    from rcagraph.export.rdf.names import base_for
    from rcagraph.export.rdf.owl import owl
    from rcagraph.export.rdf.shapes import shapes

    base = base_for(profile.vault.name, base_iri)
    return owl(profile.ontology, base) if is_owl else shapes(part or ALL, profile.ontology, base)


def _schema(
    which: str, vault_path: Path | None, profile_name: str | None, kind: str | None, draft: str
) -> str:
    from rcagraph.reference.front_matter import front_matter_schema, names_in
    from rcagraph.reference.json_schema import published
    from rcagraph.reference.profile_file import profile_schema
    from rcagraph.report.as_json import dumps

    if which == "profile" and (vault_path or profile_name):
        own = profile_schema(open_profile(vault_path, profile_name).ontology)
        return dumps({**published(which, draft), **own})
    if which != NOTES:
        return dumps(published(which, draft))
    vault = open_vault(vault_path, profile_name, quiet=True)
    names = names_in(vault.graph.nodes())
    return dumps(front_matter_schema(vault.profile, names, kind, draft))


def _write(folder: Path) -> None:
    from rcagraph.cli.pages import PAGES
    from rcagraph.export.files import write_text

    for path, page in PAGES:
        file = folder / Path(path).name
        write_text(file, page())
        click.echo(f"wrote {file}", err=True)


def _stale(folder: Path) -> int:
    """1 if a page differs from what stands in the folder."""
    from rcagraph.cli.pages import PAGES

    files = [(folder / Path(path).name, page()) for path, page in PAGES]
    stale = [file for file, text in files if not _equals(file, text)]
    for file in stale:
        click.echo(f"{file} is not current: run `rcagraph schema --write {folder}`")
    return int(bool(stale))


def _equals(file: Path, text: str) -> bool:
    return file.is_file() and file.read_text("utf-8") == text
