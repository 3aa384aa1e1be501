"""How failures spread in sampled worlds, each coin thrown only where something comes to hang on it.

The worlds are those of `spread` with every coin thrown beforehand, to the bit. In wide graphs most
dependencies are in reach, but few are reached in any one world.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from rcagraph.analysis.impact.arcs import Arcs
from rcagraph.analysis.impact.coins import WORD, Coins, as_masks
from rcagraph.analysis.impact.failure_graph import FailureGraph

if TYPE_CHECKING:
    from numpy import bool_, intp, uint64
    from numpy.typing import NDArray

WORDS_AT_A_TIME = 1 << 19
"""Of 64 worlds each, of all arcs together: 4 MiB for each step of a throw."""


def spread_thrown(
    net: FailureGraph, coins: Coins, failing: Collection[int], samples: int
) -> dict[int, int]:
    """The worlds in which each node is down: the least fixpoint; nodes down in none left out."""
    from numpy import concatenate, flatnonzero

    words = samples // WORD
    step = max(1, WORDS_AT_A_TIME // max(1, len(net.requirements)))
    parts = [
        _Front(len(net.nodes), failing, coins, range(first, min(first + step, words))).all_down(
            net.arcs
        )
        for first in range(0, words, step)
    ]
    down = concatenate(parts, axis=1)
    nodes = flatnonzero(down.any(axis=1))
    return dict(zip(nodes.tolist(), as_masks(down[nodes]), strict=True))


class _Front:
    """What is down in some words of worlds, and where it went down in the last step."""

    def __init__(self, nodes: int, failing: Collection[int], coins: Coins, words: range) -> None:
        from numpy import uint64, zeros

        self.coins, self.words = coins, words
        self.down = zeros((nodes, len(words)), uint64)
        self.fresh = zeros((nodes, len(words)), uint64)
        self.is_fresh = zeros(nodes, bool)
        some = sorted(failing)
        self.down[some] = self.fresh[some] = ~uint64(0)
        self.is_fresh[some] = True

    def all_down(self, arcs: tuple[Arcs, ...]) -> NDArray[uint64]:
        """Steps on until nothing more goes down. A cycle ends where it meets what is down."""
        from numpy import flatnonzero

        while self.is_fresh.any():
            found = [(its.hit[rows], self._broken(its, rows)) for its, rows in self._touched(arcs)]
            last = flatnonzero(self.is_fresh)
            self.fresh[last], self.is_fresh[last] = 0, False
            for hit, broken in found:
                self._take_down(hit, broken)
        return self.down

    def _touched(self, arcs: tuple[Arcs, ...]) -> list[tuple[Arcs, NDArray[intp]]]:
        """The rows of which a member went down."""
        from numpy import flatnonzero

        touched: list[tuple[Arcs, NDArray[intp]]] = []
        for its in arcs:
            is_touched: NDArray[bool_] = self.is_fresh[its.members].any(axis=1)
            touched.append((its, flatnonzero(is_touched)))
        return touched

    def _broken(self, its: Arcs, rows: NDArray[intp]) -> NDArray[uint64]:
        """The worlds in which these are lost and what they hit still stands."""
        members = its.members[rows]
        lost = (
            self.fresh[members[:, 0]]
            if its.breaks == 1
            else at_least(its.breaks, self.down[members])
        )
        lost &= ~self.down[its.hit[rows]]
        return self.coins.open_among(lost, its.requirement[rows], self.words)

    def _take_down(self, hit: NDArray[intp], broken: NDArray[uint64]) -> None:
        """`hit` is sorted, and may have a node several times."""
        from numpy import bitwise_or, flatnonzero

        if not len(hit):
            return
        starts = flatnonzero(_differs_from_the_one_before(hit))
        nodes = hit[starts]
        gained = bitwise_or.reduceat(broken, starts, axis=0) & ~self.down[nodes]
        self.down[nodes] |= gained
        self.fresh[nodes] |= gained
        self.is_fresh[nodes] |= gained.any(axis=1)


def at_least(count: int, down: NDArray[uint64]) -> NDArray[uint64]:
    """The worlds in which so many members are down; `down` is of shape (rows, members, words)."""
    from numpy import uint64, zeros

    rows, size, words = down.shape
    reached = zeros((count + 1, rows, words), uint64)
    reached[0] = ~uint64(0)
    for member in range(size):
        for have in range(min(count, member + 1), 0, -1):
            reached[have] |= reached[have - 1] & down[:, member]
    found: NDArray[uint64] = reached[count]
    return found


def _differs_from_the_one_before(numbers: NDArray[intp]) -> NDArray[bool_]:
    from numpy import concatenate

    return concatenate(([True], numbers[1:] != numbers[:-1]))
