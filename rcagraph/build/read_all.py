"""All files of a vault: those that are cached from there, the others read, many at once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from rcagraph.build.cache import Cache, opened
from rcagraph.build.mark import mark_of
from rcagraph.build.reading import Reading, Stamp, digest_of, settled, stamp_of
from rcagraph.build.said import Said
from rcagraph.build.wire import NotWritable, decoded, encoded
from rcagraph.build.workers import processes_for, read_files
from rcagraph.model.diagnostics import Diagnostic
from rcagraph.profile import Profile
from rcagraph.vault.read import bytes_at

Progress = Callable[[int, int], None]
"""Called with the notes read so far, and how many there are."""


def read_all(
    root: Path,
    paths: Sequence[str],
    profile: Profile,
    progress: Progress | None = None,
    use_cache: bool = True,
    jobs: int | None = None,
) -> list[Said]:
    """What each file says, in the order of the paths; the same with and without the cache, and
    however many processes (`jobs` at most, as many as there are cores by default) read them."""
    count = _Counter(len(paths), progress)
    if not use_cache:
        return _in_order(paths, _read(root, paths, profile, jobs, count))
    with opened(root, mark_of(profile)) as cache:
        if cache is None:
            return _in_order(paths, _read(root, paths, profile, jobs, count))
        known = _known(root, paths, cache)
        count(len(known))
        left = [path for path in paths if path not in known]
        fresh = list(_read(root, left, profile, jobs, count))
        _keep(cache, fresh)
        return _in_order(paths, [*known.values(), *fresh])


def _read(
    root: Path, paths: Sequence[str], profile: Profile, jobs: int | None, count: "_Counter"
) -> Iterator[Reading]:
    return read_files(root, paths, profile, processes_for(len(paths), jobs), count)


def _in_order(paths: Sequence[str], readings: Iterable[Reading]) -> list[Said]:
    said = {reading.path: reading.said for reading in readings}
    return [said[path] for path in paths]


def _known(root: Path, paths: Sequence[str], cache: Cache) -> dict[str, Reading]:
    """The files that say what they said when they were last read, by path."""
    rows = cache.known()
    if not rows:
        return {}
    marks = {path: mark for path in paths if (mark := _mark(root, path, rows.get(path)))}
    found = dict[str, Reading]()
    for (path, (stamp, digest)), data in zip(
        marks.items(), cache.said(digest for _, digest in marks.values()), strict=True
    ):
        with suppress(msgspec.DecodeError, KeyError):
            if data is not None:
                found[path] = Reading(path, stamp, digest, decoded(data))
    moved = [(path, *mark) for path, mark in marks.items() if rows.get(path) != mark]
    if moved:
        cache.keep(moved, ())
    if gone := rows.keys() - set(paths):
        cache.drop(gone)
    return found


def _mark(
    root: Path, path: str, row: tuple[Stamp | None, bytes] | None
) -> tuple[Stamp | None, bytes] | None:
    """Its stamp and digest: as they were where the stamp still fits, else of its bytes."""
    stamp = stamp_of(root, path)
    if row and stamp and row[0] == stamp:
        return row
    data = bytes_at(root, path)
    return None if isinstance(data, Diagnostic) else (settled(stamp), digest_of(path, data))


def _keep(cache: Cache, fresh: Sequence[Reading]) -> None:
    """All that could be read, but for what has no form as bytes."""
    files, said = [], []
    for path, stamp, digest, what, written in fresh:
        with suppress(NotWritable):
            if digest:
                said.append((digest, written or encoded(what)))
                files.append((path, stamp, digest))
    if files:
        cache.keep(files, said)


class _Counter:
    """How many files were read, for who watches."""

    def __init__(self, all_: int, progress: Progress | None) -> None:
        self._done, self._all, self._progress = 0, all_, progress

    def __call__(self, more: int) -> None:
        self._done += more
        if self._progress and more:
            self._progress(self._done, self._all)
