"""B9: dependencies that nobody declared, and declared ones that were never seen."""

from dataclasses import dataclass
from math import comb

from rcagraph.analysis.estimate.distributions import TAIL


@dataclass(frozen=True, slots=True)
class Surprise:
    """How often t was hit where v began it, and where something else did; one row a family."""

    hit: int
    n: int
    """Families that began in v (t is not the origin)."""
    hit_else: int
    n_else: int
    """Families that began elsewhere (t is not the origin)."""
    p: float | None
    """One-sided Fisher."""
    reason: str | None = None

    @property
    def claim(self) -> str | None:
        """A single sighting is listed as seen, without a claim."""
        return "hidden dependency" if self.hit > 1 else None


@dataclass(frozen=True, slots=True)
class Silent:
    """A declared edge, k of n incidents in which it could have carried (n as in B4)."""

    k: int
    n: int
    bound: float | None
    """Above what p is not, one-sided 95 %: 1 − .05^(1/n); None where it was seen or n is 0."""
    p: float | None
    """(1 − p₀)ⁿ of a silent edge, 1 of one that was seen."""
    reason: str | None = None

    @property
    def claim(self) -> str | None:
        return None if self.k else "never seen"


def surprise(hit: int, n: int, hit_else: int, n_else: int) -> Surprise:
    """One-sided Fisher, for Benjamini–Hochberg over all ordered pairs without a declared path."""
    if n == 0 or n_else == 0:
        reason = "no incident began there (n=0)" if n == 0 else "no incident began elsewhere"
        return Surprise(hit, n, hit_else, n_else, None, reason)
    return Surprise(hit, n, hit_else, n_else, fisher(hit, n, hit_else, n_else))


def fisher(hit: int, n: int, hit_else: int, n_else: int) -> float:
    """P(as many hits or more among the n) with all margins kept (Fisher 1935), exact."""
    hits = hit + hit_else
    tail = sum(comb(n, k) * comb(n_else, hits - k) for k in range(hit, min(n, hits) + 1))
    return tail / comb(n + n_else, hits)


def silent(k: int, n: int, default: float) -> Silent:
    """For Benjamini–Hochberg over all declared edges with n ≥ 1: silence is expected of many.

    `default` is p₀ of the edge's kind: hard .9, soft .2.
    """
    if n == 0:
        return Silent(k, n, None, None, "could not have been seen (n=0)")
    if k:
        return Silent(k, n, None, 1.0)
    return Silent(k, n, 1 - (2 * TAIL) ** (1 / n), (1 - default) ** n)
