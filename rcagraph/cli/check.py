"""`rcagraph check`: what is wrong with the notes, line by line."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from rcagraph.cli.options import (
    day_of,
    format_option,
    open_vault,
    reads_vault,
    shacl_option,
    today_option,
)

if TYPE_CHECKING:
    from rcagraph.api import Vault
    from rcagraph.model.diagnostics import Diagnostic


@click.command("check")
@reads_vault
@format_option("text", "json", "github", "sarif")
@click.option("--select", metavar="CODES", help="Only these: RCA301,RCA4 (beginnings will do).")
@click.option("--ignore", metavar="CODES", help="Not these.")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--fix", is_flag=True, help="Show how links that reach nothing would be mended.")
@click.option("--write", is_flag=True, help="With --fix: mend them, and show what is left.")
@click.option(
    "--baseline",
    "baseline",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Hide the findings that stand in this file.",
)
@click.option("--update-baseline", is_flag=True, help="Write what is found to that file.")
@shacl_option("Not the notes but the RDF that they become, against its shapes")
@today_option
@click.pass_context
def command(
    ctx: click.Context,
    vault_path: Path | None,
    profile_name: str | None,
    quiet: bool,
    format_: str,
    select: str | None,
    ignore: str | None,
    strict: bool,
    fix: bool,
    write: bool,
    baseline: Path | None,
    update_baseline: bool,
    shacl: str | None,
    today: date | None,
) -> None:
    """Every finding with its file, its line and what to do; exit code 1 if there are errors.

    With --fix a diff of the links that can only mean one note, and nothing is written until
    --write is said too.

    \b
    Example:
      rcagraph check --vault my-notes --strict
      rcagraph check --vault my-notes --fix
      rcagraph check --vault my-notes --baseline known.json --update-baseline
      rcagraph check --vault my-notes --shacl structure
    """
    from rcagraph.cli import baselines, fixes
    from rcagraph.model.diagnostics import Severity
    from rcagraph.report.diagnostics import FORMATS, summary

    _refuse_nonsense(fix, write, format_, baseline, update_baseline)
    if shacl and fix:
        raise click.UsageError("--shacl is about the RDF, --fix about the notes: ask for one.")
    codes = _Codes(_codes(select or "RCA"), _codes(ignore or ""), is_of_rdf=bool(shacl))
    codes.refuse_nonsense()
    known = baselines.read(baseline, update_baseline) if baseline else None
    vault = open_vault(vault_path, profile_name, quiet=True)
    is_shown = not fix or write
    if fix:
        repairs = vault.repairs() if codes.asks("RCA301") else ()
        fixes.show(repairs, is_written=write, is_diff=format_ == "text", quiet=quiet)
        if write and fixes.write(vault.root, repairs):
            vault = open_vault(vault_path, profile_name, quiet=True)
    found = _of_rdf(vault, shacl, codes) if shacl else _findings(vault, day_of(today), codes)
    if baseline and known is not None:
        found = baselines.apply(baseline, known, found, codes.asks, update_baseline, quiet)
    if is_shown:
        click.echo(FORMATS[format_](_placed(found, vault.root, format_)), nl=False)
    if not quiet:
        click.echo(summary(found), err=True)
    severities = {each.code.severity for each in found}
    fails = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    ctx.exit(1 if severities & fails else 0)


def _refuse_nonsense(
    fix: bool, write: bool, format_: str, baseline: Path | None, update_baseline: bool
) -> None:
    if write and not fix:
        raise click.UsageError("--write goes with --fix.")
    if fix and not write and format_ != "text":
        raise click.UsageError("--fix shows a diff, in no other format: add --write.")
    if update_baseline and baseline is None:
        raise click.UsageError("--update-baseline needs --baseline FILE.")
    if update_baseline and fix and not write:
        raise click.UsageError("--fix alone mends nothing: add --write, or update without --fix.")


class _Codes(NamedTuple):
    """Which codes are asked for, by their beginnings."""

    chosen: tuple[str, ...]
    refused: tuple[str, ...]
    is_of_rdf: bool
    """6xx, and no others."""

    def asks(self, code: str) -> bool:
        is_meant = code.startswith("RCA6") == self.is_of_rdf
        return is_meant and code.startswith(self.chosen) and not code.startswith(self.refused)

    def refuse_nonsense(self) -> None:
        from rcagraph.model.diagnostics import Code

        if not any(self.asks(code.name) for code in Code):
            with_or_without = "without" if self.is_of_rdf else "with"
            raise click.UsageError(f"No such code is looked for: ask {with_or_without} --shacl.")


def _findings(vault: "Vault", day: date, codes: _Codes) -> "tuple[Diagnostic, ...]":
    """What the notes and the graph have wrong, in the order of the notes."""
    from rcagraph.analysis.checks import check

    all_: Iterable[Diagnostic] = (*vault.findings(), *check(vault.graph, day))
    found = (each for each in all_ if codes.asks(each.code.name))
    return tuple(sorted(found, key=lambda each: each.sort_key))


def _of_rdf(vault: "Vault", part: str, codes: _Codes) -> "tuple[Diagnostic, ...]":
    from rcagraph.export.rdf.validation import validate

    return tuple(each for each in validate(vault.graph, part) if codes.asks(each.code.name))


def _placed(found: "tuple[Diagnostic, ...]", root: Path, format_: str) -> "tuple[Diagnostic, ...]":
    """With the paths that the format's readers know files by."""
    from rcagraph.cli.repository import folder_in_repository
    from rcagraph.report.diagnostics import FROM_REPOSITORY, below

    return below(folder_in_repository(root), found) if format_ in FROM_REPOSITORY else found


def _codes(text: str) -> tuple[str, ...]:
    """The beginnings of codes; a usage error for what no code begins with."""
    from rcagraph.model.diagnostics import Code

    codes = tuple(part.strip().upper() for part in text.split(",") if part.strip())
    for code in codes:
        if not any(known.name.startswith(code) for known in Code):
            tip = "`rcagraph schema --diagnostics` lists them"
            raise click.UsageError(f"No code begins with {code!r}: {tip}.")
    return codes
