"""Whether a database still holds what was exported to it, property by property; only reads."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcagraph.export.neo4j.clock import Clock
from rcagraph.export.neo4j.connect import Target, driver_on
from rcagraph.export.neo4j.drift import Standing, standing
from rcagraph.export.neo4j.held import held_by_others
from rcagraph.export.neo4j.identity import check_identity
from rcagraph.export.neo4j.plan import Count, count_of, sample_of
from rcagraph.export.neo4j.rows import Row
from rcagraph.export.neo4j.stored import Key, Part, said_by
from rcagraph.export.neo4j.wanted import Wanted
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.collector import collector_paused
from rcagraph.model.table import Table

if TYPE_CHECKING:
    from rcagraph.export.neo4j.connect import Tx

HOWS = ("missing", "changed", "surplus", "beside", "right")
"""How a node or an edge may stand; the first three are drift."""


@dataclass(frozen=True, slots=True)
class Drifted:
    """How the nodes of one kind, or the edges of one type, stand in the database."""

    what: str
    """`node` or `edge`."""
    name: str
    missing: Count
    changed: Count
    """In a property or the label that an export writes."""
    surplus: Count
    """Ours, but of no note; a second copy of an edge."""
    beside: Count
    """Right, with properties or labels of somebody else, which an export leaves alone."""
    right: Count

    @property
    def is_drift(self) -> bool:
        return bool(self.missing.number or self.changed.number or self.surplus.number)

    @property
    def examples(self) -> tuple[str, ...]:
        signs = (("-", self.missing), ("~", self.changed), ("+", self.surplus), ("*", self.beside))
        return tuple(f"{sign} {sample}" for sign, count in signs for sample in count.samples)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What of a vault stands in a database otherwise than the vault says now."""

    uri: str
    database: str
    owner: str
    parts: tuple[Drifted, ...]

    @property
    def is_drift(self) -> bool:
        return any(part.is_drift for part in self.parts)

    def number(self, how: str) -> int:
        """Over all kinds and types."""
        counts: Iterable[Count] = (getattr(part, how) for part in self.parts)
        return sum(count.number for count in counts)

    def table(self) -> Table:
        """The kinds and types that show anything."""
        shown = [part for part in self.parts if part.is_drift or part.beside.number]
        rows = tuple(
            (part.what, part.name, *(getattr(part, how).number for how in HOWS)) for part in shown
        )
        title = f"{self.owner} in database {self.database} on {self.uri}"
        return Table(title, ("what", "name", *HOWS), rows)


@collector_paused()
def verify_export(
    graph: KnowledgeGraph,
    target: Target,
    *,
    unread: Collection[str] = (),
    timeout: float | None = None,
    vault_id: str = "",
    take_over: bool = False,
) -> Verdict:
    """Compare every property of every node and edge. What an export would keep is no drift.

    `RcaGraphError` if another vault of that name stands there, unless `take_over` is meant.
    """
    wanted = Wanted(graph, unread, id=vault_id, take_over=take_over)
    clock = Clock(timeout)
    with (
        driver_on(target, timeout) as driver,
        driver.session(database=target.database) as session,
    ):
        parts = session.execute_read(clock.within(_verify), wanted)
    return Verdict(target.uri, target.database, wanted.owner, tuple(parts))


def _verify(tx: "Tx", wanted: Wanted) -> list[Drifted]:
    check_identity(tx, wanted)
    part = Part(wanted.spans, True)
    rows = {row.key: row for span in wanted.spans for row in (*span.node_rows, *span.edge_rows)}
    nodes = {row.key[1]: row.key for row in rows.values() if len(row.key) == 2}
    left, found, said = dict(rows), _Found(), tuple(said_by(wanted.unread))
    for one in standing(tx, part, wanted.owner):
        key = nodes.get(one.key[1], one.key) if one.is_node else one.key
        row = left.pop(key, None)
        how = _how(one, row, wanted.owner, said)
        if how:
            found.add(how, key, one.foreign if how == "beside" else ())
    held = held_by_others(tx, wanted.owner, (r for r in left.values() if len(r.key) == 2))
    for key in left:
        is_held = len(key) == 2 and key[1] in held
        found.add("right" if is_held else "missing", key)
    ontology = wanted.graph.ontology
    return [*found.parts("node", ontology.nodes), *found.parts("edge", ontology.edges)]


def _how(one: Standing, row: Row | None, owner: str, unread: tuple[str, ...]) -> str:
    """Empty for what an export keeps without its being in the graph."""
    if row is None:
        is_kept = one.properties.get("_stale") or one.said_at(unread)
        return "" if is_kept else "surplus"
    if one.differs(row.sent(owner)):
        return "changed"
    return "beside" if one.foreign else "right"


class _Found:
    """Samples by how they stand, what they are, and of which kind or type."""

    def __init__(self) -> None:
        self._samples = defaultdict[tuple[str, str, str], list[str]](list)

    def add(self, how: str, key: Key, foreign: Collection[str] = ()) -> None:
        what = "node" if len(key) == 2 else "edge"
        with_ = f" has {', '.join(foreign)}" if foreign else ""
        self._samples[how, what, key[0]].append(f"{sample_of(key)}{with_}")

    def parts(self, what: str, order: Iterable[str]) -> Iterator[Drifted]:
        names = {name for _, kind, name in self._samples if kind == what}
        known = [name for name in order if name in names]
        for name in (*known, *sorted(names.difference(known))):
            yield Drifted(what, name, **self._counts(what, name))

    def _counts(self, what: str, name: str) -> Mapping[str, Count]:
        return {how: count_of(self._samples.get((how, what, name), [])) for how in HOWS}
