"""Rows that are new, as columns: a statement names each property once, and no row names any."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from rcagraph.export.neo4j.rows import Row, Stored

Parameters = dict[str, object]


def names_in(rows: Iterable[Row]) -> tuple[str, ...]:
    """Of all properties that any of the rows has."""
    return tuple(
        sorted({name for keys in {tuple(row.properties) for row in rows} for name in keys})
    )


class Columns:
    """Packs rows for the statements that create; a value that a row lacks is null there."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names
        self._keys = dict[tuple[str, ...], int]()
        """Every set of names that a row has, and its number."""

    def nodes(self, rows: Sequence[Row]) -> Parameters:
        packed = [[row.key[1], *self._values(row)] for row in rows]
        return {"rows": packed, "keys": self._key_lists()}

    def edges(self, rows: Sequence[Row]) -> Parameters:
        """Neighbours of one source under it, so that the server looks it up once."""
        packed = [
            [source, [[row.key[2], *self._values(row)] for row in some]]
            for source, some in groupby(rows, key=lambda row: row.key[1])
        ]
        return {"rows": packed, "keys": self._key_lists()}

    def _values(self, row: Row) -> list[Stored | None]:
        own = row.properties
        number = self._keys.setdefault(tuple(own), len(self._keys))
        return [row.hash, number, *map(own.get, self.names)]

    def _key_lists(self) -> list[list[str]]:
        return [sorted(names) for names in self._keys]
