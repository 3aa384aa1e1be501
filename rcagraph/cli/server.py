"""Which engine answers, and which Neo4j server is meant."""

import os
import sys
from collections.abc import Callable, Mapping
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
        help="The engine that answers. neo4j: the server of NEO4J_URI, or of rcagraph.toml.",
    )


def timeout_option(command: F) -> F:
    """`--timeout`, handed on as `seconds`."""
    return click.option(
        "--timeout",
        "seconds",
        type=click.IntRange(1, 86_400),
        default=60,
        show_default=True,
        metavar="SECONDS",
        help="The most that an engine may take.",
    )(command)


def neo4j_target(uri: str | None, settings: Mapping[str, str]) -> "Target":
    """The server of the option, else of the environment, else of `[neo4j]` in rcagraph.toml.

    The password comes from the environment or a prompt.
    """
    from rcagraph.export.neo4j import target_from

    return target_from(uri, os.environ, settings, _password if sys.stdin.isatty() else None)


def _password() -> str:
    text: str = click.prompt("Neo4j password", hide_input=True, err=True)
    return text
