"""Many files read at once: one pile of chunks, from which this process and others take."""

import os
import pickle
import subprocess
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread

import msgspec

from rcagraph.build.own_process import started
from rcagraph.build.reading import Reading, read
from rcagraph.build.said import Reader
from rcagraph.build.worker import MODULE, readings, receive, send
from rcagraph.profile import Profile

CHUNK = 32
AHEAD = 2
"""Chunks that a process has: one to read, and one for when it is done with that."""
ALONE = 400
"""Files that are read before another process would have begun."""
MOST = 8
"""Processes. This one decodes what the others find, and keeps no more of them busy."""
Pile = deque[Sequence[str]]
Answer = tuple[Sequence[str], bytes]


def processes_for(files: int, jobs: int | None) -> int:
    """How many are worth it, this one among them; `jobs` bounds them."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min(jobs or cores or 1, MOST, files // ALONE + 1))


def read_files(
    root: Path, paths: Sequence[str], profile: Profile, processes: int, told: Callable[[int], None]
) -> Iterator[Reading]:
    """All of them, in no particular order; `told` gets how many more were read."""
    pile: Pile = deque(paths[start : start + CHUNK] for start in range(0, len(paths), CHUNK))
    answers, reader = deque[Answer](), Reader(profile)
    with _others(root, profile, pile, answers, processes - 1) as others:
        while True:
            if chunk := _taken(pile):
                yield from (read(root, path, reader) for path in chunk)
                told(len(chunk))
            elif others:
                others.pop().join()
            while answers:
                asked, answer = answers.popleft()
                yield from _read_there(root, asked, answer, reader)
                told(len(asked))
            if not (chunk or others or pile):
                return


def _read_there(
    root: Path, asked: Sequence[str], answer: bytes, reader: Reader
) -> Iterator[Reading]:
    """What another process read; what it could not write down is read here."""
    for path, reading in zip(asked, readings(asked, answer), strict=True):
        yield reading or read(root, path, reader)


def _taken(pile: Pile) -> Sequence[str]:
    """Threads take from it: there may be none left by now."""
    with suppress(IndexError):
        return pile.popleft()
    return ()


@contextmanager
def _others(
    root: Path, profile: Profile, pile: Pile, answers: deque[Answer], number: int
) -> Iterator[list[Thread]]:
    """A thread for each process; where none can be started, this one reads all."""
    running: list[subprocess.Popen[bytes]] = []
    with suppress(OSError):
        running += (started(MODULE, subprocess.DEVNULL) for _ in range(number))
    task = pickle.dumps((str(root), profile)) if running else b""
    threads = [Thread(target=_serve, args=(each, task, pile, answers)) for each in running]
    for thread in threads:
        thread.start()
    try:
        yield threads
    finally:
        pile.clear()
        for each in running:
            each.kill()
        for each in running:
            each.communicate()


def _serve(
    process: "subprocess.Popen[bytes]", task: bytes, pile: Pile, answers: deque[Answer]
) -> None:
    """Hands chunks to a process. One that ends too early gives back what it had."""
    assert process.stdin
    assert process.stdout
    had = deque[Sequence[str]]()
    try:
        send(process.stdin, task)
        while True:
            while len(had) < AHEAD and (chunk := _taken(pile)):
                had.append(chunk)
                send(process.stdin, msgspec.msgpack.encode(chunk))
            if not had:
                return
            answer = receive(process.stdout)
            if answer is None:
                break
            answers.append((had.popleft(), answer))
    except (OSError, ValueError):
        pass  # its pipe broke: it ended
    pile.extend(had)
