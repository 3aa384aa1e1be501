"""What an export changes in the database, counted by kind of node and type of edge."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from rcagraph.export.neo4j.changes import Changes
from rcagraph.export.neo4j.difference import Difference
from rcagraph.export.neo4j.held import Withheld
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
    withheld: tuple[Withheld, ...] = ()
    """What the notes say of nodes that somebody else holds; the database keeps the holder's."""

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
        *_tally("node", difference.nodes, _sizes(graph.nodes, graph.ontology.nodes)),
        *_tally("edge", difference.edges, _sizes(graph.edges, graph.ontology.edges)),
    )


def _sizes(having: Callable[[str], tuple[object, ...]], names: Iterable[str]) -> Mapping[str, int]:
    return {name: len(having(name)) for name in names}


def _tally(what: str, changes: Changes, sizes: Mapping[str, int]) -> Iterator[Tally]:
    groups = {
        "added": _by_name(row.key for row in changes.added),
        "changed": _by_name(row.key for row in changes.changed),
        "removed": _by_name(changes.removed),
        "kept": _by_name(changes.kept),
    }
    found = {name for group in groups.values() for name in group}
    known = [name for name, size in sizes.items() if size or name in found]
    for name in (*known, *sorted(found.difference(known))):
        counts = {change: count_of(group.get(name, [])) for change, group in groups.items()}
        sent = counts["added"].number + counts["changed"].number
        yield Tally(what, name, **counts, unchanged=Count(sizes.get(name, 0) - sent, ()))


def _by_name(keys: Iterable[Key]) -> dict[str, list[str]]:
    found = defaultdict[str, list[str]](list)
    for key in keys:
        found[key[0]].append(sample_of(key))
    return found


def count_of(samples: list[str]) -> Count:
    return Count(len(samples), tuple(sorted(samples)[:SAMPLES]))


def sample_of(key: Key) -> str:
    name, first, *second = key
    return f"{first} -{name}-> {second[0]}" if second else first
