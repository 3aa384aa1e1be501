"""Read-only Cypher on a Neo4j server, with plain Python values as rows."""

from collections.abc import Mapping
from typing import Any

from rcagraph.export.neo4j.connect import Target, driver_on
from rcagraph.model.errors import RcaGraphError

TIMEOUT = 60.0


def read_query(
    target: Target, text: str, parameters: Mapping[str, object], timeout: float = TIMEOUT
) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Columns and rows. A node or relationship is a dict of its properties without our
    bookkeeping, a path the list of its nodes; times are Python's. `timeout` is in seconds.
    """
    from neo4j import Query, RoutingControl

    with driver_on(target) as driver:
        try:
            records, _, columns = driver.execute_query(
                Query(text, timeout=timeout),
                dict(parameters),
                database_=target.database,
                routing_=RoutingControl.READ,
            )
        except (ValueError, TypeError, OverflowError) as error:
            raise RcaGraphError(
                f"Neo4j cannot take a parameter of the query: {error}", "Give another value"
            ) from None
    return tuple(columns), [tuple(map(plain, record)) for record in records]


def plain(value: Any) -> object:
    """A value of the driver as Python's own; a duration as its ISO 8601 text."""
    from neo4j.graph import Entity, Path
    from neo4j.time import Date, DateTime, Duration, Time

    if isinstance(value, Entity):
        return {key: plain(each) for key, each in value.items() if not key.startswith("_")}
    if isinstance(value, Path):
        return [plain(node) for node in value.nodes]
    if isinstance(value, Duration):
        return value.iso_format()
    if isinstance(value, (Date, DateTime, Time)):
        return value.to_native()
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return value
