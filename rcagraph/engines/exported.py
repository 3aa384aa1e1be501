"""What a Neo4j database holds of one vault: whether anything, and what its things are called."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rcagraph.engines.parameters import in_order_of_a_graph
from rcagraph.engines.read_only import checked
from rcagraph.engines.scope import VAULT, scoped
from rcagraph.model.errors import RcaGraphError

if TYPE_CHECKING:
    from rcagraph.export.neo4j import Target

OWNERS = """\
MATCH (s:RcaSync) RETURN s.owner AS owner
UNION MATCH (n:RcaEntity) WHERE n._vault IS NOT NULL RETURN DISTINCT n._vault AS owner
"""
NAMES = "MATCH (n:{}) RETURN labels(n) AS kinds, n.name AS name, n.uid AS uid"
REACHED = """\
MATCH (d:Service|Resource)-[:DEPENDS_ON*1..]->(s:Service|Resource|System {name: $service})
WHERE d.uid <> s.uid
RETURN count(DISTINCT d) AS dependants
"""


def owner(vault: str) -> str:
    """What marks the nodes and edges of a vault of that name."""
    from rcagraph.export.neo4j import owner_of

    return owner_of(vault)


def names(target: "Target", vault: str, kinds: Sequence[str]) -> list[tuple[str, str]]:
    """Kind and name of the vault's nodes of the kinds, in the order of a graph.

    `RcaGraphError` where the database holds nothing of the vault.
    """
    rows = _rows(target, scoped(NAMES.format("|".join(kinds))), {VAULT: owner(vault)})
    if not rows:
        check_holds(target, vault)
    found = (
        (kind, name, uid)
        for labels, name, uid in rows
        if isinstance(labels, list)
        for kind in kinds
        if kind in labels
    )
    return in_order_of_a_graph(kinds, found)


def check_holds(target: "Target", vault: str) -> None:
    """`RcaGraphError` where the vault was never exported there: no rows would look like none."""
    owners = {str(row[0]) for row in _rows(target, OWNERS, {})}
    if owner(vault) in owners:
        return
    held = ", ".join(sorted(each.partition(":")[2] for each in owners))
    raise RcaGraphError(
        f"The {target} holds no vault {vault}",
        f"Export it with `rcagraph export --neo4j`; there now: {held or 'none'}",
    )


def dependants(target: "Target", vault: str, values: Mapping[str, object]) -> int:
    """How many things depend on a service, however far off."""
    rows = _rows(target, scoped(REACHED), {**values, VAULT: owner(vault)})
    return int(str(rows[0][0]))


def _rows(
    target: "Target", statement: str, values: Mapping[str, object]
) -> list[tuple[object, ...]]:
    from rcagraph.export.neo4j import read_query

    return read_query(target, checked(statement), values)[1]
