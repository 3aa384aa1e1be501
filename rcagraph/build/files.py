"""All files of a vault: those that are cached from there, the others read, many at once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from rcagraph.build.cache import Cache
from rcagraph.build.reading import Reading, Stamp, digest_of, settled, stamp_of
from rcagraph.build.wire import NotWritable, decoded, encoded
from rcagraph.build.workers import processes_for, read_files
from rcagraph.model.diagnostics import Diagnostic
from rcagraph.profile import Profile
from rcagraph.vault.read import bytes_at

Progress = Callable[[int, int], None]
"""Called with the notes read so far, and how many there are."""
Mark = tuple[Stamp | None, bytes]
"""By what a file is known again: stamp and digest."""


class Files:
    """The files of a vault, and how they are read."""

    def __init__(
        self,
        root: Path,
        paths: Sequence[str],
        profile: Profile,
        progress: Progress | None = None,
        jobs: int | None = None,
    ) -> None:
        """`jobs` bounds the processes that read; one a core by default."""
        self.root, self.paths, self.profile = root, paths, profile
        self._progress, self._jobs, self._done = progress, jobs, 0

    def read(self, known: Mapping[str, Reading] | None = None) -> list[Reading]:
        """All, in the order of the paths; what is known is not read."""
        found = dict(known or {})
        self._count(len(found))
        left = [path for path in self.paths if path not in found]
        processes = processes_for(len(left), self._jobs)
        for reading in read_files(self.root, left, self.profile, processes, self._count):
            found[reading.path] = reading
        return [found[path] for path in self.paths]

    def marks(self, cache: Cache) -> dict[str, Mark]:
        """Of those that can be read, as they are now; none where nothing is cached."""
        rows = cache.known()
        if not rows:
            return {}
        marks = {path: mark for path in self.paths if (mark := self._mark(path, rows.get(path)))}
        if moved := [(path, *mark) for path, mark in marks.items() if rows.get(path) != mark]:
            cache.keep(moved, ())
        if gone := rows.keys() - set(self.paths):
            cache.drop(gone)
        return marks

    def _mark(self, path: str, row: Mark | None) -> Mark | None:
        """As it was where the stamp still fits, else of its bytes."""
        stamp = stamp_of(self.root, path)
        if row and stamp and row[0] == stamp:
            return row
        data = bytes_at(self.root, path)
        return None if isinstance(data, Diagnostic) else (settled(stamp), digest_of(path, data))

    def tell_all(self) -> None:
        """That none is left to be read."""
        self._count(len(self.paths))

    def _count(self, more: int) -> None:
        self._done += more
        if self._progress and more:
            self._progress(self._done, len(self.paths))


def cached(cache: Cache, marks: Mapping[str, Mark]) -> dict[str, Reading]:
    """The files that say what they said when they were last read, by path."""
    found = dict[str, Reading]()
    told = cache.said(digest for _, digest in marks.values())
    for (path, mark), data in zip(marks.items(), told, strict=True):
        with suppress(msgspec.DecodeError, KeyError):
            if data is not None:
                found[path] = Reading(path, *mark, decoded(data))
    return found


def keep(cache: Cache, fresh: Sequence[Reading]) -> None:
    """All that could be read, but for what has no form as bytes."""
    rows = list(_rows(fresh))
    if rows:
        cache.keep([(path, *mark) for path, mark, _ in rows], [(m[1], said) for _, m, said in rows])


def _rows(fresh: Sequence[Reading]) -> Iterator[tuple[str, Mark, bytes]]:
    for path, stamp, digest, said, written in fresh:
        with suppress(NotWritable):
            if digest:
                yield path, (stamp, digest), written or encoded(said)
