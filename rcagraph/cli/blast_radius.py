"""`rcagraph blast-radius SERVICE`: what else goes down with it."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rcagraph.cli.options import (
    as_of_option,
    format_option,
    open_vault,
    reads_vault,
    samples_options,
)

if TYPE_CHECKING:
    from rcagraph.analysis.blast_radius import BlastRadius
    from rcagraph.graph import KnowledgeGraph


@click.command("blast-radius")
@click.argument("service")
@click.option(
    "--what-if",
    "what_if",
    multiple=True,
    metavar="CHANGE",
    help="cut:A->B (no failure of B passes to A), add-replica:X, or down:X,Y (they fail too). "
    "May be given several times.",
)
@click.option("--explain", metavar="NAME", help="How the figures of one thing come about.")
@samples_options(4096)
@reads_vault
@as_of_option
@format_option("table", "json", "csv", "markdown")
def command(
    service: str,
    what_if: tuple[str, ...],
    explain: str | None,
    samples: int,
    seed: int,
    vault_path: Path | None,
    profile_name: str | None,
    quiet: bool,
    as_of: date | None,
    format_: str,
) -> None:
    """What else goes down with SERVICE, whom to page, and which runbook to open.

    Structural: what the notes say depends on it, by hops, each with one path. Probable: with
    which probability it goes down too, and between which bounds, from the strength of the
    dependencies and the incidents that tested them. Observed: whom the incidents that began in
    it have hit.

    \b
    Example:
      rcagraph blast-radius order-service
      rcagraph blast-radius order-service --what-if 'cut:checkout-api->order-service'
      rcagraph blast-radius order-service --explain web-storefront
    """
    from rcagraph.analysis.blast_radius import blast_radius
    from rcagraph.analysis.names import find_service
    from rcagraph.cli.output import print_json, print_rich, print_tables
    from rcagraph.report import blast_radius_json, blast_radius_tables, text

    vault = open_vault(vault_path, profile_name, quiet)
    found = blast_radius(
        vault.graph,
        find_service(vault.graph, service).key,
        as_of,
        rules=vault.profile.analysis,
        what_if=what_if,
        samples=samples,
        seed=seed,
    )
    if explain is not None:
        _explain(vault.graph, found, explain, format_)
    elif format_ == "json":
        print_json(blast_radius_json.blast_radius(found))
    elif format_ == "table":
        print_rich(text.blast_radius(found))
    else:
        print_tables(blast_radius_tables.blast_radius(found), format_)


def _explain(graph: "KnowledgeGraph", found: "BlastRadius", name: str, format_: str) -> None:
    from rcagraph.analysis.impact.explanation import explanation, found_in
    from rcagraph.cli.output import print_json, print_rich, print_tables
    from rcagraph.report import blast_radius_json, explanation_tables, text

    key = found_in(found.study, graph, name)
    explained = explanation(found.study, key)
    seen = next((each for each in found.observed if each.node.key == key), None)
    if format_ == "json":
        print_json(blast_radius_json.explanation(explained, seen))
    elif format_ == "table":
        print_rich(text.explanation(explained, seen, found.service.name))
    else:
        print_tables(explanation_tables.explanation(explained, seen), format_)
