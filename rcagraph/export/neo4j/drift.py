"""Nodes and edges as they stand in the database, property by property, against their rows."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from rcagraph.export.neo4j import statements
from rcagraph.export.neo4j.read import plain
from rcagraph.export.neo4j.rows import BOOKKEEPING, Row
from rcagraph.export.neo4j.stored import Key, Part

if TYPE_CHECKING:
    from rcagraph.export.neo4j.connect import Tx


class Standing(NamedTuple):
    """A node or an edge of ours, as it stands there."""

    key: Key
    properties: Mapping[str, Any]
    labels: tuple[str, ...] = ()

    @property
    def is_node(self) -> bool:
        return len(self.key) == 2

    def said_at(self, beginnings: tuple[str, ...]) -> bool:
        """Whether one of its places begins so."""
        places = self.properties.get("saidAt", ())
        return any(place.startswith(beginnings) for place in places)

    def differs(self, wanted: Mapping[str, Any]) -> bool:
        """From what an export would write."""
        return (
            "_stale" in self.properties
            or (self.is_node and self.key[0] not in self.labels)
            or any(not same(self.properties.get(k), v) for k, v in wanted.items())
        )

    @property
    def foreign(self) -> tuple[str, ...]:
        """Properties and labels that somebody else gave it."""
        own = {*BOOKKEEPING, *self.properties.get("_keys", ())}
        labels = set(self.labels) - {"RcaEntity", self.key[0]}
        return (*sorted(self.properties.keys() - own), *sorted(f":{label}" for label in labels))


def standing(tx: "Tx", part: Part, owner: str) -> Iterator[Standing]:
    """All nodes of ours, then all edges that leave a node."""
    for labels, properties in part.rows(tx, statements.whole_nodes, owner):
        key = (properties.get("_kind", ""), properties["uid"])
        yield Standing(key, properties, tuple(labels))
    for type_, source, target, properties in part.rows(tx, statements.whole_edges, owner):
        yield Standing((type_, source, target), properties)


def changed_by_hand(tx: "Tx", part: Part, owner: str, rows: Iterable[Row]) -> set[Key]:
    """The keys of what stands there otherwise than an export would write it."""
    wanted = {row.key: row for row in rows}
    found = (one for one in standing(tx, part, owner) if one.key in wanted)
    return {one.key for one in found if one.differs(wanted[one.key].sent(owner))}


def same(stands: object, wanted: object) -> bool:
    """Also in its type: 1, 1.0 and true are three values, and NaN is one."""
    stands = plain(stands)
    if type(stands) is not type(wanted):
        return False
    if isinstance(stands, datetime) and isinstance(wanted, datetime):
        return stands.isoformat() == wanted.isoformat()
    return stands == wanted or (stands != stands and wanted != wanted)
