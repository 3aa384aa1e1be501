"""What the lock node remembers of a vault's last export, so that the next one reads only what
differs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from rcagraph.export.neo4j.identity import refuse_another
from rcagraph.export.neo4j.spans import Span
from rcagraph.export.neo4j.statements import identifier
from rcagraph.export.neo4j.wanted import Wanted
from rcagraph.model.version import __version__

if TYPE_CHECKING:
    from rcagraph.export.neo4j.connect import Tx

FORMAT = f"3 of {__version__}"
"""A ledger of another format says nothing."""

LOCK = "MERGE (lock:RcaSync {owner: $owner}) SET lock.exports = coalesce(lock.exports, 0) + 1"
"""Two exports of one vault wait for each other here."""

BEGIN = "MERGE (pending:RcaPending {owner: $owner}) SET pending.vaultId = $id"
"""Stands while an export of several transactions is under way, or died in it."""

READ = """\
CALL () {{ MATCH (n:RcaEntity) RETURN count(n) AS nodes }}
CALL () {{ MATCH (:RcaEntity)-[r:{types}]->() RETURN count(r) AS edges }}
CALL () {{ MATCH (l:RcaSync) WHERE l.owner <> $owner
          RETURN sum(coalesce(l.nodes, 0)) AS theirNodes, sum(coalesce(l.edges, 0)) AS theirEdges }}
OPTIONAL MATCH (lock:RcaSync {{owner: $owner}})
OPTIONAL MATCH (pending:RcaPending {{owner: $owner}})
RETURN nodes - theirNodes AS nodes, edges - theirEdges AS edges, properties(lock) AS lock,
       pending IS NOT NULL AS pending, coalesce(pending.vaultId, lock.vaultId, '') AS id
LIMIT 1
"""
"""The first two cost nothing: servers keep these numbers."""

WRITE = """\
MATCH (lock:RcaSync {owner: $owner}) SET lock += $ledger
WITH lock OPTIONAL MATCH (p:RcaPending {owner: $owner}) DELETE p
"""

SCHEMA = "MATCH (lock:RcaSync {owner: $owner}) SET lock.schema = $schema"


class Counted(NamedTuple):
    nodes: int = 0
    edges: int = 0


@dataclass(frozen=True, slots=True)
class Ledger:
    """The spans of the graph that was exported last."""

    digests: Mapping[tuple[str, str], str]
    """By start and end; empty where the database holds more or less there than the graph."""
    ours: Counted
    """The vault's own."""
    schema: str = ""
    """Of the constraints and indexes that were made; empty for none. Written when they are."""
    vault_id: str = ""
    """Of the vault that was exported; empty where it said none."""

    def differs(self, span: Span) -> bool:
        return self.digests.get((span.start, span.end), "") != span.digest


def read_ledger(tx: "Tx", wanted: Wanted) -> tuple[Ledger | None, Counted]:
    """No ledger where nothing is known, or where somebody added or removed something since; and
    how many nodes and edges there are that might be ours: all but those of other vaults.

    `RcaGraphError` where another vault stands there, unless this one is to take its place.
    """
    types = "|".join(map(identifier, wanted.graph.ontology.edges))
    row = tx.run(READ.format(types=types), owner=wanted.owner).single(strict=True)
    refuse_another(row["id"], wanted)
    counted, lock = Counted(row["nodes"], row["edges"]), row["lock"]
    is_believed = lock and lock.get("sealed") and lock.get("format") == FORMAT
    if not is_believed or row["pending"]:
        return None, counted
    ours = Counted(lock["nodes"], lock["edges"])
    beside = Counted(counted.nodes - ours.nodes, counted.edges - ours.edges)
    if beside != Counted(lock["nodesBeside"], lock["edgesBeside"]):
        return None, counted
    starts: list[str] = lock["starts"]
    bounds = zip(starts, [*starts[1:], ""], strict=True)
    digests = dict(zip(bounds, lock["digests"], strict=True))
    return Ledger(digests, ours, lock["schema"], lock.get("vaultId", "")), counted


def write_ledger(tx: "Tx", owner: str, ledger: Ledger, beside: Counted) -> None:
    """The last thing that an export does. `beside` are those that are no vault's."""
    given: dict[str, int | str | Sequence[str]] = {
        "sealed": True,  # a Cypher script, which knows of no spans, breaks the seal
        "format": FORMAT,
        "starts": [start for start, _ in ledger.digests],
        "digests": list(ledger.digests.values()),
        "schema": ledger.schema,
        "vaultId": ledger.vault_id,
        "nodes": ledger.ours.nodes,
        "edges": ledger.ours.edges,
        "nodesBeside": beside.nodes,
        "edgesBeside": beside.edges,
    }
    tx.run(WRITE, owner=owner, ledger=given).consume()


def note_schema(tx: "Tx", wanted: Wanted) -> None:
    """That its constraints and indexes are made."""
    tx.run(SCHEMA, owner=wanted.owner, schema=wanted.schema).consume()
