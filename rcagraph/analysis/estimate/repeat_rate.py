"""R1: the share of incidents that repeat one of their family within W days."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from rcagraph.analysis.estimate.clustered_share import Counts, clustered_share
from rcagraph.analysis.estimate.wilson import Share

WITHIN_DAYS = (30, 90, 180)

Episode = tuple[float, float]
"""Start and resolution, in days since the window opened."""


def repeat_rate(families: Iterable[Sequence[Episode]], within: float) -> Share:
    """Of the incidents that start at least `within` days after the window opens, those whose
    predecessor in the family was resolved 0 < d ≤ `within` days before; families are clusters.

    Episodes of a family in order and without overlap; the window opens at day 0.
    """
    return clustered_share(repeats(family, within) for family in families)


def repeats(family: Sequence[Episode], within: float) -> Counts:
    """Repeats and eligible incidents of one family, looking back."""
    eligible = sum(start >= within for start, _ in family)
    back = (
        later[0] >= within and 0 < later[0] - earlier[1] <= within
        for earlier, later in pairwise(family)
    )
    return sum(back), eligible


def followed(family: Sequence[Episode], within: float, end: float) -> Counts:
    """Looking forward: incidents followed by another within `within` days of their resolution,
    of those that start at least as long before the window's end. R2's 1 − S(W) is the estimate
    of the same for a family's first incident.
    """
    eligible = [end - start >= within for start, _ in family]
    ahead = (
        able and 0 < later[0] - earlier[1] <= within
        for able, (earlier, later) in zip(eligible, pairwise(family), strict=False)
    )
    return sum(ahead), sum(eligible)
