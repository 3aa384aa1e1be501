"""`rcagraph export --neo4j`: its options, and what it says of a plan, an export or a check."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

from rcagraph.cli.output import count, print_tables
from rcagraph.cli.progress import progress
from rcagraph.report.escaping import one_line

if TYPE_CHECKING:
    from rcagraph.api import Vault
    from rcagraph.export.neo4j import Plan, Target

F = TypeVar("F", bound=Callable[..., Any])

EXIT_DRIFT = 1

SAMPLES = 5
"""Nodes held by others that are shown."""


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


@dataclass(frozen=True, slots=True)
class How:
    """The options that go with `--neo4j`, and most of them with `--sparql`."""

    dry_run: bool
    verify: bool
    repair: bool
    max_delete: float
    no_schema: bool
    max_rows: int
    timeout: float | None
    take_over: bool

    def check(self, neo4j: str | None, sparql: str | None = None) -> None:
        """A usage error for options that do not go together."""
        alone = {"--dry-run": self.dry_run, "--verify": self.verify, "--repair": self.repair}
        given = [option for option, is_given in alone.items() if is_given]
        if given and neo4j is None and sparql is None:
            raise click.UsageError(f"{given[0]} goes with --neo4j or --sparql")
        if self.take_over and neo4j is None:
            raise click.UsageError("--take-over goes with --neo4j")
        if self.verify and len(given) > 1:
            others = [option for option in given if option != "--verify"]
            raise click.UsageError(f"--verify only looks: leave out {' and '.join(others)}")


OPTIONS = (
    click.option("--dry-run", is_flag=True, help="Only show what a push to a server would change."),
    click.option(
        "--verify",
        is_flag=True,
        help="Only compare every property on the server with the vault; exit 1 where any differs.",
    ),
    click.option(
        "--repair",
        is_flag=True,
        help="Compare every property, and write again what somebody changed by hand.",
    ),
    click.option(
        "--max-delete",
        type=_Percent(),
        default="30%",
        show_default=True,
        help="Refuse to delete more than this share of what the server holds of the vault.",
    ),
    click.option("--no-schema", is_flag=True, help="Make no constraints and indexes in Neo4j."),
    click.option(
        "--max-rows",
        type=click.IntRange(min=1),
        default=50_000,
        show_default=True,
        help="Rows of one transaction in Neo4j; an export of more goes in steps.",
    ),
    click.option(
        "--timeout",
        type=click.FloatRange(min=0, min_open=True),
        metavar="SECONDS",
        help="Give up where the server has not finished by then.",
    ),
    click.option(
        "--take-over",
        is_flag=True,
        help="Go on where Neo4j holds a vault of this name with another id, in its place.",
    ),
)


def neo4j_options(command: F) -> F:
    """Handed on as the fields of `How`."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def to_neo4j(vault: "Vault", target: "Target", how: How, quiet: bool) -> None:
    if how.verify:
        _verify(vault, target, how)
    elif how.dry_run:
        _plan(vault, target, how)
    else:
        _export(vault, target, how, quiet)


def _plan(vault: "Vault", target: "Target", how: How) -> None:
    from rcagraph.export.neo4j import plan_export

    plan = plan_export(
        vault.graph,
        target,
        unread=vault.unread,
        repair=how.repair,
        timeout=how.timeout,
        vault_id=vault.profile.vault.id,
        take_over=how.take_over,
    )
    _show(plan)
    _show_examples(example for tally in plan.tallies for example in tally.examples)
    click.echo(f"would change: {_numbers(plan)}")


def _export(vault: "Vault", target: "Target", how: How, quiet: bool) -> None:
    from rcagraph.export.neo4j import export_neo4j

    with progress("writing to Neo4j", quiet) as advance:
        done = export_neo4j(
            vault.graph,
            target,
            max_delete=how.max_delete,
            schema=not how.no_schema,
            unread=vault.unread,
            repair=how.repair,
            timeout=how.timeout,
            max_rows=how.max_rows,
            progress=advance,
            vault_id=vault.profile.vault.id,
            take_over=how.take_over,
        )
    _show(done)
    click.echo(f"done: {_numbers(done)}")


def _verify(vault: "Vault", target: "Target", how: How) -> None:
    from rcagraph.export.neo4j import HOWS, verify_export

    verdict = verify_export(
        vault.graph,
        target,
        unread=vault.unread,
        timeout=how.timeout,
        vault_id=vault.profile.vault.id,
        take_over=how.take_over,
    )
    table = verdict.table()
    if table.rows:
        print_tables((table,), "table")
    _show_examples(example for part in verdict.parts for example in part.examples)
    numbers = (f"{verdict.number(what)} {what}" for what in HOWS)
    click.echo(f"verified: {', '.join(numbers)}")
    if verdict.is_drift:
        click.echo("`rcagraph export --neo4j --repair` makes the database equal to the vault")
        raise click.exceptions.Exit(EXIT_DRIFT)


def _show(plan: "Plan") -> None:
    changing = [tally for tally in plan.tallies if tally.unchanged.number < tally.total]
    if changing:
        print_tables((plan.table(changing),), "table")
    if plan.withheld:
        nodes = count(len(plan.withheld), "node")
        click.echo(f"what these notes say of {nodes} is not stored, since others hold them:")
        _show_examples(map(str, plan.withheld[:SAMPLES]))


def _show_examples(examples: Iterable[str]) -> None:
    for example in examples:
        click.echo(f"  {one_line(example)}")


def _numbers(plan: "Plan") -> str:
    return (
        f"{plan.added} added, {plan.changed} changed, {plan.removed} removed, "
        f"{plan.kept} kept, {plan.unchanged} unchanged"
    )
