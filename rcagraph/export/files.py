"""Text to a file, whole or not at all."""

import errno
import os
import secrets
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from rcagraph.model.errors import RcaGraphError

WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
LOOP = "its links lead round in a circle"
ROOM = "Make room there, or name a file on another disk"
TIPS = {
    errno.ENOSPC: ROOM,
    errno.EDQUOT: ROOM,
    errno.ELOOP: "Name another file, or mend the link",
    errno.EISDIR: "Name a file in it",
    errno.EROFS: "Make it writable, or name another file",
}


def write_text(path: Path, chunks: Iterable[str] | str) -> None:
    """Write UTF-8 with `\\n` line ends; what stood there before stays until all is written."""
    with replacing(path) as file:
        for chunk in [chunks] if isinstance(chunks, str) else chunks:
            # A lone surrogate has no UTF-8; written as `\\udc80` it is seen and stays JSON.
            file.write(chunk.encode("utf-8", "backslashreplace"))


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of `path` once the block ends without an exception."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        place = _place(path)
        # A device or a pipe must not be replaced by a file.
        special = place.exists() and not place.is_file()
        with place.open("wb") if special else _atomic(place) as file:
            yield file
    except OSError as error:
        reason = error.strerror or str(error)
        tip = TIPS.get(error.errno or 0, "Name a file in a folder that you may write to")
        raise RcaGraphError(f"cannot write {path}: {reason}", tip) from error


def _place(path: Path) -> Path:
    """Where a link leads, so that it keeps pointing to what is written."""
    try:
        place = path.resolve()
        found = place.lstat()
    except FileNotFoundError:
        return place
    except RuntimeError:  # Python before 3.13 has no OSError for it
        raise OSError(errno.ELOOP, LOOP) from None
    if stat.S_ISLNK(found.st_mode):
        raise OSError(errno.ELOOP, LOOP)
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, "it is a directory")
    # A folder's rights would let us replace what its owner has locked.
    if not (found.st_mode & WRITABLE and os.access(place, os.W_OK)):
        raise OSError(errno.EROFS, "it is read-only")
    return place


@contextmanager
def _atomic(path: Path) -> Iterator[BinaryIO]:
    """A temporary file beside `path`, so that the replacement stays on one file system."""
    temporary = path.with_name(f".rcagraph-{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as file:
            if path.exists():
                temporary.chmod(path.stat().st_mode)
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()
