"""The Cypher that moves rows. Names of labels and types come from the ontology, never from notes.

Each statement names its label or type outright: a MERGE over a computed type is a hundred times
slower, and a name in back-ticks could still break out of them.
"""

from collections.abc import Iterable

from rcagraph.model.vocabulary import IDENTIFIER

EVERYWHERE = "MATCH (n:RcaEntity) WHERE n.uid IS NOT NULL"
IN_SPANS = "UNWIND $spans AS span MATCH (n:RcaEntity) WHERE span[0] <= n.uid < span[1]"
IN_THE_LAST_SPAN = "MATCH (n:RcaEntity) WHERE $last <= n.uid"
OF_SOURCES = "UNWIND $uids AS uid MATCH (n:RcaEntity {uid: uid})"
"""Where the statements about our own nodes, and the edges that leave them, look."""

UNREAD = "size($unread) > 0 AND any(p IN {}.saidAt WHERE any(u IN $unread WHERE p STARTS WITH u))"


def own_nodes(where: str) -> str:
    return f"""\
{where} WITH n WHERE n._vault = $owner
RETURN n._kind AS kind, n.uid AS uid, toIntegerOrNull(n._hash) AS hash,
       coalesce(n._stale, false) AS stale, coalesce({UNREAD.format("n")}, false) AS unread
"""


def own_edges(where: str) -> str:
    return f"""\
{where} MATCH (n)-[r]->(b) WHERE r._vault = $owner
RETURN type(r) AS type, n.uid AS source, coalesce(b.uid, '') AS target,
       toIntegerOrNull(r._hash) AS hash, elementId(r) AS id,
       coalesce({UNREAD.format("r")}, false) AS unread
"""


def edges_in_brief(where: str) -> str:
    """One text for each edge, all of a source together: few rows, and so a fourth of the time."""
    return f"""\
{where} MATCH (n)-[r]->(b) WHERE r._vault = $owner
RETURN n.uid AS source, collect(type(r) + ' ' + coalesce(toString(toIntegerOrNull(r._hash)), '')
       + ' ' + coalesce(toStringOrNull(b.uid), '')) AS edges
"""


def whole_nodes(where: str) -> str:
    return f"{where} WITH n WHERE n._vault = $owner RETURN labels(n), properties(n)"


def whole_edges(where: str) -> str:
    return f"""\
{where} MATCH (n)-[r]->(b) WHERE r._vault = $owner
RETURN type(r), n.uid, coalesce(b.uid, ''), properties(r)
"""


HALF = 2**32
SUMS = f"""\
count(*) AS n, sum(coalesce(toIntegerOrNull(x._hash), 0) / {HALF}) AS high,
sum(coalesce(toIntegerOrNull(x._hash), 0) % {HALF}) AS low
"""
"""Fingerprints added up in halves, since their sum has more bits than a server's integers."""


def node_sums(where: str) -> str:
    return f"{where} WITH n AS x WHERE x._vault = $owner RETURN x._kind AS name, {SUMS}"


def edge_sums(where: str) -> str:
    return f"{where} MATCH (n)-[x]->() WHERE x._vault = $owner RETURN type(x) AS name, {SUMS}"


MENTIONED = "n._vault STARTS WITH 'rcagraph:' AND n.declared = false"
"""A vault's node that only some other thing's note names."""

HELD_BY_OTHERS = f"""\
MATCH (n:RcaEntity) WHERE n.uid IN $uids
  AND coalesce(n._vault, '') <> $owner AND NOT coalesce(n._stale, false)
  AND NOT (coalesce({MENTIONED}, false) AND n.uid IN $declared)
RETURN n.uid AS uid, properties(n) AS properties
"""
"""Nodes that this graph names too, but that another vault or a person put there."""

STANDING = "MATCH (n:RcaEntity) WHERE n.uid IN $uids RETURN n.uid AS uid"

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
  OR {MENTIONED} AND row.props.declared
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


def create_nodes(kind: str, names: Iterable[str]) -> str:
    """Rows of one kind, as `Columns` packs them, that stand nowhere yet: the constraint refuses
    one that somebody else put there meanwhile.
    """
    return f"""\
UNWIND $rows AS row
CREATE (n:RcaEntity:{identifier(kind)} {{uid: row[0], {_created("row", kind, names)}}})
RETURN count(n) AS n
"""


def create_edges(type_: str, names: Iterable[str]) -> str:
    """Rows of one type, as `Columns` packs them, that stand nowhere yet."""
    return f"""\
UNWIND $rows AS row
MATCH (a:RcaEntity {{uid: row[0]}})
UNWIND row[1] AS edge
MATCH (b:RcaEntity {{uid: edge[0]}})
CREATE (a)-[r:{identifier(type_)} {{{_created("edge", type_, names)}}}]->(b)
RETURN count(r) AS n
"""


def _created(row: str, name: str, names: Iterable[str]) -> str:
    own = f"_vault: $owner, _kind: '{name}', _hash: {row}[1], _keys: $keys[{row}[2]]"
    return ", ".join([own, *(f"{identifier(n)}: {row}[{at}]" for at, n in enumerate(names, 3))])


def identifier(name: str) -> str:
    if not IDENTIFIER.match(name):
        raise ValueError(f"{name!r} is no identifier")
    return name
