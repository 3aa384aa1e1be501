"""What must be sent, deleted and kept so that the database holds the graph."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rcagraph.export.neo4j.changes import NOTHING, Changes, compare
from rcagraph.export.neo4j.drift import changed_by_hand
from rcagraph.export.neo4j.held import Withheld, held_by_others, withheld
from rcagraph.export.neo4j.ledger import Counted, Ledger, read_ledger, write_ledger
from rcagraph.export.neo4j.rows import Row
from rcagraph.export.neo4j.stored import (
    Key,
    Part,
    Stored,
    read_stored,
    standing_already,
    used_by_others,
)
from rcagraph.export.neo4j.wanted import Wanted

if TYPE_CHECKING:
    from rcagraph.export.neo4j.connect import Tx


NONE = Counted()


@dataclass(frozen=True, slots=True)
class Scope:
    """What is compared, and what is known of the rest."""

    part: Part
    ledger: Ledger | None
    """None where everything is compared."""
    counted: Counted

    @property
    def is_nothing(self) -> bool:
        return not self.part.spans

    @property
    def schema(self) -> str:
        """Of the constraints and indexes that an export is known to have made."""
        return self.ledger.schema if self.ledger else ""


@dataclass(frozen=True, slots=True)
class Difference:
    scope: Scope
    nodes: Changes = NOTHING
    edges: Changes = NOTHING
    doubles: tuple[str, ...] = ()
    stored: Counted = NONE
    """Ours in the part, in the database now."""
    withheld: tuple[Withheld, ...] = ()
    standing: frozenset[str] = frozenset()
    """Uids of new nodes that stand there already, as what others held or left behind."""

    @property
    def before(self) -> Counted:
        """Ours in the database now."""
        return self.scope.ledger.ours if self.scope.ledger else self.stored

    @property
    def removals(self) -> int:
        return len(self.nodes.removed) + len(self.edges.removed)

    @property
    def newly_stale(self) -> tuple[str, ...]:
        kept = self.nodes.kept.values()
        return tuple(item.id for item in kept if not (item.stale or item.unread))

    @property
    def size(self) -> int:
        """Rows to send."""
        sent = (len(c.added) + len(c.changed) for c in (self.nodes, self.edges))
        return sum(sent) + self.removals + len(self.newly_stale) + len(self.doubles)


def scope_of(wanted: Wanted, ledger: Ledger | None, counted: Counted) -> Scope:
    if ledger is None or wanted.repair:
        return Scope(Part(wanted.spans, True), None, counted)
    return Scope(Part(tuple(filter(ledger.differs, wanted.spans)), False), ledger, counted)


def difference(tx: "Tx", wanted: Wanted) -> Difference:
    """Compare fingerprints, in the transaction that may then write."""
    scope = scope_of(wanted, *read_ledger(tx, wanted))
    if scope.is_nothing:
        return Difference(scope)
    part = scope.part
    nodes = [row for span in part.spans for row in span.node_rows]
    edges = [row for span in part.spans for row in span.edge_rows]
    stored = read_stored(tx, part, wanted.owner, wanted.unread, edges)
    stored = _under_its_kind(stored, nodes)
    sizes = Counted(len(stored.nodes), len(stored.edges) + len(stored.doubles))
    if wanted.repair:
        stored = _forget(stored, changed_by_hand(tx, part, wanted.owner, (*nodes, *edges)))
    edge_changes = compare(edges, stored.edges)
    new = [row for row in nodes if row.key not in stored.nodes]
    held = held_by_others(tx, wanted.owner, new)
    ends = _ends(edge_changes.kept)
    node_changes = _compare_nodes(tx, wanted.owner, nodes, stored, ends, frozenset(held))
    beside = tuple(withheld(nodes, held))
    standing = standing_already(tx, (row.key[1] for row in new))
    return Difference(scope, node_changes, edge_changes, stored.doubles, sizes, beside, standing)


def _compare_nodes(
    tx: "Tx",
    owner: str,
    rows: Sequence[Row],
    stored: Stored,
    needed: frozenset[str],
    held: frozenset[str],
) -> Changes:
    gone = stored.nodes.keys() - {row.key for row in rows}
    used = used_by_others(tx, owner, (uid for _, uid in gone)) | needed
    return compare(rows, stored.nodes, {key for key in gone if key[1] in used}, held)


def _under_its_kind(stored: Stored, rows: Iterable[Row]) -> Stored:
    """A node of which somebody changed our mark of its kind is still the same node."""
    kinds = {row.key[1]: row.key[0] for row in rows}
    wrong = [key for key in stored.nodes if kinds.get(key[1], key[0]) != key[0]]
    for kind, uid in wrong:
        stored.nodes[kinds[uid], uid] = replace(stored.nodes.pop((kind, uid)), hash=None)
    return stored


def _forget(stored: Stored, keys: Iterable[Key]) -> Stored:
    for key in keys:
        for items in (stored.nodes, stored.edges):
            if key in items:
                items[key] = replace(items[key], hash=None)
    return stored


def _ends(edges: Iterable[Key]) -> frozenset[str]:
    return frozenset(uid for _, *ends in edges for uid in ends)


def note(tx: "Tx", done: Difference, wanted: Wanted) -> None:
    """A span in which others hold, or keep alive, something is left open: the next export looks
    there again.
    """
    open_ = _spans_with(wanted, _not_as_the_graph(done))
    digests = {
        (span.start, span.end): "" if at in open_ else span.digest
        for at, span in enumerate(wanted.spans)
    }
    before, counted = done.before, done.scope.counted
    nodes = before.nodes - done.stored.nodes + done.nodes.numbers.total()
    edges = before.edges - done.stored.edges + done.edges.numbers.total()
    beside = Counted(counted.nodes - before.nodes, counted.edges - before.edges)
    after = Ledger(digests, Counted(nodes, edges), done.scope.schema, wanted.id)
    write_ledger(tx, wanted.owner, after, beside)


def _not_as_the_graph(done: Difference) -> set[str]:
    sources = {key[1] for key in (*done.nodes.kept, *done.edges.kept)}
    return sources | done.nodes.held


def _spans_with(wanted: Wanted, uids: Iterable[str]) -> set[int]:
    starts = [span.start for span in wanted.spans]
    return {bisect_right(starts, uid) - 1 for uid in uids}
