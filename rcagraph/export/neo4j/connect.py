"""Which Neo4j server and database, as whom; and a driver open on it."""

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

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


def target_from(
    uri: str | None,
    environ: Mapping[str, str],
    settings: Mapping[str, str] | None = None,
    ask: Callable[[], str] | None = None,
) -> Target:
    """The option's value, else the environment, else `uri`, `username`, `database` of settings.

    `ask` prompts for a password that the environment does not give; settings never hold one.
    """
    from_file = settings or {}
    address = uri or environ.get("NEO4J_URI") or from_file.get("uri")
    if not address:
        raise RcaGraphError(
            "No Neo4j server is named",
            "Write --neo4j neo4j://HOST:7687, or set NEO4J_URI",
        )
    password = environ.get("NEO4J_PASSWORD") or (ask() if ask else "")
    if not password:
        raise RcaGraphError("No password for Neo4j is given", "Set NEO4J_PASSWORD")
    username = environ.get("NEO4J_USERNAME") or from_file.get("username") or USERNAME
    database = environ.get("NEO4J_DATABASE") or from_file.get("database") or DATABASE
    return Target(address, password, username, database)


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
