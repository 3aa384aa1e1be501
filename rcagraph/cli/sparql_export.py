"""`rcagraph export --sparql`: what it says of a plan, a push or a check."""

from typing import TYPE_CHECKING

import click

from rcagraph.cli.output import count
from rcagraph.report.escaping import one_line

if TYPE_CHECKING:
    from rcagraph.api import Vault
    from rcagraph.cli.neo4j_export import How
    from rcagraph.export.rdf.contents import Difference
    from rcagraph.export.rdf.endpoint import Endpoint
    from rcagraph.export.rdf.form import RdfForm


def to_store(vault: "Vault", store: "Endpoint", how: "How", form: "RdfForm", quiet: bool) -> bool:
    """Whether a check found the store to differ from the vault."""
    from rcagraph.export.rdf.store import SECONDS, Push

    push = Push(vault.graph, store, form, how.timeout or SECONDS)
    if how.dry_run or how.verify:
        found = push.compare()
        click.echo(f"there: {count(found.there, 'triple')} in {push.base}")
        _examples(found)
        return _verdict(found) if how.verify else _plan(found)
    if vault.unread and not quiet:
        notes = count(len(vault.unread), "note")
        click.echo(f"what {notes} could not be read for is not in the store", err=True)
    done = push.push(how.max_delete, how.repair)
    if done.difference is None:
        click.echo(f"nothing to do: {push.base} holds these {count(done.triples, 'triple')}")
    else:
        click.echo(f"done: {_numbers(done.difference)} in {push.base}")
    return False


def _plan(found: "Difference") -> bool:
    click.echo(f"would change: {_numbers(found)}")
    return False


def _verdict(found: "Difference") -> bool:
    click.echo(f"verified: {found.added} missing, {found.removed} foreign, {found.unchanged} equal")
    if not found.is_none:
        click.echo("`rcagraph export --sparql --repair` makes the graph equal to the vault")
    return not found.is_none


def _examples(found: "Difference") -> None:
    for example in found.examples:
        click.echo(f"  {one_line(example)}")


def _numbers(found: "Difference") -> str:
    return f"{found.added} added, {found.removed} removed, {found.unchanged} unchanged"
