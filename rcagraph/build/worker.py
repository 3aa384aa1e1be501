"""A process that reads the files it is told to: `python -m rcagraph.build.worker`.

On standard input first root and profile, then lists of paths; each answered on standard output.
Both ends are of one program, so what goes to it is pickled; what comes back is as in the cache.
"""

import os
import pickle
import signal
import struct
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import msgspec

from rcagraph.build.reading import Reading, Stamp, read
from rcagraph.build.said import Reader
from rcagraph.build.wire import NotWritable, decoded, encoded
from rcagraph.model.collector import collector_paused

MODULE = "rcagraph.build.worker"
_LENGTH = struct.Struct("<Q")
_Row = tuple[Stamp | None, bytes, bytes]
_ROWS = msgspec.msgpack.Decoder(list[_Row])


def send(pipe: IO[bytes], data: bytes) -> None:
    pipe.write(_LENGTH.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes | None:
    """None where the other end is gone."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    data = pipe.read(_LENGTH.unpack(head)[0])
    return data if len(data) == _LENGTH.unpack(head)[0] else None


def written(readings: Sequence[Reading]) -> bytes:
    """Without the paths, which the asker knows; what cannot be written is left out."""
    return msgspec.msgpack.encode([(r.stamp, r.digest, _bytes(r)) for r in readings])


def readings(paths: Sequence[str], answer: bytes) -> list[Reading | None]:
    """What `written` wrote; None for what it left out."""
    return [
        Reading(path, stamp, digest, decoded(said), said) if said else None
        for path, (stamp, digest, said) in zip(paths, _ROWS.decode(answer), strict=True)
    ]


def _bytes(reading: Reading) -> bytes:
    try:
        return encoded(reading.said)
    except NotWritable:
        return b""


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it ends with the one that started it
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no part of the answer
    given = receive(sys.stdin.buffer)
    if given is None:
        return
    root, profile = pickle.loads(given)
    reader = Reader(profile)
    with collector_paused():
        while (asked := receive(sys.stdin.buffer)) is not None:
            paths = msgspec.msgpack.decode(asked, type=list[str])
            send(out, written([read(Path(root), path, reader) for path in paths]))


if __name__ == "__main__":
    main()
