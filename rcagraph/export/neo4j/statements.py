"""The Cypher that moves rows. Names of labels and types come from the ontology, never from notes.

Each statement names its label or type outright: a MERGE over a computed type is a hundred times
slower, and a name in back-ticks could still break out of them.
"""

from rcagraph.model.vocabulary import IDENTIFIER

LOCK = "MERGE (lock:RcaSync {owner: $owner}) SET lock.exports = coalesce(lock.exports, 0) + 1"
"""Two exports of one vault wait for each other here."""

OWN_NODES = """\
MATCH (n:RcaEntity) WHERE n._vault = $owner
RETURN n._kind AS kind, n.uid AS uid, n._hash AS hash, coalesce(n._stale, false) AS stale,
       any(p IN coalesce(n.saidAt, []) WHERE any(u IN $unread WHERE p STARTS WITH u)) AS unread
"""

OWN_EDGES = """\
MATCH (a:RcaEntity)-[r]->(b) WHERE r._vault = $owner
RETURN type(r) AS type, a.uid AS source, b.uid AS target, r._hash AS hash, elementId(r) AS id,
       any(p IN coalesce(r.saidAt, []) WHERE any(u IN $unread WHERE p STARTS WITH u)) AS unread
"""

HELD_BY_OTHERS = """\
MATCH (n:RcaEntity) WHERE n.uid IN $uids
  AND coalesce(n._vault, '') <> $owner AND NOT coalesce(n._stale, false)
RETURN n.uid AS uid
"""
"""Nodes that this graph names too, but that another vault or a person put there."""

USED_BY_OTHERS = """\
MATCH (n:RcaEntity) WHERE n.uid IN $uids AND n._vault = $owner AND (
  EXISTS { MATCH (n)-[r]-() WHERE coalesce(r._vault, '') <> $owner }
  OR any(k IN keys(n) WHERE NOT k IN coalesce(n._keys, []) AND NOT k IN $bookkeeping)
  OR any(l IN labels(n) WHERE NOT l IN ['RcaEntity', n._kind]))
RETURN n.uid AS uid
"""
"""Nodes of ours that somebody else linked, enriched or labelled."""

DELETE_EDGES = """\
MATCH ()-[r]->() WHERE elementId(r) IN $ids AND r._vault = $owner
DELETE r RETURN count(*) AS n
"""

DELETE_NODES = """\
MATCH (n:RcaEntity) WHERE n.uid IN $ids AND n._vault = $owner
DELETE n RETURN count(*) AS n
"""

MARK_STALE = """\
MATCH (n:RcaEntity) WHERE n.uid IN $ids AND n._vault = $owner
SET n._stale = true, n._hash = null RETURN count(*) AS n
"""


def merge_nodes(kind: str) -> str:
    """Rows of one kind; a node that another vault took meanwhile is not counted."""
    return f"""\
UNWIND $rows AS row
MERGE (n:RcaEntity {{uid: row.key[0]}})
WITH n, row WHERE coalesce(n._vault, $owner) = $owner OR n._stale
SET n:{identifier(kind)}
FOREACH (k IN [k IN coalesce(n._keys, []) WHERE NOT k IN row.props._keys] | SET n[k] = null)
SET n += row.props, n._stale = null
RETURN count(n) AS n
"""


def merge_edges(type_: str) -> str:
    """Rows of one type; the owner is in the pattern, so a person's own edge is never adopted."""
    return f"""\
UNWIND $rows AS row
MATCH (a:RcaEntity {{uid: row.key[0]}}) MATCH (b:RcaEntity {{uid: row.key[1]}})
MERGE (a)-[r:{identifier(type_)} {{_vault: $owner}}]->(b)
FOREACH (k IN [k IN coalesce(r._keys, []) WHERE NOT k IN row.props._keys] | SET r[k] = null)
SET r += row.props
RETURN count(r) AS n
"""


def identifier(name: str) -> str:
    if not IDENTIFIER.match(name):
        raise ValueError(f"{name!r} is no identifier")
    return name
