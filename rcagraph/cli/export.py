"""`rcagraph export`: the graph to Neo4j, RDF and the other formats of the exporter table."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from rcagraph.cli.options import open_vault, reads_vault
from rcagraph.cli.server import neo4j_target
from rcagraph.export.registry import EXPORTERS

if TYPE_CHECKING:
    from rcagraph.api import Vault
    from rcagraph.export.neo4j import Target

F = TypeVar("F", bound=Callable[..., Any])


def _file_options(command: F) -> F:
    """One option for each exporter of the table."""
    for exporter in reversed(EXPORTERS):
        command = click.option(
            exporter.option,
            f"file_{exporter.option.strip('-').replace('-', '_')}",
            type=click.Path(path_type=Path, dir_okay=False),
            metavar="FILE",
            help=f"{exporter.doc} ({' '.join(exporter.suffixes)})",
        )(command)
    return command


class _Percent(click.ParamType[float]):
    """`30%` or `0.3` as 0.3."""

    name = "percentage"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        text = str(value).strip()
        try:
            share = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
        except ValueError:
            share = -1.0
        if not 0 <= share <= 1:
            self.fail(f"{text!r} is no share: write 30% or 0.3", param, ctx)
        return share


@click.command("export")
@reads_vault
@click.option(
    "--neo4j",
    "neo4j",
    is_flag=False,
    flag_value="",
    metavar="[URI]",
    help="A Neo4j server. Without a URI that of NEO4J_URI; NEO4J_USERNAME, NEO4J_PASSWORD and "
    "NEO4J_DATABASE say the rest.",
)
@click.option("--dry-run", is_flag=True, help="Only show what an export to Neo4j would change.")
@click.option(
    "--max-delete",
    type=_Percent(),
    default="30%",
    show_default=True,
    help="Refuse to delete more than this share of what the database holds of the vault.",
)
@click.option("--no-schema", is_flag=True, help="Make no constraints and indexes in Neo4j.")
@_file_options
def command(
    vault_path: Path | None,
    profile_name: str | None,
    quiet: bool,
    neo4j: str | None,
    dry_run: bool,
    max_delete: float,
    no_schema: bool,
    **files: Path | None,
) -> None:
    """Write the graph to one or more places.

    An export to Neo4j makes the database equal to the vault: it adds, changes and removes what
    this vault owns, and touches nothing else. Run twice, the second run changes nothing.

    \b
    Example:
      NEO4J_PASSWORD=… rcagraph export --neo4j neo4j://localhost:7687
      rcagraph export --rdf graph.ttl --graphml graph.graphml
    """
    chosen = [
        (exporter, files[f"file_{exporter.option.strip('-').replace('-', '_')}"])
        for exporter in EXPORTERS
    ]
    if neo4j is None and not any(path for _, path in chosen):
        raise click.UsageError(
            "Say where to: --neo4j, " + ", ".join(exporter.option for exporter in EXPORTERS)
        )
    if dry_run and neo4j is None:
        raise click.UsageError("--dry-run goes with --neo4j")
    target = neo4j_target(neo4j or None) if neo4j is not None else None
    vault = open_vault(vault_path, profile_name, quiet)
    for exporter, path in chosen:
        if path:
            exporter.write(vault.graph, path)
            if not quiet:
                click.echo(f"wrote {path}", err=True)
    if target is not None:
        _to_neo4j(vault, target, dry_run, max_delete, not no_schema)


def _to_neo4j(
    vault: "Vault", target: "Target", dry_run: bool, max_delete: float, schema: bool
) -> None:
    from rcagraph.cli.output import print_tables
    from rcagraph.export.neo4j import export_neo4j, plan_export

    if dry_run:
        plan = plan_export(vault.graph, target, unread=vault.unread)
    else:
        plan = export_neo4j(
            vault.graph, target, max_delete=max_delete, schema=schema, unread=vault.unread
        )
    changing = [t for t in plan.tallies if t.unchanged.number < t.total]
    if changing:
        print_tables((plan.table(changing),), "table")
    if dry_run:
        for example in (example for tally in changing for example in tally.examples):
            click.echo(f"  {example}")
    click.echo(
        f"{'would change' if dry_run else 'done'}: {plan.added} added, {plan.changed} changed, "
        f"{plan.removed} removed, {plan.kept} kept, {plan.unchanged} unchanged"
    )
