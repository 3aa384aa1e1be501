"""`rcagraph init`: which profile fits a folder, and a first `rcagraph.toml`."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rcagraph.cli.output import count

if TYPE_CHECKING:
    from rcagraph.starter import Start


@click.command("init")
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False), default=".")
@click.option("--show", metavar="PROFILE", help="Print a built-in profile, to copy from.")
@click.option("--dry-run", is_flag=True, help="Print the file instead of writing it.")
@click.option("--force", is_flag=True, help="Write over an rcagraph.toml that is there.")
def command(directory: Path, show: str | None, dry_run: bool, force: bool) -> None:
    """Look at DIRECTORY, name the profile that fits, and write a commented rcagraph.toml.

    \b
    Example:
      rcagraph init my-notes
      rcagraph init --show backstage
    """
    from rcagraph.api import CONFIG
    from rcagraph.export.files import write_text
    from rcagraph.model.errors import RcaGraphError
    from rcagraph.profile.read import built_in_text
    from rcagraph.starter import begin

    if show:
        click.echo(built_in_text(show), nl=False)
        return
    file = directory / CONFIG
    if file.exists() and not (force or dry_run):
        raise RcaGraphError(f"{file} is there already", "Write over it with --force")
    start = begin(directory)
    _say(start, directory)
    if dry_run:
        click.echo(start.text, nl=False)
    else:
        write_text(file, start.text)
        click.echo(f"wrote {file}; next: rcagraph check --vault {directory}", err=True)


def _say(start: "Start", directory: Path) -> None:
    """What fits and what is found with it; where that is nothing, why and what to do."""
    from rcagraph.starter.fit import typed

    vault = start.vault
    click.echo(f"profile: {start.profile}", err=True)
    found = _counted(node.kind for node in typed(vault))
    if vault.files == 0:
        click.echo(f"finds: no notes: {directory} holds no file that a profile reads", err=True)
    elif not found:
        click.echo(f"finds: {count(vault.files, 'file')}, nothing but documents", err=True)
        click.echo("say what they are with [classify] or [[type]] in the file", err=True)
    else:
        click.echo(f"finds: {found} in {count(vault.files, 'file')}", err=True)
    for other, nodes in start.others.items():
        files = count(len({node.places[0].path for node in nodes}), "more file")
        more = f"{_counted(node.kind for node in nodes)} in {files}"
        click.echo(f"beside that, {other} finds {more}: see the end of the file", err=True)


def _counted(kinds: Iterable[str]) -> str:
    """`32 Incident, 12 Service`, the kinds as they come."""
    numbers = Counter(kinds)
    return ", ".join(f"{number} {kind}" for kind, number in numbers.items())
