"""A share whose trials come in clusters that resemble themselves (R1, B11)."""

from collections.abc import Iterable

from rcagraph.analysis.estimate.distributions import LEVEL, TAIL, Z, t_quantile
from rcagraph.analysis.estimate.wilson import Share, score_interval

Counts = tuple[int, int]
"""k of n within one cluster."""

FEWEST_CLUSTERS = 3


def clustered_share(counts: Iterable[Counts]) -> Share:
    """Σk of Σn over clusters, 95 %: Wilson of n* = n / design effect · (t(n−1) / t(K_eff−1))².

    The design effect is at least 1, from a delete-one-cluster jackknife; K_eff = n² / Σnₖ² (Kish
    1965, Survey Sampling); n*, which never exceeds n, is the effective sample size of Korn and
    Graubard (1998, Survey Methodology 24:193). Clusters without trials say nothing. Below three
    clusters, no interval.
    """
    known = [(k, n) for k, n in counts if n]
    k, n = sum(k for k, _ in known), sum(n for _, n in known)
    if not n:
        return Share(0, 0, None, None, "no trials (n=0)")
    if len(known) < FEWEST_CLUSTERS:
        return Share(k, n, k / n, None, f"no interval: {len(known)} of {FEWEST_CLUSTERS} clusters")
    effective = n * n / sum(m * m for _, m in known)
    widened = t_quantile(LEVEL + TAIL, effective - 1) / t_quantile(LEVEL + TAIL, n - 1)
    return Share(k, n, k / n, score_interval(k / n, n / design_effect(known), Z * widened))


def design_effect(counts: list[Counts]) -> float:
    """How many times a clustered trial's variance exceeds an independent one's; at least 1."""
    k, n, clusters = sum(k for k, _ in counts), sum(n for _, n in counts), len(counts)
    if k in (0, n):
        return 1.0
    without = [(k - its_k) / (n - its_n) for its_k, its_n in counts]
    mean = sum(without) / clusters
    variance = (clusters - 1) / clusters * sum((p - mean) ** 2 for p in without)
    share = k / n
    return max(1.0, variance * n / (share * (1 - share)))
