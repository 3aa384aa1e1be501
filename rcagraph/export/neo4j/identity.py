"""Whether what a database holds under a vault's name is this vault's, or another's of that name."""

from typing import TYPE_CHECKING

from rcagraph.export.neo4j.wanted import Wanted
from rcagraph.model.errors import RcaGraphError

if TYPE_CHECKING:
    from rcagraph.export.neo4j.connect import Tx

STANDING = """\
OPTIONAL MATCH (pending:RcaPending {owner: $owner})
OPTIONAL MATCH (lock:RcaSync {owner: $owner})
RETURN coalesce(pending.vaultId, lock.vaultId, '') AS id
"""
"""An export that died in the middle counts before the one that ended before it."""


def check_identity(tx: "Tx", wanted: Wanted) -> None:
    """`RcaGraphError` where another vault stands there, unless this one is to take its place.

    What stands there without an id is adopted.
    """
    refuse_another(tx.run(STANDING, owner=wanted.owner).single(strict=True)["id"], wanted)


def refuse_another(stands: str, wanted: Wanted) -> None:
    """As `check_identity`, of an id that was read already; empty where there is none."""
    if wanted.take_over or not stands or stands == wanted.id:
        return
    here = f"that of this vault is {wanted.id!r}" if wanted.id else "this vault has none"
    raise RcaGraphError(
        f"The database holds another vault under {wanted.owner}: its id is {stands!r}, {here}",
        "Give this one another [vault] name, or that id if it is the same vault; "
        "--take-over puts this one in its place",
    )
