"""A failure graph as columns, so that many ways a failure may pass are looked at together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import intp
    from numpy.typing import NDArray

    from rcagraph.analysis.impact.failure_graph import Requirement


@dataclass(frozen=True, eq=False, slots=True)
class Arcs:
    """Requirements of one shape, sorted by what they hit."""

    breaks: int
    """How many of the members must be down."""
    members: NDArray[intp]
    """A row a requirement, all of the same length."""
    hit: NDArray[intp]
    requirement: NDArray[intp]


def arcs(requirements: Sequence[Requirement]) -> tuple[Arcs, ...]:
    """First those that any one member breaks, a row a member; then each shape of group."""
    shapes: dict[tuple[int, int], list[tuple[int, int, tuple[int, ...]]]] = {(1, 1): []}
    for number, its in enumerate(requirements):
        if its.breaks == 1:
            shapes[1, 1] += [(its.node, number, (member,)) for member in its.members]
        else:
            shape = its.breaks, len(its.members)
            shapes.setdefault(shape, []).append((its.node, number, its.members))
    return tuple(_columns(breaks, size, rows) for (breaks, size), rows in shapes.items() if rows)


def _columns(breaks: int, size: int, rows: list[tuple[int, int, tuple[int, ...]]]) -> Arcs:
    from numpy import array, intp

    rows.sort()
    hit, requirement, members = zip(*rows, strict=True)
    table = array(members, dtype=intp).reshape(len(rows), size)
    return Arcs(breaks, table, array(hit, dtype=intp), array(requirement, dtype=intp))
