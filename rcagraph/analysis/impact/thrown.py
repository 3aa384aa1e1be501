"""How failures spread in sampled worlds, each coin thrown only where something comes to hang on it.

The worlds are to the bit those of `spread` with every coin thrown beforehand. In wide graphs most
dependencies are in reach, but few are reached in any one world.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from rcagraph.analysis.impact.arcs import Arcs, Gates
from rcagraph.analysis.impact.coins import as_masks
from rcagraph.analysis.impact.failure_graph import FailureGraph
from rcagraph.analysis.impact.unthrown import Unthrown

if TYPE_CHECKING:
    from numpy import intp, uint64
    from numpy.typing import NDArray

WORDS_AT_A_TIME = 1 << 20
"""Of 64 worlds each, of all nodes together: 8 MiB."""
PAIRS = 14_000
"""Of a node and a word, passed on at a time, so that they stay in the processor's cache."""


def spread_thrown(net: FailureGraph, coins: Unthrown, failing: Collection[int]) -> dict[int, int]:
    """The worlds in which each node is down: the least fixpoint; nodes down in none left out."""
    from numpy import concatenate, flatnonzero

    step = max(1, WORDS_AT_A_TIME // max(1, len(net.nodes)))
    parts = [
        _Front(net, coins, range(at, min(at + step, coins.words))).all_down(failing)
        for at in range(0, coins.words, step)
    ]
    down = concatenate(parts, axis=1)
    nodes = flatnonzero(down.any(axis=1))
    return dict(zip(nodes.tolist(), as_masks(down[nodes]), strict=True))


class _Front:
    """What is down in some words of worlds, and what went down in the last step."""

    def __init__(self, net: FailureGraph, coins: Unthrown, words: range) -> None:
        from numpy import uint64, zeros

        self.net, self.coins, self.words = net, coins, words
        self.down = zeros((len(net.nodes), len(words)), uint64)
        self.fresh = self.down.copy()
        self.is_fresh = zeros(len(net.nodes), bool)

    def all_down(self, failing: Collection[int]) -> NDArray[uint64]:
        """Steps on until nothing more goes down; a cycle ends where it meets what is down."""
        from numpy import array, flatnonzero, intp, uint64

        nodes = array(sorted(failing), dtype=intp)
        self.down[nodes] = self.fresh[nodes] = ~uint64(0)
        while len(nodes):
            self.is_fresh[nodes] = True
            some = max(1, PAIRS // len(self.words))
            found = [self._passed_on(nodes[at : at + some]) for at in range(0, len(nodes), some)]
            found += self._gates_broken()
            self.fresh[nodes], self.is_fresh[nodes] = 0, False
            for at, broken in found:
                self._take_down(at, broken)
            nodes = flatnonzero(self.is_fresh)
            self.down[nodes] |= self.fresh[nodes]
        return self.down

    def _passed_on(self, nodes: NDArray[intp]) -> tuple[NDArray[intp], NDArray[uint64]]:
        """Places in `down`, with the worlds in which they go down by what one node breaks alone."""
        from numpy import arange, cumsum, flatnonzero, repeat

        arcs, wide = self.net.arcs, len(self.words)
        words = self.fresh[nodes].reshape(-1)
        some = flatnonzero(words)
        source, word = nodes[some // wide], some % wide
        many = arcs.first[source + 1] - arcs.first[source]
        before = arcs.first[source] - cumsum(many) + many
        arc = repeat(before, many) + arange(many.sum())
        lost = repeat(words[some], many)
        return self._opened(arcs, arc, repeat(word, many), lost)

    def _gates_broken(self) -> Iterator[tuple[NDArray[intp], NDArray[uint64]]]:
        """The same for what several break together, where one of them just went down."""
        from numpy import arange, flatnonzero, repeat, tile

        for its in self.net.gates:
            rows = flatnonzero(self.is_fresh[its.members].any(axis=1))
            lost = at_least(its.breaks, self.down[its.members[rows]])
            wide = len(self.words)
            word = tile(arange(wide), len(rows))
            yield self._opened(its, repeat(rows, wide), word, lost.reshape(-1))

    def _opened(
        self, its: Arcs | Gates, rows: NDArray[intp], word: NDArray[intp], lost: NDArray[uint64]
    ) -> tuple[NDArray[intp], NDArray[uint64]]:
        """Where the coin is open and the node still stands."""
        from numpy import flatnonzero

        at = its.hit[rows] * len(self.words) + word
        lost &= ~self.down.reshape(-1)[at]
        asked = flatnonzero(lost)
        requirement = its.requirement[rows[asked]]
        opened = self.coins.open_among(lost[asked], requirement, self.words.start + word[asked])
        some = flatnonzero(opened)
        return at[asked[some]], opened[some]

    def _take_down(self, at: NDArray[intp], broken: NDArray[uint64]) -> None:
        """`at` may have a place several times."""
        from numpy import bitwise_or

        bitwise_or.at(self.fresh.reshape(-1), at, broken)
        self.is_fresh[at // len(self.words)] = True


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
