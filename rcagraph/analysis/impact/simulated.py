"""Impact probabilities by simulation (B3), where sixteen coins are not enough to tell."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import TYPE_CHECKING

from rcagraph.analysis.impact.coins import as_masks, coin_words, shares, streams
from rcagraph.analysis.impact.live import Live
from rcagraph.analysis.impact.spread import spread

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

WORDS_AT_A_TIME = 1 << 21
"""Of 64 worlds each: 16 MiB of coins."""

PRECISIONS = ((128, 4096, 16), (2048, 1024, 12), (inf, 256, 10))
"""Up to so many requirements: samples a draw, and binary digits of p. Fewer where there is more
to do; the interval is moved by what its samples are off at the means."""


def simulated(
    live: Live, chances: NDArray[float64], targets: Sequence[int], seed: int
) -> NDArray[float64]:
    """P(target down): one row a target, one column a draw of p; all draws share their coins.

    `chances` has a row for each requirement of the graph.
    """
    from numpy import concatenate, zeros

    if not targets:
        return zeros((0, chances.shape[1]))
    count = len(live.requirements)
    samples, digits = next((n, d) for most, n, d in PRECISIONS if count <= most)
    starts = streams(live.net.keys[list(live.requirements)], seed)
    wanted = chances[list(live.requirements)]
    step = max(1, WORDS_AT_A_TIME // max(1, len(starts) * samples // 64))
    parts = []
    for at in range(0, chances.shape[1], step):
        words = coin_words(starts, wanted[:, at : at + step], samples, digits)
        parts.append(_shares(live, list(as_masks(words)), words.shape[1], samples, targets))
    return concatenate(parts, axis=1)


def _shares(
    live: Live, masks: Sequence[int], draws: int, samples: int, targets: Sequence[int]
) -> NDArray[float64]:
    size = draws * samples
    coins = [0] * len(live.net.requirements)
    for requirement, mask in zip(live.requirements, masks, strict=True):
        coins[requirement] = mask
    start = dict.fromkeys(live.failing, (1 << size) - 1)
    down = spread(live.net, coins, start, live.order)
    return shares([down.get(t, 0) for t in targets], draws, samples)
