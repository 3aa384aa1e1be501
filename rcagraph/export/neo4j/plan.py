"""What an export changes in the database, counted by kind of node and type of edge."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rcagraph.export.neo4j.difference import Changes, Difference
from rcagraph.export.neo4j.stored import Key
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.table import Table

SAMPLES = 5
COLUMNS = ("what", "name", "added", "changed", "removed", "kept", "unchanged")


class Count(NamedTuple):
    number: int
    samples: tuple[str, ...]
    """The first few: a node's uid, or an edge as `uid -TYPE-> uid`."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What happens to the nodes of one kind, or the edges of one type."""

    what: str
    """`node` or `edge`."""
    name: str
    added: Count
    changed: Count
    removed: Count
    kept: Count
    """Gone from the vault, but used by somebody else or told by a note that was not read."""
    unchanged: Count

    @property
    def total(self) -> int:
        counts = (self.added, self.changed, self.removed, self.kept, self.unchanged)
        return sum(count.number for count in counts)

    @property
    def examples(self) -> tuple[str, ...]:
        signs = (("+", self.added), ("~", self.changed), ("-", self.removed), ("?", self.kept))
        return tuple(f"{sign} {sample}" for sign, count in signs for sample in count.samples)


@dataclass(frozen=True, slots=True)
class Plan:
    """What an export would do; it has not touched anything."""

    uri: str
    database: str
    owner: str
    """The mark of the vault's own nodes and edges."""
    tallies: tuple[Tally, ...]

    @property
    def added(self) -> int:
        return sum(tally.added.number for tally in self.tallies)

    @property
    def changed(self) -> int:
        return sum(tally.changed.number for tally in self.tallies)

    @property
    def removed(self) -> int:
        return sum(tally.removed.number for tally in self.tallies)

    @property
    def kept(self) -> int:
        return sum(tally.kept.number for tally in self.tallies)

    @property
    def unchanged(self) -> int:
        return sum(tally.unchanged.number for tally in self.tallies)

    def table(self, tallies: Iterable[Tally]) -> Table:
        """The counts of these tallies, under the database's address."""
        rows = tuple(
            (
                tally.what,
                tally.name,
                tally.added.number,
                tally.changed.number,
                tally.removed.number,
                tally.kept.number,
                tally.unchanged.number,
            )
            for tally in tallies
        )
        return Table(f"{self.owner} in database {self.database} on {self.uri}", COLUMNS, rows)


@dataclass(frozen=True, slots=True)
class SyncResult(Plan):
    """What an export did."""


def tallies(difference: Difference, graph: KnowledgeGraph) -> tuple[Tally, ...]:
    """In the ontology's order; kinds and types that a former ontology had come last."""
    return (
        *_tally("node", difference.nodes, graph.ontology.nodes),
        *_tally("edge", difference.edges, graph.ontology.edges),
    )


def _tally(what: str, changes: Changes, order: Iterable[str]) -> Iterator[Tally]:
    groups = {
        "added": _by_name(row.key for row in changes.added),
        "changed": _by_name(row.key for row in changes.changed),
        "removed": _by_name(changes.removed),
        "kept": _by_name(changes.kept),
        "unchanged": _by_name(changes.unchanged),
    }
    found = {name for group in groups.values() for name in group}
    known = [name for name in order if name in found]
    for name in (*known, *sorted(found.difference(known))):
        counts = {change: _count(group.get(name, [])) for change, group in groups.items()}
        yield Tally(what, name, **counts)


def _by_name(keys: Iterable[Key]) -> dict[str, list[Key]]:
    found = defaultdict[str, list[Key]](list)
    for key in keys:
        found[key[0]].append(key)
    return found


def _count(keys: list[Key]) -> Count:
    return Count(len(keys), tuple(map(_sample, sorted(keys)[:SAMPLES])))


def _sample(key: Key) -> str:
    name, first, *second = key
    return f"{first} -{name}-> {second[0]}" if second else first
