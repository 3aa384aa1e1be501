"""Whole processes measured: the clock, the processor, and memory of all that one starts."""

import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, NamedTuple

EVERY = 0.01
"""Seconds between two looks at the memory."""
PAGE = os.sysconf("SC_PAGE_SIZE")


class Took(NamedTuple):
    """One run."""

    seconds: float
    cpu: float
    """Of the process and all that it waited for."""


class Failed(Exception):
    """A process that did not end with 0: its time means nothing."""


def timed(argv: Sequence[str], environ: Mapping[str, str] | None = None) -> Took:
    with tempfile.TemporaryFile() as complaint:
        began = time.perf_counter()
        process = _started(argv, environ, complaint)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        _check(process, status, complaint)
    return Took(seconds, usage.ru_utime + usage.ru_stime)


def peak_megabytes(argv: Sequence[str], environ: Mapping[str, str] | None = None) -> float:
    """The most that all processes together had in memory at once, what they share counted twice.

    Linux only. Not from `wait4`: what that says begins with the size of the parent, and is of the
    largest process alone.
    """
    most = 0
    with tempfile.TemporaryFile() as complaint:
        process = _started(argv, environ, complaint)
        while True:
            ended, status, _ = os.wait4(process.pid, os.WNOHANG)
            if ended:
                break
            most = max(most, sum(map(_resident, _with_children(process.pid))))
            time.sleep(EVERY)
        _check(process, status, complaint)
    return most * PAGE / 1e6


def _started(
    argv: Sequence[str], environ: Mapping[str, str] | None, complaint: IO[bytes]
) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(argv, env=environ, stdout=subprocess.DEVNULL, stderr=complaint)


def _check(process: "subprocess.Popen[bytes]", status: int, complaint: IO[bytes]) -> None:
    process.returncode = os.waitstatus_to_exitcode(status)  # it is waited for: Popen need not
    if process.returncode:
        complaint.seek(0)
        said = complaint.read().decode(errors="replace")[-2000:]
        raise Failed(f"{process.args!r} ended with {process.returncode}: {said}")


def _with_children(pid: int) -> list[int]:
    found = [pid]
    for each in found:
        try:
            tasks = list(Path(f"/proc/{each}/task").iterdir())
            found += (int(child) for task in tasks for child in _words(task / "children"))
        except OSError:
            continue  # it has just ended
    return found


def _resident(pid: int) -> int:
    words = _words(Path(f"/proc/{pid}/statm"))
    return int(words[1]) if words else 0


def _words(file: Path) -> list[str]:
    try:
        return file.read_text().split()
    except OSError:
        return []
