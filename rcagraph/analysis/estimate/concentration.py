"""R13: how much of what goes wrong is a few families."""

from collections.abc import Iterable

from rcagraph.analysis.estimate.wilson import Share

TOP = 5


def concentration(sizes: Iterable[int], top: int = TOP) -> Share:
    """Incidents of the `top` largest families, of all. No interval: which families are the
    largest was chosen by the same counts."""
    ranked = sorted(sizes, reverse=True)
    k, n = sum(ranked[:top]), sum(ranked)
    reason = "the largest were chosen by their counts" if n else "no incident (n=0)"
    return Share(k, n, k / n if n else None, None, reason)
