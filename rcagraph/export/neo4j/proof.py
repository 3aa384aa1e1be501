"""That the database holds what was sent: counted and added up by the server itself."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from rcagraph.export.neo4j import statements
from rcagraph.export.neo4j.changes import Changes
from rcagraph.export.neo4j.difference import Difference
from rcagraph.export.neo4j.stored import Part
from rcagraph.model.errors import RcaGraphError

if TYPE_CHECKING:
    from rcagraph.export.neo4j.connect import Tx

Sums = dict[str, tuple[int, int]]
"""By kind or type: how many there are, and their fingerprints added up."""


def prove(tx: "Tx", done: Difference, owner: str) -> None:
    """`RcaGraphError` where the part that was compared is not as the graph is."""
    for sums, changes in ((statements.node_sums, done.nodes), (statements.edge_sums, done.edges)):
        wanted, stands = _wanted(changes), _standing(tx, done.scope.part, sums, owner)
        for name in sorted(wanted.keys() | stands.keys()):
            if wanted.get(name) != stands.get(name):
                raise _mismatch(name, wanted.get(name, (0, 0)), stands.get(name, (0, 0)))


def _wanted(changes: Changes) -> Sums:
    return {name: (number, changes.sums[name]) for name, number in changes.numbers.items()}


def _standing(tx: "Tx", part: Part, sums: Callable[[str], str], owner: str) -> Sums:
    found: Sums = {}
    for name, number, high, low in part.rows(tx, sums, owner):
        before, total = found.get(name or "", (0, 0))
        found[name or ""] = before + number, total + high * statements.HALF + low
    return found


def _mismatch(name: str, wanted: tuple[int, int], stands: tuple[int, int]) -> RcaGraphError:
    is_number = wanted[0] != stands[0]
    what = f"{stands[0]} {name} instead of {wanted[0]}" if is_number else f"other {name} than sent"
    return RcaGraphError(
        f"The database holds {what}: somebody else changed them meanwhile", "Repeat the command"
    )
