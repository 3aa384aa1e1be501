"""A failure graph as columns, so that many ways a failure may pass are looked at together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import intp
    from numpy.typing import NDArray

    from rcagraph.analysis.impact.failure_graph import Requirement


@dataclass(frozen=True, eq=False, slots=True)
class Arcs:
    """What each node breaks alone, node after node."""

    first: NDArray[intp]
    """Of each node, the place of its first arc; one more, where the last node's end."""
    requirement: NDArray[intp]
    hit: NDArray[intp]


@dataclass(frozen=True, eq=False, slots=True)
class Gates:
    """Requirements that several must break together, all of one shape."""

    breaks: int
    members: NDArray[intp]
    """A row a requirement."""
    requirement: NDArray[intp]
    hit: NDArray[intp]


def arcs(requirements: Sequence[Requirement], nodes: int) -> Arcs:
    from numpy import arange, array, intp, searchsorted

    rows = sorted(
        (member, number, its.node)
        for number, its in enumerate(requirements)
        if its.breaks == 1
        for member in its.members
    )
    table = array(rows, dtype=intp).reshape(len(rows), 3)
    first = searchsorted(table[:, 0], arange(nodes + 1))
    return Arcs(first, table[:, 1].copy(), table[:, 2].copy())


def gates(requirements: Sequence[Requirement]) -> tuple[Gates, ...]:
    """By shape: how many break it, of how many."""
    rows = sorted(
        (its.breaks, len(its.members), number, its.node, its.members)
        for number, its in enumerate(requirements)
        if its.breaks > 1
    )
    return tuple(
        _of_shape(breaks, [(number, node, members) for _, _, number, node, members in same])
        for (breaks, _), same in groupby(rows, key=lambda row: row[:2])
    )


def _of_shape(breaks: int, rows: Sequence[tuple[int, int, tuple[int, ...]]]) -> Gates:
    from numpy import array, intp

    number, node, members = (array(column, dtype=intp) for column in zip(*rows, strict=True))
    return Gates(breaks, members, number, node)
