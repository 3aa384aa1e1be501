"""`rcagraph init`: which profile fits a folder, and a first `rcagraph.toml`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rcagraph.api import Vault

UNTYPED = ("Document", "Unresolved", "ActionItem")


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
    from rcagraph.api import CONFIG, fitting
    from rcagraph.export.files import write_text
    from rcagraph.model.errors import RcaGraphError
    from rcagraph.profile.read import built_in_text
    from rcagraph.profile.starter import starter

    if show:
        click.echo(built_in_text(show), nl=False)
        return
    file = directory / CONFIG
    if file.exists() and not (force or dry_run):
        raise RcaGraphError(f"{file} is there already", "Write over it with --force")
    fit = fitting(directory)
    text = starter(directory.resolve().name or "vault", fit.profile, fit.default)
    click.echo(f"profile: {fit.profile}", err=True)
    click.echo(f"finds: {_found(fit.vault)} in {fit.vault.files} files", err=True)
    if dry_run:
        click.echo(text, nl=False)
    else:
        write_text(file, text)
        click.echo(f"wrote {file}; next: rcagraph check --vault {directory}", err=True)


def _found(vault: "Vault") -> str:
    from rcagraph.analysis.counts import counts

    nodes = counts(vault.graph).nodes
    typed = [
        f"{n.declared} {kind}" for kind, n in nodes.items() if n.declared and kind not in UNTYPED
    ]
    return ", ".join(typed) or "nothing but documents"
