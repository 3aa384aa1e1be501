"""Nodes of the graph that stand in the database as another vault's, or as a person's."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from rcagraph.export.neo4j import statements
from rcagraph.export.neo4j.drift import same
from rcagraph.export.neo4j.rows import Row

if TYPE_CHECKING:
    from rcagraph.export.neo4j.connect import Tx

OF_THE_NOTES = ("declared", "line", "saidAt")
"""Where each vault says it, and not what it says."""

Held = Mapping[str, Mapping[str, Any]]
"""By uid, what stands there."""


class Withheld(NamedTuple):
    """What the notes say of a node, and the database does not, since somebody else holds it."""

    uid: str
    holder: str
    """The mark of its vault; empty for a person's."""
    properties: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.uid} ({self.holder or 'of nobody'}): {', '.join(self.properties)}"


def held_by_others(tx: "Tx", owner: str, rows: Iterable[Row]) -> Held:
    """Of the nodes to add, those that are not ours to write: the vault whose note declares a node
    holds it rather than one that only mentions it, and among those alike the first.
    """
    declared = {row.key[1]: bool(row.properties.get("declared")) for row in rows}
    if not declared:
        return {}
    given = {"uids": sorted(declared), "declared": sorted(u for u, yes in declared.items() if yes)}
    return dict(iter(tx.run(statements.HELD_BY_OTHERS, given, owner=owner)))


def withheld(rows: Iterable[Row], held: Held) -> Iterator[Withheld]:
    for row in rows:
        stands = held.get(row.key[1])
        if stands is None:
            continue
        names = (
            name
            for name, value in row.properties.items()
            if name not in OF_THE_NOTES and not same(stands.get(name), value)
        )
        if found := tuple(sorted(names)):
            yield Withheld(row.key[1], str(stands.get("_vault", "")), found)
