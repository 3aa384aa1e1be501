"""Somebody else at work in a Neo4j database, and all that it holds, for tests on a real server."""

from itertools import pairwise
from typing import Any

from rcagraph.export.neo4j import SyncResult, Target, read_query
from rcagraph.export.neo4j.connect import driver_on
from rcagraph.graph import KnowledgeGraph, Node
from rcagraph.model.facts import Place
from tests.graphs import edge, key
from tests.statements import statements


def run(target: Target, text: str, **parameters: object) -> None:
    """Somebody else at work in the database."""
    with driver_on(target) as driver:
        driver.execute_query(text, parameters, database_=target.database)


def wipe(target: Target) -> None:
    """All nodes and edges; constraints and indexes stay."""
    run(target, "MATCH (n) DETACH DELETE n")


def run_script(target: Target, script: str) -> None:
    """A script's statements, each in a transaction of its own."""
    with driver_on(target) as driver, driver.session(database=target.database) as session:
        for statement in statements(script):
            session.run(statement).consume()


def ask(target: Target, text: str, **parameters: object) -> list[tuple[Any, ...]]:
    return read_query(target, text, parameters)[1]


def counts(done: SyncResult) -> tuple[int, int, int, int]:
    return done.added, done.changed, done.removed, done.kept


def chain(*names: str, vault: str = "test") -> KnowledgeGraph:
    """Services that depend each on the next."""
    keys = [key("Service", name, vault) for name in names]
    nodes = [Node(k, k.id, True, (Place(f"{k.id}.md", 1),)) for k in keys]
    pairs = pairwise(keys)
    return KnowledgeGraph(vault, nodes, [edge("DEPENDS_ON", a, b) for a, b in pairs])


def numbered(count: int) -> list[str]:
    return [f"s{i:04}" for i in range(count)]


def contents(target: Target) -> list[str]:
    """All nodes and edges as text, bookkeeping included, but for the lock."""
    nodes = _raw(target, "MATCH (n) WHERE NOT n:RcaSync RETURN labels(n), properties(n)")
    ends = "coalesce(a.uid, a.name), coalesce(b.uid, b.name), [type(r)], properties(r)"
    return sorted(nodes + _raw(target, f"MATCH (a)-[r]->(b) RETURN {ends}"))


def _raw(target: Target, text: str) -> list[str]:
    """Rows with lists of labels and keys in a fixed order."""
    with driver_on(target) as driver:
        found = driver.execute_query(text, database_=target.database).records
    return [
        repr([sorted(v.items()) if isinstance(v, dict) else sorted(v) for v in record.values()])
        for record in found
    ]
