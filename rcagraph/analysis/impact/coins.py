"""Coins as bit masks: one bit a world, the same for the same seed and name in any graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import float64, uint64
    from numpy.typing import NDArray

DIGITS = 16
"""Binary digits of a probability: it is met to within 2⁻¹⁷, with n of them to within 2⁻ⁿ⁻¹."""
WORD = 64
ROWS = 512
"""Coins made at a time, so that they stay in the processor's cache."""

GAMMA, FIRST, SECOND = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
"""Steele, Lea and Flood 2014, Fast splittable pseudorandom number generators (splitmix64)."""


def whole_words(samples: int) -> int:
    """So many samples or a few more, as many as fill the words."""
    return -(-samples // WORD) * WORD


def coin_keys(names: Iterable[str]) -> NDArray[uint64]:
    """One number a name."""
    from numpy import frombuffer

    return frombuffer(b"".join(blake2b(n.encode(), digest_size=8).digest() for n in names), "<u8")


def streams(keys: NDArray[uint64], seed: int, use: int = 0) -> NDArray[uint64]:
    """Where the random words of each key start, for a seed and a use of them."""
    from numpy import array, uint64

    salt = array([seed % 2**64, use], dtype=uint64)
    return random_words(random_words(salt, 0, 1).sum(axis=0) ^ keys, 0, 1)[:, 0]


def random_words(starts: NDArray[uint64], first: int, count: int) -> NDArray[uint64]:
    """`count` words of each stream, from word number `first` on."""
    from numpy import arange, uint64

    steps = arange(first + 1, first + count + 1, dtype=uint64) * uint64(GAMMA)
    return mixed(starts[:, None] + steps[None, :])


def mixed(words: NDArray[uint64]) -> NDArray[uint64]:
    """Splitmix64's last steps, in place."""
    from numpy import uint64

    words ^= words >> uint64(30)
    words *= uint64(FIRST)
    words ^= words >> uint64(27)
    words *= uint64(SECOND)
    words ^= words >> uint64(31)
    return words


def coin_words(
    starts: NDArray[uint64], chances: NDArray[float64], samples: int, digits: int = DIGITS
) -> NDArray[uint64]:
    """Coins of shape (names, draws, samples/64) for chances of shape (names, draws).

    All draws of a name share its random words: a greater chance opens a superset of worlds. The
    binary digits of p are folded from the lowest: `x | r` for a one, `x & r` for a zero.
    """
    from numpy import concatenate

    parts = [
        _folded(starts[at : at + ROWS], chances[at : at + ROWS], samples // WORD, digits)
        for at in range(0, max(1, len(starts)), ROWS)
    ]
    return concatenate(parts)


def _folded(
    starts: NDArray[uint64], chances: NDArray[float64], words: int, digits: int
) -> NDArray[uint64]:
    from numpy import rint, uint64, zeros

    whole = rint(chances * 2**digits).astype(uint64)
    found = zeros((*whole.shape, words), uint64)
    for digit in range(digits):
        drawn = random_words(starts, digit * words, words)[:, None, :]
        is_one = (uint64(0) - (whole >> uint64(digit) & uint64(1)))[:, :, None]
        # x & r where the digit is 0, x | r where it is 1
        found &= drawn | is_one
        found |= drawn & is_one
    found[whole == 2**digits] = uint64(2**WORD - 1)
    return found


def as_masks(words: NDArray[uint64]) -> Iterator[int]:
    """Each row of words as one number, its first bit the lowest."""
    packed, size = words.tobytes(), max(1, words.nbytes // max(1, len(words)))
    return (int.from_bytes(packed[at : at + size], "little") for at in range(0, len(packed), size))


def shares(masks: Sequence[int], groups: int, samples: int) -> NDArray[float64]:
    """How much of each run of `samples` worlds is in a mask: a row a mask, a column a run."""
    from numpy import array, bitwise_count, frombuffer, uint64

    packed = b"".join(mask.to_bytes(groups * samples // 8, "little") for mask in masks)
    words = frombuffer(packed, uint64).reshape(len(masks), groups, samples // WORD)
    return array(bitwise_count(words).sum(axis=2) / samples, dtype=float)


def sampled_coins(
    keys: NDArray[uint64], chances: NDArray[float64], samples: int, seed: int
) -> list[int]:
    """A mask of `samples` worlds (a multiple of 64) for each key."""
    return list(as_masks(coin_words(streams(keys, seed), chances[:, None], samples)))
