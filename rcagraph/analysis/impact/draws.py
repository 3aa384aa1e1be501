"""Draws of every p from what is known of it (B4), to carry its doubt into the figures."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from rcagraph.analysis.estimate.beta import Learned
from rcagraph.analysis.estimate.distributions import beta_quantile
from rcagraph.analysis.impact.coins import random_words, streams

if TYPE_CHECKING:
    from numpy import float64, uint64
    from numpy.typing import NDArray

DRAWS = 200
LEVEL = 0.9
USE = 1
"""Of the random words: not those of the coins."""


def draws(keys: NDArray[uint64], known: Sequence[Learned], seed: int) -> NDArray[float64]:
    """One row a coin: the mean of p, then 200 draws of it.

    The draws are the quantiles at (i + ½)/200 of its Beta distribution, in an order of the coin's
    own (Latin hypercube; McKay, Beckman and Conover 1979, Technometrics 21:239).
    """
    from numpy import argsort, array, concatenate, zeros

    if not known:
        return zeros((0, DRAWS + 1))
    order = argsort(random_words(streams(keys, seed, USE), 0, DRAWS), axis=1)
    drawn = array([_quantiles(one.alpha, one.beta) for one in known])
    means = array([[one.estimate] for one in known])
    return concatenate((means, drawn[array(range(len(known)))[:, None], order]), axis=1)


@lru_cache(4096)
def _quantiles(alpha: float, beta: float) -> tuple[float, ...]:
    if alpha == 0 or beta == 0:
        return (alpha / (alpha + beta),) * DRAWS
    return tuple(beta_quantile((i + 0.5) / DRAWS, alpha, beta) for i in range(DRAWS))


def equal_tailed(listed: Sequence[NDArray[float64]]) -> list[tuple[float, float]]:
    """The 5 % and 95 % points of draws, which stand for (i + ½)/n of all there are."""
    from numpy import array, quantile

    if not listed:
        return []
    ends = ((1 - LEVEL) / 2, (1 + LEVEL) / 2)
    low, high = quantile(array(listed), ends, axis=1, method="hazen")
    return list(zip(low.tolist(), high.tolist(), strict=True))
