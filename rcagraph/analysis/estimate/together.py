"""R10: services that fail together more often than sizes and totals put them."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from math import exp
from typing import Generic, TypeVar

from rcagraph.analysis.estimate.distributions import crossing, log_choose
from rcagraph.analysis.estimate.margins import FixedMargins
from rcagraph.analysis.estimate.wilson import Share, wilson

S = TypeVar("S", bound=Hashable)
"""How the caller names a service."""

LOG_ODDS = 60.0
"""Beyond e^60 the noncentral distribution is a point in floats."""


@dataclass(frozen=True, slots=True)
class Pair(Generic[S]):
    """Two services that at least one family hit together; neither direction nor cause."""

    one: S
    other: S
    n: int
    """Families that hit both."""
    n_one: int
    n_other: int
    expected: float
    p: float
    reason: str | None = None

    @property
    def claim(self) -> str | None:
        return "fail together"

    @property
    def other_given_one(self) -> Share:
        """P(other | one), of the families that hit one."""
        return wilson(self.n, self.n_one)

    @property
    def one_given_other(self) -> Share:
        return wilson(self.n, self.n_other)


@dataclass(frozen=True, slots=True)
class Together(Generic[S]):
    """The pairs seen, and how many tests there were."""

    rows: int
    tests: int
    """Pairs of services that any family hit, seen together or not; unseen ones have p = 1."""
    pairs: tuple[Pair[S], ...]
    """In the order of the services given."""


def together(services: Iterable[S], rows: Iterable[frozenset[S]]) -> Together[S]:
    """One row a family (its first incident), of the services it hit.

    p is the upper tail of Fisher's noncentral hypergeometric distribution whose mean is the
    expectation under fixed margins (`FixedMargins`); for Benjamini–Hochberg with `tests`. Plain
    Fisher makes claims in most null vaults when incidents differ in size. Source: Fog 2008,
    Commun. Stat. Simul. Comput. 37:241, for the distribution.
    """
    tables = [row for row in rows if row]
    totals = Counter(service for row in tables for service in row)
    hit = [service for service in services if totals[service]]
    place = {service: i for i, service in enumerate(hit)}
    seen: Counter[tuple[S, S]] = Counter()
    for row in tables:
        seen.update(combinations(sorted(row, key=place.__getitem__), 2))
    null = FixedMargins(map(len, tables), totals.values())
    tail, found = cache(upper_tail), []
    for one, other in sorted(seen, key=lambda pair: (place[pair[0]], place[pair[1]])):
        n, n_one, n_other = seen[one, other], totals[one], totals[other]
        expected = null.together(n_one, n_other)
        p = tail(n, len(tables), *sorted((n_one, n_other)), expected)
        found.append(Pair(one, other, n, n_one, n_other, expected, p))
    return Together(len(tables), len(hit) * (len(hit) - 1) // 2, tuple(found))


def upper_tail(n: int, rows: int, n_one: int, n_other: int, mean: float) -> float:
    """P(X ≥ n) of the noncentral hypergeometric distribution with this mean."""
    fewest, most = max(0, n_one + n_other - rows), min(n_one, n_other)
    span = range(fewest, most + 1)
    logs = [log_choose(n_one, k) + log_choose(rows - n_one, n_other - k) for k in span]
    if n <= fewest:
        return 1.0

    def weights(log_odds: float) -> list[float]:
        at = [weight + log_odds * k for weight, k in zip(logs, span, strict=True)]
        top = max(at)
        return [exp(each - top) for each in at]

    def over(log_odds: float) -> float:
        its = weights(log_odds)
        return sum(w * k for w, k in zip(its, span, strict=True)) / sum(its) - mean

    if over(LOG_ODDS) <= 0 or over(-LOG_ODDS) >= 0:
        fitted = weights(LOG_ODDS if over(LOG_ODDS) <= 0 else -LOG_ODDS)
    else:
        fitted = weights(crossing(over, -LOG_ODDS, LOG_ODDS))
    return min(1.0, sum(fitted[n - fewest :]) / sum(fitted))
