"""`rcagraph recurrence`: which failures keep coming back, how often, and whether fixes worked."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rcagraph.cli.options import (
    as_of_option,
    day_of,
    format_option,
    git_option,
    open_vault,
    reads_vault,
    today_option,
)

if TYPE_CHECKING:
    from rcagraph.analysis.debts import Debts
    from rcagraph.analysis.history import History
    from rcagraph.analysis.recurrence import Recurrence
    from rcagraph.api import Vault


@click.command("recurrence")
@reads_vault
@as_of_option
@click.option("--service", help="Only the families of this service.")
@click.option(
    "--by",
    help="What makes two incidents one family: service, failure_mode, category. "
    "Default: as the profile says, else service,failure_mode.",
)
@click.option(
    "--min",
    "minimum",
    type=click.IntRange(1),
    default=2,
    show_default=True,
    help="Incidents that a family must have.",
)
@click.option(
    "--explain",
    metavar="FAMILY|SERVICE",
    help="How its figures came about, with its incidents. A family by its title or an incident.",
)
@today_option
@git_option
@format_option("table", "json", "csv", "markdown")
def command(
    vault_path: Path | None,
    profile_name: str | None,
    quiet: bool,
    as_of: date | None,
    service: str | None,
    by: str | None,
    minimum: int,
    explain: str | None,
    today: date | None,
    use_git: bool,
    format_: str,
) -> None:
    """Families of incidents that are the same failure: when, how often, what is still promised.

    With intervals, the chance of another, and whether fixes worked. A word such as "worsening",
    "fixed" or "hot spot" stands only where its test holds over the whole vault, whatever is
    listed. In days between, "!" marks an interval that bursts make too narrow; in a year's rate,
    "?" a service without a `since`. The line of each family has one bar a quarter; with NO_COLOR
    or without Unicode it has the counts as digits, "." for none and "+" for ten and more.

    \b
    Example:
      rcagraph recurrence --service order-service
      rcagraph recurrence --explain order-service
    """
    from rcagraph.analysis.debts import debts
    from rcagraph.analysis.recurrence import recurrence
    from rcagraph.report.history_sentences import silent

    vault = open_vault(vault_path, profile_name, quiet)
    found = recurrence(
        vault.graph,
        by=tuple(part.strip() for part in by.split(",")) if by else vault.profile.analysis.family,
        minimum=minimum,
        service=service,
        as_of=as_of,
    )
    by_git = runbook_commits(vault, found) if use_git else {}
    its = vault.history(found, by_git)
    if not quiet:
        for remark in silent(its, day_of(today)):
            click.echo(remark, err=True)
    if explain is not None:
        _explain(its, explain, format_)
    else:
        _show(found, its, debts(vault.graph, found, by_git=by_git), format_)


def runbook_commits(vault: "Vault", found: "Recurrence") -> dict[str, date]:
    """By path, the day of the last commit of each runbook of a family."""
    from rcagraph.cli.commits import last_commits

    paths = {runbook.places[0].path for family in found.every for runbook in family.runbooks}
    return dict(last_commits(vault.root, paths))


def _show(found: "Recurrence", its: "History | None", owed: "Debts", format_: str) -> None:
    from rcagraph.cli.output import has_bars, print_json, print_rich, print_tables
    from rcagraph.report import as_tables, recurrence_json, text
    from rcagraph.report.history_tables import all_tables
    from rcagraph.report.promise_tables import promises

    families = as_tables.recurrence(found, its)
    if format_ == "json":
        print_json(recurrence_json.recurrence(found, its, owed))
    elif format_ == "table":
        print_rich(text.recurrence(found, its, owed, has_bars()))
    elif format_ == "csv":
        print_tables((families,), format_)
    else:
        print_tables((families, promises(owed), *all_tables(its)), format_)


def _explain(its: "History | None", name: str, format_: str) -> None:
    from rcagraph.analysis.history.explain import explain
    from rcagraph.cli.output import print_json, print_rich, print_tables
    from rcagraph.model.errors import RcaGraphError
    from rcagraph.report import text
    from rcagraph.report.history_explanation import as_json, tables

    if its is None:
        raise RcaGraphError("no incident has a date", "See `rcagraph check`.")
    found = explain(its, name)
    if format_ == "table":
        print_rich(text.history_explanation(found, its.window))
    elif format_ == "json":
        print_json(as_json(found))
    else:
        print_tables(tables(found), format_)
