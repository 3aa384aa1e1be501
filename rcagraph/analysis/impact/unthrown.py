"""Coins that are thrown when somebody asks: the same as `sampled_coins`, world for world."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcagraph.analysis.impact.coins import DIGITS, GAMMA, WORD, mixed, streams

if TYPE_CHECKING:
    from numpy import float64, int64, intp, uint64
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False, slots=True)
class Unthrown:
    """A coin a key."""

    starts: NDArray[uint64]
    digits: NDArray[int64]
    """The binary digits of p from the sign bit down; those of certainty never end."""
    words: int
    """Of 64 worlds each, of a coin."""

    def open_among(
        self, asked: NDArray[uint64], coins: NDArray[intp], words: NDArray[intp]
    ) -> NDArray[uint64]:
        """Of the worlds asked for in a word of a coin, those in which it is open.

        From the highest digit of p: a one opens where the digit is 1, a zero shuts where it is 0,
        and the next decides on those worlds that are left.
        """
        from numpy import arange, flatnonzero, uint64, zeros

        steps = arange(1, self.words + 1, dtype=uint64) * uint64(GAMMA)
        streams, digits = self.starts[coins] + steps[words], self.digits[coins]
        found, at, doubt = zeros(len(asked), uint64), arange(len(asked)), asked
        for high in range(DIGITS - 1, 0, -2):
            opened = zeros(len(at), uint64)
            for digit in (high, high - 1):
                drawn = mixed(streams + uint64(digit * self.words * GAMMA % 2**WORD))
                drawn &= doubt
                is_one = (digits >> 63).view(uint64)
                digits <<= 1
                opened |= drawn & is_one
                is_one &= doubt
                doubt = drawn ^ is_one
            found[at] |= opened
            left = flatnonzero(doubt)
            if not len(left):
                break
            at, doubt, streams, digits = at[left], doubt[left], streams[left], digits[left]
        found[at] |= doubt & (digits >> 63).view(uint64)
        return found


def unthrown(keys: NDArray[uint64], chances: NDArray[float64], samples: int, seed: int) -> Unthrown:
    """For each key, in `samples` worlds (a multiple of 64)."""
    from numpy import int64, rint, where

    whole = rint(chances * 2**DIGITS).astype(int64)
    digits = where(whole == 2**DIGITS, -1, whole << WORD - DIGITS)
    return Unthrown(streams(keys, seed), digits, samples // WORD)
