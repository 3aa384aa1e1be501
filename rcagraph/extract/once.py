"""What is worked out once of a rule of a profile, which has no hash, and not once a note."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")
MOST = 2_000
"""Rules of all profiles that a process reads; a test reads many."""


def once_each(work: Callable[[R], T]) -> Callable[[R], T]:
    """The same function, which remembers what it gave for each object, by its identity."""
    known: dict[int, tuple[R, T]] = {}

    @wraps(work)
    def remembered(rule: R) -> T:
        found = known.get(id(rule))
        if found is None or found[0] is not rule:
            if len(known) > MOST:
                known.clear()
            found = known[id(rule)] = (rule, work(rule))
        return found[1]

    return remembered
