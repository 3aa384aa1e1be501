"""Processor seconds of the best of several runs: what else a machine does is not counted."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def best_of(rounds: int, work: Callable[[], T]) -> tuple[float, T]:
    """The seconds, and what the last run gave."""
    best = float("inf")
    for _ in range(rounds):
        began = time.process_time()
        result = work()
        best = min(best, time.process_time() - began)
    return best, result


def told(what: str, work: Callable[[], T], rounds: int = 1) -> T:
    """The same as a line on the terminal."""
    best, result = best_of(rounds, work)
    print(f"{what:45} {best:8.2f} s", flush=True)
    return result
