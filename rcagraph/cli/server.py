"""Which engine answers, and which Neo4j server or SPARQL store is meant."""

import os
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

from rcagraph.cli.driver import load_driver

if TYPE_CHECKING:
    from rcagraph.engines.sparql_places import GraphAtEndpoint
    from rcagraph.export.neo4j import Target
    from rcagraph.export.rdf.endpoint import Endpoint

F = TypeVar("F", bound=Callable[..., Any])


def on_option(*engines: str) -> Callable[[F], F]:
    """`--on`, handed on as `on`; the first is the default."""
    return click.option(
        "--on",
        "on",
        type=click.Choice(engines),
        default=engines[0],
        show_default=True,
        help="The engine that answers. neo4j: the server of NEO4J_URI, or of rcagraph.toml."
        + (" sparql: an embedded store, or that of --endpoint." if "sparql" in engines else ""),
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

    The password comes from the environment or a prompt; that of the environment goes only to a
    server that the user named, or on this machine.
    """
    from rcagraph.export.neo4j import target_from

    target = target_from(uri, os.environ, settings, _prompt("Neo4j password"))
    load_driver()
    return target


def _prompt(words: str) -> Callable[[str], str] | None:
    """Asks for the password of a server; None where nobody sits at the terminal."""

    def asked(address: str) -> str:
        text: str = click.prompt(f"{words} for {address}", hide_input=True, err=True)
        return text

    return asked if sys.stdin.isatty() else None


def endpoint_option(*names: str) -> Callable[[F], F]:
    """`--endpoint`, handed on as `endpoint`, and `--base-iri`."""
    endpoint = click.option(
        *names,
        "endpoint",
        metavar="URL",
        help="A SPARQL store that answers instead of the embedded one. It is only ever asked; "
        "RCAGRAPH_SPARQL_USERNAME and RCAGRAPH_SPARQL_PASSWORD, or RCAGRAPH_SPARQL_TOKEN, "
        "say who asks.",
    )
    base = click.option(
        "--base-iri",
        default="",
        metavar="IRI",
        help="Where the IRIs of the vault's things begin, as in the export.",
    )
    return lambda command: endpoint(base(command))


def sparql_endpoint(url: str | None) -> "Endpoint":
    """The store of the option, else of the environment; the vault's files cannot name one."""
    from rcagraph.export.rdf.endpoint import endpoint_from

    return endpoint_from(url, os.environ, _prompt("Password"))


def graph_at_endpoint(
    url: str, vault: str, base_iri: str, seconds: int, is_whole_store: bool = False
) -> "GraphAtEndpoint":
    """What the vault pushed to the store."""
    from rcagraph.engines.sparql_places import graph_at
    from rcagraph.export.rdf.names import base_for

    base = base_for(vault, base_iri)
    return graph_at(sparql_endpoint(url), base, seconds, is_whole_store)
