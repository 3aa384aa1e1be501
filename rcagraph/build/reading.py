"""One file read: what it says, and by what it is known again."""

import os
import time
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from rcagraph.build.said import Reader, Said
from rcagraph.model.diagnostics import Diagnostic
from rcagraph.vault.read import bytes_at

SETTLED = 2_000_000_000
"""Nanoseconds after which a change of a file shows in its times, whatever the file system."""


class Stamp(NamedTuple):
    """What the file system tells of a file: where it is the same, so are the bytes."""

    size: int
    modified: int
    changed: int
    """Nanoseconds, both. The second one no program can set."""
    inode: int


class Reading(NamedTuple):
    """A file with its mark."""

    path: str
    stamp: Stamp | None
    """None where the file changed too lately for its times to tell."""
    digest: bytes
    """Of its path and bytes; empty where it could not be read."""
    said: Said
    written: bytes = b""
    """The same as bytes, where another process sent them so."""


def stamp_of(root: Path, path: str) -> Stamp | None:
    """None where there is no such file (any more)."""
    try:
        told = os.stat(f"{root}/{path}")  # noqa: PTH116 a Path costs more than the call
    except (OSError, ValueError):
        return None
    return Stamp(told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino)


def digest_of(path: str, data: bytes) -> bytes:
    digest = blake2b(data, digest_size=16)
    digest.update(b"\0" + os.fsencode(path))
    return digest.digest()


def settled(stamp: Stamp | None) -> Stamp | None:
    """The stamp of a file whose bytes are read from now on, where it will tell of a change."""
    if stamp and max(stamp.modified, stamp.changed) < time.time_ns() - SETTLED:
        return stamp
    return None


def read(root: Path, path: str, reader: Reader) -> Reading:
    """The stamp is from before the bytes are: what changes in between is seen the next time."""
    stamp = settled(stamp_of(root, path))
    data = bytes_at(root, path)
    if isinstance(data, Diagnostic):
        return Reading(path, None, b"", reader.without(path, data))
    return Reading(path, stamp, digest_of(path, data), reader.said(path, data))
