"""What `check --fix` shows and writes."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rcagraph.cli.output import count

if TYPE_CHECKING:
    from rcagraph.graph.repair import Repair


def show(repairs: "Iterable[Repair]", is_written: bool, is_diff: bool, quiet: bool) -> None:
    """A diff on stdout; what it comes to, and what is left as it is, on stderr."""
    repairs = tuple(repairs)
    edits = sum(len(each.edits) for each in repairs)
    files = sum(bool(each.edits) for each in repairs)
    for each in repairs:
        if is_diff and each.edits:
            click.echo(_diff(each), nl=False)
        if each.problem:
            click.echo(f"{each.path} is left as it is: {each.problem}", err=True)
    if quiet:
        return
    if not edits:
        click.echo("nothing to fix: no link that dangles has one sure repair", err=True)
    elif not is_written:
        counted = f"{count(edits, 'link')} in {count(files, 'note')}"
        click.echo(f"{counted} would be mended: --fix --write does it", err=True)


def _diff(each: "Repair") -> str:
    from rcagraph.report.diff import unified

    return unified(each.path, each.data.decode(each.encoding), each.mended.decode(each.encoding))


def write(root: Path, repairs: "Iterable[Repair]") -> int:
    """Each file whole or not at all; how many were written. What changed meanwhile is left."""
    from rcagraph.export.files import replacing
    from rcagraph.vault.read import read_bytes

    edits = files = 0
    for each in repairs:
        if not each.edits:
            continue
        if read_bytes(root, each.path) != each.data:
            click.echo(f"{each.path} is left as it is: it has changed meanwhile", err=True)
            continue
        with replacing(root / each.path) as file:
            file.write(each.mended)
        edits, files = edits + len(each.edits), files + 1
    if files:
        click.echo(f"mended {count(edits, 'link')} in {count(files, 'note')}", err=True)
    return files
