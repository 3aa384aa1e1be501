"""`rcagraph demo`: the example vault, both headline questions, and the files that come out."""

import shutil
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from rcagraph.cli.options import open_vault, quiet_option
from rcagraph.report.escaping import one_line

if TYPE_CHECKING:
    from rcagraph.analysis.blast_radius import BlastRadius
    from rcagraph.api import Vault
    from rcagraph.graph import KnowledgeGraph, Node

EXAMPLE = "hopfield-pantry"


@click.command("demo")
@click.argument(
    "directory", type=click.Path(path_type=Path, file_okay=False), default="rcagraph-demo"
)
@click.option(
    "--vault",
    "vault_path",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Use this vault as it stands, instead of a copy of the example.",
)
@click.option(
    "--exports",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the files go. Default: DIRECTORY/exports.",
)
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a file would differ.")
@quiet_option
@click.pass_context
def command(
    ctx: click.Context,
    directory: Path,
    vault_path: Path | None,
    exports: Path | None,
    check: bool,
    quiet: bool,
) -> None:
    """Copies the example vault to DIRECTORY, builds its graph, asks both headline questions on
    the embedded engine, and writes the report and the exports. Needs no server.

    \b
    Example:
      rcagraph demo
    """
    root = vault_path or _copy_example(directory / EXAMPLE)
    exports = exports or directory / "exports"
    vault = open_vault(root, None, quiet=True)
    if not quiet:
        _show(vault)
    if check:
        ctx.exit(_differing(vault, exports))
    written = _write(vault, exports)
    if not quiet:
        click.echo(f"\nThe vault: {root}\nWritten to {exports}: {', '.join(written)}")
        _what_next(root, _most_hit(vault.graph).name)


def _copy_example(to: Path) -> Path:
    if to.exists():
        return to
    shutil.copytree(_example(), to)
    return to


def _example() -> Path:
    """In a wheel below the package; in a checkout beside it."""
    package = Path(str(resources.files("rcagraph")))
    shipped = package / "examples" / EXAMPLE
    return shipped if shipped.is_dir() else package.parent / "examples" / EXAMPLE


def _most_hit(graph: "KnowledgeGraph") -> "Node":
    """The service in which most incidents began."""

    def order(node: "Node") -> tuple[int, str]:
        return -len(graph.into(node.key, "ORIGINATED_IN")), node.name

    node = min(graph.nodes("Service"), key=order, default=None)
    if node is None:
        raise click.UsageError("The vault names no service.")
    return node


def _blast_radius(vault: "Vault") -> "BlastRadius":
    return vault.blast_radius(_most_hit(vault.graph).key.uid)


def _show(vault: "Vault") -> None:
    from rcagraph.analysis.counts import counts
    from rcagraph.analysis.debts import debts
    from rcagraph.cli.output import has_bars, print_rich
    from rcagraph.engines.run import run_named
    from rcagraph.report import counts_tables, text
    from rcagraph.report.on_terminal import to_rich

    print_rich(to_rich(counts_tables.stats(counts(vault.graph))[0]))
    found = _blast_radius(vault)
    click.secho(f"\n$ rcagraph blast-radius {one_line(found.service.name)}", bold=True)
    print_rich(text.blast_radius(found))
    click.secho("\n$ rcagraph recurrence", bold=True)
    recurring = vault.recurrence()
    its, owed = vault.history(recurring), debts(vault.graph, recurring)
    print_rich(text.recurrence(recurring, its, owed, has_bars()))
    click.secho("\n$ rcagraph query failing_together --on embedded", bold=True)
    print_rich(to_rich(run_named("failing_together", {}, vault.graph, "embedded")))


def _files(vault: "Vault") -> Iterator[tuple[str, str]]:
    """The answers as files: name and text."""
    from rcagraph.analysis.checks import check
    from rcagraph.analysis.counts import counts
    from rcagraph.analysis.debts import debts
    from rcagraph.report import as_json, blast_radius_json, recurrence_json
    from rcagraph.report.markdown import recurring_failure_report

    found = vault.recurrence()
    its = vault.history(found)
    diagnostics = (*vault.diagnostics, *check(vault.graph))
    stats = as_json.stats(
        counts(vault.graph), vault.files, vault.documents, vault.wikilinks, diagnostics
    )
    yield "stats.json", as_json.dumps(stats)
    yield "blast-radius.json", as_json.dumps(blast_radius_json.blast_radius(_blast_radius(vault)))
    yield (
        "recurrence.json",
        as_json.dumps(recurrence_json.recurrence(found, its, debts(vault.graph, found))),
    )
    # Overdue as of the last incident, not of today: the same notes give the same bytes.
    yield (
        "recurring-failures.md",
        recurring_failure_report(
            vault.graph, found, found.as_of, its, needs=vault.dependencies(found)
        ),
    )


def _write(vault: "Vault", exports: Path) -> list[str]:
    """The names of the files, sorted."""
    from rcagraph.export.files import write_text
    from rcagraph.export.registry import EXPORTERS

    written = list[str]()
    for name, content in _files(vault):
        write_text(exports / name, content)
        written.append(name)
    for exporter in EXPORTERS:
        name = f"{vault.graph.vault}{exporter.suffixes[0]}"
        exporter.write(vault.graph, exports / name)
        written.append(name)
    return sorted(written)


def _differing(vault: "Vault", exports: Path) -> int:
    """1 if a file in `exports` is not what would be written, or nothing writes it any more."""
    with TemporaryDirectory() as temporary:
        fresh = Path(temporary)
        written = _write(vault, fresh)
        stale = [name for name in written if _bytes(fresh / name) != _bytes(exports / name)]
    files = exports.iterdir() if exports.is_dir() else ()
    foreign = sorted(file.name for file in files if file.is_file() and file.name not in written)
    for name in stale:
        click.echo(f"{exports / name} is not current: run the same command without --check")
    for name in foreign:
        click.echo(f"{exports / name} is none of the demo's files: move it away")
    return int(bool(stale or foreign))


def _bytes(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def _what_next(root: Path, service: str) -> None:
    click.echo(
        "\nNext:\n"
        f"  rcagraph check --vault {root}\n"
        f"  rcagraph show {one_line(service)} --vault {root}\n"
        "  rcagraph stats --vault YOUR-NOTES"
    )
