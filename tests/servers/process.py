"""A server process that never outlives the test run, and free ports for it."""

import ctypes
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

PATIENCE = 120.0
"""Seconds that a server may take to answer."""
GRACE = 3.0
"""Seconds that it may take to end: what it would still write is thrown away anyway."""
PR_SET_PDEATHSIG = 1


def free_ports(count: int) -> list[int]:
    """Different ones on loopback, held open together while they are chosen."""
    with ExitStack() as stack:
        listeners = [stack.enter_context(socket.socket()) for _ in range(count)]
        for listener in listeners:
            listener.bind(("127.0.0.1", 0))
        return [int(listener.getsockname()[1]) for listener in listeners]


@contextmanager
def running(
    command: list[str],
    environ: Mapping[str, str],
    log: Path,
    answers: Callable[[], bool],
    grace: float = GRACE,
) -> Iterator[None]:
    """The command, from the time it answers until the block ends."""
    with log.open("wb") as out:
        process = subprocess.Popen(
            command,
            env=dict(environ),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # a Ctrl-C is ours to handle, not the server's
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,
        )
    try:
        _await(process, log, answers)
        yield
    finally:
        _stop(process, grace)


def _await(process: "subprocess.Popen[bytes]", log: Path, answers: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not answers():
        if process.poll() is not None:
            raise RuntimeError(f"The server ended with {process.returncode}: {_tail(log)}")
        if time.monotonic() > end:
            raise RuntimeError(f"The server did not answer in {PATIENCE:.0f} s: {_tail(log)}")
        time.sleep(0.2)


def _stop(process: "subprocess.Popen[bytes]", grace: float) -> None:
    process.terminate()
    try:
        process.wait(grace)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _die_with_parent() -> None:
    """A run that is killed must not leave its server behind."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _tail(log: Path) -> str:
    return log.read_text("utf-8", "replace")[-3000:]
