"""Rows and stored items told apart: added, changed, removed or kept."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from rcagraph.export.neo4j.rows import Row
from rcagraph.export.neo4j.stored import Key, StoredItem

Items = Mapping[Key, StoredItem]


@dataclass(frozen=True, slots=True)
class Changes:
    """Nodes, or edges, sorted by what happens to each."""

    added: tuple[Row, ...] = ()
    changed: tuple[Row, ...] = ()
    removed: Items = field(default_factory=dict)
    kept: Items = field(default_factory=dict)
    """Gone from the graph, yet not deleted."""
    held: frozenset[str] = frozenset()
    """Uids that the graph names too, but that another vault or a person put there."""
    numbers: Counter[str] = field(default_factory=Counter)
    """What is ours in the end, by kind or type."""
    sums: Counter[str] = field(default_factory=Counter)
    """The same, its fingerprints added up."""


NOTHING = Changes()


def compare(
    rows: Iterable[Row],
    stored: Items,
    kept: Collection[Key] = (),
    held: frozenset[str] = frozenset(),
) -> Changes:
    """`kept` are keys that stay in any case; no row of `held` is ours to write."""
    added, changed = list[Row](), list[Row]()
    numbers, sums = Counter[str](), Counter[str]()
    gone = dict(sorted(stored.items()))
    for row in rows:
        item = gone.pop(row.key, None)
        if item is None and row.key[1] in held:
            continue
        numbers[row.key[0]] += 1
        sums[row.key[0]] += row.hash
        if item is None:
            added.append(row)
        elif item.hash != row.hash:
            changed.append(row)
    stays = {key: item for key, item in gone.items() if item.unread or key in kept}
    for key, item in stays.items():
        numbers[key[0]] += 1
        sums[key[0]] += (item.hash or 0) if item.unread or item.stale else 0
    goes = {key: item for key, item in gone.items() if key not in stays}
    return Changes(tuple(added), tuple(changed), goes, stays, held, numbers, sums)
