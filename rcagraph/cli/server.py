"""Which engine answers, and which Neo4j server is meant."""

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from rcagraph.export.neo4j import Target

F = TypeVar("F", bound=Callable[..., Any])


def on_option(*engines: str) -> Callable[[F], F]:
    """`--on`, handed on as `on`; the first is the default."""
    return click.option(
        "--on",
        "on",
        type=click.Choice(engines),
        default=engines[0],
        show_default=True,
        help="The engine that answers. neo4j: the server of NEO4J_URI.",
    )


def neo4j_target(uri: str | None) -> "Target":
    """The server of the option or of the environment; the password from there or a prompt."""
    from rcagraph.export.neo4j import target_from

    return target_from(uri, os.environ, ask=_password if sys.stdin.isatty() else None)


def _password() -> str:
    text: str = click.prompt("Neo4j password", hide_input=True, err=True)
    return text
