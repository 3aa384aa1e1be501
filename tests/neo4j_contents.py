"""All that a Neo4j database holds of us, to the type of each value, bookkeeping included."""

from collections.abc import Mapping
from typing import Any

from rcagraph.export.neo4j import Target
from rcagraph.export.neo4j.connect import driver_on

NODES = """\
MATCH (n:RcaEntity)
RETURN [n.uid] AS key, labels(n) AS names, properties(n) AS held,
       [k IN keys(n) | k + ' ' + valueType(n[k])] AS types,
       [k IN keys(n) WHERE valueType(n[k]) STARTS WITH 'ZONED' | toString(n[k])] AS times
"""
EDGES = """\
MATCH (a:RcaEntity)-[n]->(b:RcaEntity)
RETURN [a.uid, type(n), b.uid] AS key, [] AS names, properties(n) AS held,
       [k IN keys(n) | k + ' ' + valueType(n[k])] AS types,
       [k IN keys(n) WHERE valueType(n[k]) STARTS WITH 'ZONED' | toString(n[k])] AS times
"""


def contents(target: Target) -> dict[tuple[str, ...], dict[str, Any]]:
    """By uid, or by the ends and type of an edge; values as text, so that nan equals nan."""
    with driver_on(target) as driver:
        found = [*driver.execute_query(NODES).records, *driver.execute_query(EDGES).records]
    return {tuple(row["key"]): _comparable(row) for row in found}


def _comparable(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "held": {name: repr(value) for name, value in row["held"].items()},
        **{name: sorted(row[name]) for name in ("names", "types", "times")},
    }
