"""The leanest loop by hand that loads the same rows: what a first load is measured against."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from rcagraph.graph import KnowledgeGraph
from rcagraph.model.vocabulary import Value, camel

if TYPE_CHECKING:
    from neo4j import Driver

BATCH = 10_000
NODES = "UNWIND $rows AS row CREATE (n:RcaEntity:{}) SET n = row"
EDGES = (
    "UNWIND $rows AS row MATCH (a:RcaEntity {{uid: row[0]}}) MATCH (b:RcaEntity {{uid: row[1]}}) "
    "CREATE (a)-[r:{}]->(b) SET r = row[2]"
)
CONSTRAINT = "CREATE CONSTRAINT lean FOR (n:RcaEntity) REQUIRE n.uid IS UNIQUE"
OWN = {"_vault": "rcagraph:bench", "_hash": 0x0123456789ABCDEF}
"""In the place of the sync's bookkeeping: as many bytes, computed from nothing."""


def load(driver: "Driver", graph: KnowledgeGraph) -> None:
    """Into an empty database; no comparison, no safety, no index but the one for the ends."""
    driver.execute_query(CONSTRAINT)
    driver.execute_query("CALL db.awaitIndexes()")
    with driver.session() as session:
        for kind in graph.ontology.nodes:
            nodes = (_stored(node.record(), kind) for node in graph.nodes(kind))
            for rows in _batches(nodes):
                session.run(NODES.format(kind), rows=rows).consume()
        for name in graph.ontology.edges:
            edges = (
                [e.source.uid, e.target.uid, _stored(e.record(), name)] for e in graph.edges(name)
            )
            for rows in _batches(edges):
                session.run(EDGES.format(name), rows=rows).consume()


def _stored(record: Mapping[str, Value], kind: str) -> dict[str, object]:
    properties: dict[str, object] = {
        camel(name): list(value) if isinstance(value, tuple) else value
        for name, value in record.items()
    }
    return {**properties, **OWN, "_kind": kind, "_keys": sorted(properties)}


def _batches(rows: Iterable[object]) -> Iterator[list[object]]:
    batch: list[object] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
