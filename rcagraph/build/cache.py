"""What files said the last time, in a SQLite file outside of the vault: safe to share, to delete.

Nothing ever fails for it: without it, or with a broken one, everything is read anew.
"""

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from zlib import crc32

from rcagraph.build.reading import Stamp

FOLDER_VARIABLE = "RCAGRAPH_CACHE_DIR"
PATIENCE = 2.0
"""Seconds that one run waits for another to have written."""
FORGOTTEN = 30 * 86_400
"""Seconds after which what a vault was by another profile or version is deleted."""
SPARE = 1_000
_TABLES = """
CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, size INT, modified INT, changed INT,
  inode INT, digest BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS said (digest BLOB PRIMARY KEY, said BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS built (part TEXT PRIMARY KEY, data BLOB, sum INT, key BLOB)
  WITHOUT ROWID;
"""
Known = Mapping[str, tuple[Stamp | None, bytes]]
"""By path: what it was when it was read, and by what that is found."""


def cache_folder() -> Path:
    """Of the user, or `RCAGRAPH_CACHE_DIR`."""
    if named := os.environ.get(FOLDER_VARIABLE):
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("rcagraph", appauthor=False)


@contextmanager
def opened(root: Path, mark: str) -> "Iterator[Cache | None]":
    """That of a vault as `mark` reads it; None where there can be none."""
    connection = None
    with suppress(OSError, sqlite3.Error):
        connection = _connected(_file(root, mark))
    try:
        yield Cache(connection) if connection else None
    finally:
        if connection:
            connection.close()


def _file(root: Path, mark: str) -> Path:
    folder = cache_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    vault = blake2b(os.fsencode(os.path.realpath(root)), digest_size=8).hexdigest()
    file = folder / f"{vault}-{mark}.sqlite"
    if not file.exists():
        _forget(folder, vault)
    return file


def _forget(folder: Path, vault: str) -> None:
    for old in folder.glob(f"{vault}-*"):
        with suppress(OSError):
            if old.stat().st_mtime < time.time() - FORGOTTEN:
                old.unlink()


def _connected(file: Path) -> sqlite3.Connection:
    """A file that is no database any more is made anew."""
    try:
        return _prepared(file)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        file.unlink(missing_ok=True)
        return _prepared(file)


def _prepared(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = OFF")  # what a crash breaks is made anew
        connection.executescript(_TABLES)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


class Cache:
    """An open one."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def known(self) -> Known:
        with suppress(sqlite3.Error):
            rows = self._connection.execute("SELECT * FROM files")
            return {
                path: (Stamp(*stamp) if stamp[0] is not None else None, digest)
                for path, *stamp, digest in rows
            }
        return {}

    def said(self, digests: Iterable[bytes]) -> Iterator[bytes | None]:
        """What is written there, in the order asked; None for what is not."""
        select = "SELECT said FROM said WHERE digest = ?"
        for digest in digests:
            row = None
            with suppress(sqlite3.Error):
                row = self._connection.execute(select, (digest,)).fetchone()
            yield row[0] if row else None

    def keep(
        self, files: Sequence[tuple[str, Stamp | None, bytes]], said: Sequence[tuple[bytes, bytes]]
    ) -> None:
        """Files that were read, and what is new of what they said; at once or not at all."""
        rows = ((path, *(stamp or (None,) * 4), digest) for path, stamp, digest in files)
        with suppress(sqlite3.Error), self._writing():
            self._connection.executemany("REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", rows)
            self._connection.executemany("REPLACE INTO said VALUES (?, ?)", said)

    def drop(self, paths: Iterable[str]) -> None:
        """Files that are gone. What they said stays while there is room: they may come back."""
        with suppress(sqlite3.Error), self._writing():
            self._connection.executemany(
                "DELETE FROM files WHERE path = ?", ((path,) for path in paths)
            )
            count = "SELECT (SELECT count(*) FROM said) > ? + 2 * (SELECT count(*) FROM files)"
            if self._connection.execute(count, (SPARE,)).fetchone()[0]:
                unused = "DELETE FROM said WHERE digest NOT IN (SELECT digest FROM files)"
                self._connection.execute(unused)

    def built(self, key: bytes) -> Mapping[str, bytes]:
        """The parts of what was built last, if it was of these files."""
        with suppress(sqlite3.Error):
            select = "SELECT part, data, sum FROM built WHERE key = ?"
            rows = self._connection.execute(select, (key,)).fetchall()
            if all(crc32(data) == sum_ for _, data, sum_ in rows):  # most are decoded much later
                return {part: data for part, data, _ in rows}
        return {}

    def keep_built(self, key: bytes, parts: Iterable[tuple[str, bytes]]) -> None:
        """In place of what was built before."""
        rows = ((part, data, crc32(data), key) for part, data in parts)
        with suppress(sqlite3.Error), self._writing():
            self._connection.execute("DELETE FROM built")
            self._connection.executemany("INSERT INTO built VALUES (?, ?, ?, ?)", rows)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")
