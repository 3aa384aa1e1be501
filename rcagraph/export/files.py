"""Text to a file, whole or not at all."""

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from rcagraph.model.errors import RcaGraphError


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
        place = path.resolve()  # a link keeps pointing to what is written
        if place.is_dir():
            raise IsADirectoryError(0, "it is a directory")
        # A device or a pipe must not be replaced by a file.
        special = place.exists() and not place.is_file()
        with place.open("wb") if special else _atomic(place) as file:
            yield file
    except OSError as error:
        reason = error.strerror or str(error)
        raise RcaGraphError(
            f"cannot write {path}: {reason}",
            "Name a file in a folder that you may write to",
        ) from error


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
