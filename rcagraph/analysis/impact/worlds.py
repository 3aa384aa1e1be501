"""Possible worlds: which coins are open and which nodes down in each, and how likely it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from rcagraph.analysis.impact.coins import sampled_coins
from rcagraph.analysis.impact.live import Live
from rcagraph.analysis.impact.spread import spread
from rcagraph.analysis.impact.thrown import spread_thrown
from rcagraph.analysis.impact.unthrown import unthrown

if TYPE_CHECKING:
    from numpy import float64, uint8
    from numpy.typing import NDArray

MOST_COINS = 16
"""As many are enumerated: 65,536 worlds."""


@dataclass(frozen=True, eq=False)
class Worlds:
    """Samples, all of one weight, or every world there is, each with its probability."""

    size: int
    down: Mapping[int, int]
    """Node to the worlds in which it is down; what started it included."""
    weights: NDArray[float64] | None
    """Probabilities that sum to 1; None for samples."""
    throw: Callable[[], Mapping[int, int]]
    """All coins, for those who look at each."""

    @cached_property
    def coins(self) -> Mapping[int, int]:
        """Requirement to the worlds in which it transmits; of those that can break."""
        return self.throw()

    @property
    def chances(self) -> NDArray[float64]:
        """The probability of each world."""
        from numpy import full

        return full(self.size, 1 / self.size) if self.weights is None else self.weights

    @property
    def is_exact(self) -> bool:
        return self.weights is not None

    def share(self, mask: int) -> float:
        """The probability of a set of worlds."""
        if self.weights is None:
            return mask.bit_count() / self.size
        return float(self.weights @ bits(mask, self.size))

    def totals(self, values: Mapping[int, float]) -> NDArray[float64]:
        """In each world, the sum of the values of the nodes that are down."""
        from numpy import zeros

        found = zeros(self.size)
        for node, value in values.items():
            if node in self.down:
                found += value * bits(self.down[node], self.size)
        return found

    def mean(self, totals: NDArray[float64]) -> float:
        return float(totals.mean() if self.weights is None else self.weights @ totals)

    def quantile(self, totals: NDArray[float64], share: float) -> float:
        """The least value that is not exceeded with at least this probability."""
        from numpy import argsort, cumsum

        order = argsort(totals, kind="stable")
        reached = cumsum(self.chances[order])
        at = int((reached < share - 1e-9).sum())
        return float(totals[order][min(at, self.size - 1)])


def worlds(live: Live, samples: int, seed: int) -> Worlds:
    """Every world where at most 16 coins are in doubt; else so many samples."""
    if len(live.uncertain) <= MOST_COINS:
        return _all_worlds(live)
    return sampled_worlds(live, samples, seed)


def sampled_worlds(live: Live, samples: int, seed: int) -> Worlds:
    """So many samples (a multiple of 64), with coins keyed by seed and requirement."""
    from numpy import array

    chances = array(live.chances, dtype=float)
    coins = unthrown(live.net.keys, chances, samples, seed)
    down = spread_thrown(live.net, coins, live.failing)

    def throw() -> dict[int, int]:
        its = list(live.requirements)
        masks = sampled_coins(live.net.keys[its], chances[its], samples, seed)
        return dict(zip(its, masks, strict=True))

    return Worlds(samples, down, None, throw)


def _all_worlds(live: Live) -> Worlds:
    from numpy import array

    count, size = len(live.uncertain), 1 << len(live.uncertain)
    at = {r: number for number, r in enumerate(live.uncertain)}
    whole = (1 << size) - 1
    masks = {r: pattern(at[r], count) if r in at else whole for r in live.requirements}
    listed = [0] * len(live.net.requirements)
    for requirement, mask in masks.items():
        listed[requirement] = mask
    down = spread(live.net, listed, dict.fromkeys(live.failing, whole), live.order)
    chances = array([[live.chances[r]] for r in live.uncertain]).reshape(count, 1)
    return Worlds(size, down, world_weights(chances)[0], lambda: masks)


@lru_cache(MOST_COINS * MOST_COINS)
def pattern(coin: int, count: int) -> int:
    """The worlds, of all that `count` coins make, in which a coin is open: bit `coin` of each."""
    half = 1 << coin
    once = ((1 << half) - 1) << half
    return once * (((1 << (1 << count)) - 1) // ((1 << 2 * half) - 1))


def world_weights(chances: NDArray[float64]) -> NDArray[float64]:
    """The probability of each world of coins, for chances of shape (coins, draws)."""
    from numpy import concatenate, ones

    found = ones((chances.shape[1], 1))
    for chance in chances:
        found = concatenate((found * (1 - chance)[:, None], found * chance[:, None]), axis=1)
    return found


def bits(mask: int, size: int) -> NDArray[uint8]:
    """0 or 1 for each world."""
    from numpy import frombuffer, uint8, unpackbits

    packed = frombuffer(mask.to_bytes((size + 7) // 8, "little"), uint8)
    return unpackbits(packed, count=size, bitorder="little")
