"""`rcagraph export`: the graph to Neo4j, RDF and the other formats of the exporter table."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click

from rcagraph.cli.neo4j_export import EXIT_DRIFT, How, neo4j_options, to_neo4j
from rcagraph.cli.options import open_profile, open_vault, reads_vault
from rcagraph.cli.rdf_export import rdf_options
from rcagraph.cli.server import neo4j_target, sparql_endpoint
from rcagraph.cli.sparql_export import to_store
from rcagraph.export.rdf.files import write_rdf
from rcagraph.export.rdf.form import form
from rcagraph.export.registry import EXPORTERS, FOLDER_EXPORTERS, Exporter

F = TypeVar("F", bound=Callable[..., Any])

EVERY = (*EXPORTERS, *FOLDER_EXPORTERS)


def _parameter(exporter: Exporter) -> str:
    """The name under which its option is handed on."""
    return f"file_{exporter.option.strip('-').replace('-', '_')}"


def _file_options(command: F) -> F:
    """One option for each exporter of the table."""
    for exporter in reversed(EVERY):
        of_files = bool(exporter.suffixes)
        command = click.option(
            exporter.option,
            _parameter(exporter),
            type=click.Path(path_type=Path, dir_okay=not of_files, file_okay=of_files),
            metavar="FILE" if of_files else "DIR",
            help=exporter.doc + (f" ({' '.join(exporter.suffixes)})" if of_files else ""),
        )(command)
    return command


@click.command("export")
@reads_vault
@click.option(
    "--neo4j",
    "neo4j",
    is_flag=False,
    flag_value="",
    metavar="[URI]",
    help="A Neo4j server. Without a URI that of NEO4J_URI, else of [neo4j] in rcagraph.toml; "
    "NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE say the rest.",
)
@click.option(
    "--sparql",
    "sparql",
    is_flag=False,
    flag_value="",
    metavar="[URL]",
    help="A SPARQL store, of which one named graph becomes the vault. Without a URL that of "
    "RCAGRAPH_SPARQL_URL; RCAGRAPH_SPARQL_USERNAME and RCAGRAPH_SPARQL_PASSWORD, or "
    "RCAGRAPH_SPARQL_TOKEN, say who writes.",
)
@neo4j_options
@_file_options
@rdf_options
def command(
    vault_path: Path | None,
    profile_name: str | None,
    quiet: bool,
    neo4j: str | None,
    sparql: str | None,
    dry_run: bool,
    verify: bool,
    repair: bool,
    max_delete: float,
    no_schema: bool,
    max_rows: int,
    timeout: float | None,
    take_over: bool,
    base_iri: str,
    rdf_version: str,
    provenance: str | None,
    **files: Path | None,
) -> None:
    """Write the graph to one or more places.

    An export to Neo4j makes the database equal to the vault: it adds, changes and removes what
    this vault owns, and touches nothing else. Run twice, the second run changes nothing. A push
    to a SPARQL store does the same with the named graph of the vault.

    \b
    Example:
      NEO4J_PASSWORD=… rcagraph export --neo4j neo4j://localhost:7687
      rcagraph export --sparql http://localhost:3030/incidents
      rcagraph export --rdf graph.ttl --graphml graph.graphml
    """
    chosen = [(exporter, files[_parameter(exporter)]) for exporter in EVERY]
    if neo4j is None and sparql is None and not any(path for _, path in chosen):
        raise click.UsageError(
            "Say where to: --neo4j, --sparql, " + ", ".join(exporter.option for exporter in EVERY)
        )
    how = How(dry_run, verify, repair, max_delete, no_schema, max_rows, timeout, take_over)
    how.check(neo4j, sparql)
    rdf = form(base_iri, rdf_version, provenance)
    writers = {"--rdf": partial(write_rdf, form=rdf)}
    profile = open_profile(vault_path, profile_name)
    target = neo4j_target(neo4j or None, profile.server) if neo4j is not None else None
    store = sparql_endpoint(sparql or None) if sparql is not None else None
    vault = open_vault(vault_path, profile_name, quiet)
    for exporter, path in chosen:
        if path:
            writers.get(exporter.option, exporter.write)(vault.graph, path)
            if not quiet:
                click.echo(f"wrote {path}", err=True)
                if remark := exporter.remark(vault.graph):
                    click.echo(remark, err=True)
    is_drift = to_store(vault, store, how, rdf, quiet) if store else False
    if target is not None:
        to_neo4j(vault, target, how, quiet)
    if is_drift:
        raise click.exceptions.Exit(EXIT_DRIFT)
