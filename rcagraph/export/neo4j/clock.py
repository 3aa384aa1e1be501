"""The time that an export may take, shared out among its transactions."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from rcagraph.export.neo4j.failures import not_in_vain
from rcagraph.model.errors import RcaGraphError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Clock:
    """Runs from its making. Without `seconds` there is no end."""

    seconds: float | None = None
    started: float = field(default_factory=time.monotonic)

    def left(self) -> float | None:
        """`RcaGraphError` where no time is left."""
        if self.seconds is None:
            return None
        left = self.started + self.seconds - time.monotonic()
        if left <= 0:
            raise RcaGraphError(
                f"Neo4j did not finish within {self.seconds:g} s", "Allow more with --timeout"
            )
        return left

    def within(self, work: Callable[..., T]) -> Callable[..., T]:
        """The work of a managed transaction; the server ends it when the time is over."""
        from neo4j import unit_of_work

        return unit_of_work(timeout=self.left())(not_in_vain(work))
