"""Which Neo4j server and database, as whom; and a driver open on it."""

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from rcagraph.export.neo4j.failures import one_sentence_each
from rcagraph.model.errors import RcaGraphError

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction, Transaction

    Tx = ManagedTransaction | Transaction

USERNAME = DATABASE = "neo4j"

PATIENCE = 30.0
"""Seconds: the driver's own."""

ADDRESS = re.compile(
    r"(neo4j|bolt)(\+s|\+ssc)?://(\[[0-9A-Fa-f:.]+\]|[\w.-]+)(:\d{1,5})?/?(\?[\w=&.-]*)?\Z"
)

# The driver logs what it also raises, and without a handler that lands on stderr.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Target:
    """One database on one server. Its text and its `repr` never show the password."""

    uri: str
    password: str = field(repr=False)
    username: str = USERNAME
    database: str = DATABASE

    def __post_init__(self) -> None:
        if "@" in self.uri:
            raise RcaGraphError(
                "The address of the Neo4j server must not hold a user name or a password",
                "Write it like neo4j://HOST:7687 and set NEO4J_USERNAME and NEO4J_PASSWORD",
            )
        if not ADDRESS.match(self.uri):
            raise RcaGraphError(
                f"{self.uri!r} is no address of a Neo4j server",
                "Write it like neo4j://HOST:7687, or neo4j+s://HOST for one with a certificate",
            )

    def __str__(self) -> str:
        return f"database {self.database} on {self.uri}"

    @property
    def is_on_this_machine(self) -> bool:
        """As far as the address says it; no name is looked up."""
        try:
            host = urlsplit(self.uri).hostname or ""
            return host == "localhost" or ip_address(host).is_loopback
        except ValueError:
            return False


def target_from(
    uri: str | None,
    environ: Mapping[str, str],
    settings: Mapping[str, str] | None = None,
    ask: Callable[[str], str] | None = None,
) -> Target:
    """The option's value, else the environment, else `uri`, `username`, `database` of settings.

    `ask` prompts for the password to an address where the environment gives none; settings never
    hold one.
    """
    from_file = settings or {}
    named = uri or environ.get("NEO4J_URI")
    address = named or from_file.get("uri")
    if not address:
        raise RcaGraphError(
            "No Neo4j server is named",
            "Write --neo4j neo4j://HOST:7687, or set NEO4J_URI",
        )
    username = environ.get("NEO4J_USERNAME") or from_file.get("username") or USERNAME
    database = environ.get("NEO4J_DATABASE") or from_file.get("database") or DATABASE
    target, password = Target(address, "", username, database), environ.get("NEO4J_PASSWORD")
    if password and not named:
        _keep_for_whom_it_is(target)
    password = password or (ask(address) if ask else "")
    if not password:
        raise RcaGraphError("No password for Neo4j is given", "Set NEO4J_PASSWORD")
    return replace(target, password=password)


def _keep_for_whom_it_is(target: Target) -> None:
    """Whoever writes the notes also writes the address among them, and would be sent the password
    that somebody set for another server.
    """
    if not target.is_on_this_machine:
        raise RcaGraphError(
            f"NEO4J_PASSWORD is not sent to {target.uri}, which only the vault's file names",
            f"If that server is meant, set NEO4J_URI={target.uri}",
        )


@contextmanager
def driver_on(target: Target, timeout: float | None = None) -> "Iterator[Driver]":
    """A driver that has reached the database; any failure within is an `RcaGraphError`.

    `timeout` is for reaching it, and for what the driver tries again; in seconds.
    """
    from neo4j import GraphDatabase

    from rcagraph.model.version import __version__

    with (
        one_sentence_each(str(target)),
        GraphDatabase.driver(
            target.uri,
            auth=(target.username, target.password),
            user_agent=f"rcagraph/{__version__}",
            notifications_min_severity="OFF",
            connection_timeout=min(timeout or PATIENCE, PATIENCE),
            max_transaction_retry_time=min(timeout or PATIENCE, PATIENCE),
        ) as driver,
    ):
        _knock(driver, target)
        yield driver


def _knock(driver: "Driver", target: Target) -> None:
    """Fail at once: a managed transaction would try a closed port again for half a minute."""
    try:
        with driver.session(database=target.database) as session:
            session.run("RETURN 1").consume()
    except ValueError:
        raise RcaGraphError(f"{target.uri} names no host", "Check NEO4J_URI") from None
