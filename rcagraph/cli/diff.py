"""`rcagraph diff A B`: what changed between two vaults, or two revisions of one."""

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rcagraph.cli.options import format_option, nearest_vault, open_vault, reads_vault

if TYPE_CHECKING:
    from rcagraph.graph import KnowledgeGraph


@click.command("diff")
@click.argument("a")
@click.argument("b")
@click.option(
    "--fail-on",
    "fail_on",
    type=click.Choice(["new-dependents"]),
    help="Exit with 1 if a failure now reaches something that it did not reach before.",
)
@click.option(
    "--rdf",
    "rdf",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write a SPARQL Update that turns A's triples into B's.",
)
@click.option(
    "--base-iri",
    default="",
    metavar="IRI",
    help="With --rdf: where IRIs begin, as in `export`. Default: by the name of the vault B.",
)
@click.option(
    "--named-graph",
    is_flag=True,
    help="With --rdf: for the graph that `export --sparql` fills, not for the default graph.",
)
@reads_vault
@format_option("table", "json", "csv", "markdown")
@click.pass_context
def command(
    ctx: click.Context,
    a: str,
    b: str,
    fail_on: str | None,
    rdf: Path | None,
    base_iri: str,
    named_graph: bool,
    vault_path: Path | None,
    profile_name: str | None,
    quiet: bool,
    format_: str,
) -> None:
    """What appears and vanishes from A to B: nodes, edges, and who depends on whom, each with
    the way that a failure takes.

    A and B are folders, or revisions of the git repository that the vault is in.

    \b
    Example:
      rcagraph diff HEAD~5 HEAD --vault my-notes --fail-on new-dependents
      rcagraph diff HEAD~1 HEAD --rdf change.ru
    """
    from rcagraph.analysis.difference import difference
    from rcagraph.cli.output import print_json, print_rich, print_tables
    from rcagraph.report import graph_difference, text

    vault = vault_path or nearest_vault(Path.cwd())
    old, new = (_graph(side, vault, profile_name, quiet) for side in (a, b))
    if rdf:
        _write_patch(rdf, old, new, base_iri, named_graph, quiet)
    found = difference(old, new)
    if format_ == "json":
        print_json(graph_difference.as_json(found))
    elif format_ == "table":
        print_rich(text.difference(found))
    else:
        print_tables(graph_difference.tables(found), format_)
    ctx.exit(int(fail_on is not None and bool(found.new)))


def _write_patch(
    file: Path, old: "KnowledgeGraph", new: "KnowledgeGraph", base: str, named: bool, quiet: bool
) -> None:
    from rcagraph.export.rdf.patch import patch, write_patch

    found = patch(old, new, base, named)
    write_patch(found, file)
    if not quiet:
        counts = f"{len(found.removed)} triples go, {len(found.added)} come"
        click.echo(f"wrote {file}: {counts}", err=True)


def _graph(side: str, vault: Path, profile_name: str | None, quiet: bool) -> "KnowledgeGraph":
    from rcagraph.cli.revisions import at_revision

    with ExitStack() as stack:
        is_folder = Path(side).is_dir()
        folder = Path(side) if is_folder else stack.enter_context(at_revision(vault, side))
        return open_vault(folder, profile_name, quiet, is_passing=not is_folder).graph
