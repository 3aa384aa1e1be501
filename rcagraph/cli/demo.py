"""`rcagraph demo`: the example vault, both headline questions, and the files that come out."""

import shutil
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from rcagraph.cli.options import open_vault, quiet_option

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
    _write(vault, exports)
    if not quiet:
        click.echo(f"\nThe vault: {root}\nWritten to {exports}: {', '.join(_names(exports))}")
        _what_next(root, _most_hit(vault.graph).service.name)


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


def _most_hit(graph: "KnowledgeGraph") -> "BlastRadius":
    """The service in which most incidents began, and what goes down with it."""
    from rcagraph.analysis.blast_radius import blast_radius

    def order(node: "Node") -> tuple[int, str]:
        return -len(graph.into(node.key, "ORIGINATED_IN")), node.name

    node = min(graph.nodes("Service"), key=order, default=None)
    if node is None:
        raise click.UsageError("The vault names no service.")
    return blast_radius(graph, node.key)


def _show(vault: "Vault") -> None:
    from rcagraph.analysis.counts import counts
    from rcagraph.cli.output import print_rich
    from rcagraph.engines.run import run_named
    from rcagraph.report import as_tables, tables, text

    print_rich(tables.to_rich(as_tables.stats(counts(vault.graph))[0]))
    found = _most_hit(vault.graph)
    click.secho(f"\n$ rcagraph blast-radius {found.service.name}", bold=True)
    print_rich(text.blast_radius(found))
    click.secho("\n$ rcagraph recurrence", bold=True)
    print_rich(text.recurrence(vault.recurrence()))
    click.secho("\n$ rcagraph query failing_together --on embedded", bold=True)
    print_rich(tables.to_rich(run_named("failing_together", {}, vault.graph, "embedded")))


def _files(vault: "Vault") -> Iterator[tuple[str, str]]:
    """The answers as files: name and text."""
    from rcagraph.analysis.counts import counts
    from rcagraph.report import as_json
    from rcagraph.report.markdown import recurring_failure_report

    found = vault.recurrence()
    stats = as_json.stats(counts(vault.graph), vault.files, vault.wikilinks, vault.diagnostics)
    yield "stats.json", as_json.dumps(stats)
    yield "blast-radius.json", as_json.dumps(as_json.blast_radius(_most_hit(vault.graph)))
    yield "recurrence.json", as_json.dumps(as_json.recurrence(found))
    # Overdue as of the last incident, not of today: the same notes give the same bytes.
    yield "recurring-failures.md", recurring_failure_report(vault.graph, found, found.as_of)


def _write(vault: "Vault", exports: Path) -> None:
    from rcagraph.export.files import write_text
    from rcagraph.export.registry import EXPORTERS

    for name, content in _files(vault):
        write_text(exports / name, content)
    for exporter in EXPORTERS:
        exporter.write(vault.graph, exports / f"{vault.graph.vault}{exporter.suffixes[0]}")


def _names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir() if file.is_file())


def _differing(vault: "Vault", exports: Path) -> int:
    """1 if a file in `exports` is not what would be written, or should not be there."""
    with TemporaryDirectory() as temporary:
        fresh = Path(temporary)
        _write(vault, fresh)
        names = sorted({*_names(fresh), *(_names(exports) if exports.is_dir() else [])})
        stale = [n for n in names if _bytes(fresh / n) != _bytes(exports / n)]
    for name in stale:
        click.echo(f"{exports / name} is not current: run `make exports`")
    return int(bool(stale))


def _bytes(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def _what_next(root: Path, service: str) -> None:
    click.echo(
        "\nNext:\n"
        f"  rcagraph check --vault {root}\n"
        f"  rcagraph show {service} --vault {root}\n"
        "  rcagraph stats --vault YOUR-NOTES"
    )
