"""Verdicts under control of the false-discovery rate: every unit of a kind is in one table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

ALPHA = 0.05


class Tested(Protocol):
    """One unit's test. With a `reason` it was not testable, and is in no table."""

    @property
    def n(self) -> int: ...
    @property
    def p(self) -> float | None: ...
    @property
    def reason(self) -> str | None: ...
    @property
    def claim(self) -> str | None:
        """The word that a small p supports; None where this test can support none."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What may be said of one unit."""

    words: str
    is_claim: bool
    q: float | None
    """The smallest false-discovery rate at which the claim stands; None: not tested."""


def benjamini_hochberg(
    ps: Sequence[float | None], tests: int | None = None
) -> tuple[float | None, ...]:
    """q of each p, in the order given; None for None, which is no test.

    `tests` counts the tests where those with p = 1 are left out of `ps`.
    q(i) = min over j ≥ i of p(j)·m/j (Benjamini and Hochberg 1995, J. R. Stat. Soc. B 57:289).
    """
    ranked = sorted((p, i) for i, p in enumerate(ps) if p is not None)
    m = len(ranked) if tests is None else tests
    found: list[float | None] = [None] * len(ps)
    lowest = 1.0
    for rank in range(len(ranked), 0, -1):
        p, i = ranked[rank - 1]
        lowest = min(lowest, p * m / rank)
        found[i] = lowest
    return tuple(found)


def verdicts(units: Iterable[Tested], tests: int | None = None) -> tuple[Verdict, ...]:
    """One a unit, in the order given; a claim where q < .05 over all testable units."""
    all_units = tuple(units)
    qs = benjamini_hochberg([None if u.reason else u.p for u in all_units], tests)
    return tuple(_verdict(unit, q) for unit, q in zip(all_units, qs, strict=True))


def _verdict(unit: Tested, q: float | None) -> Verdict:
    if q is not None and q < ALPHA and unit.claim:
        return Verdict(unit.claim, True, q)
    return Verdict(unit.reason or f"no evidence either way (n={unit.n})", False, q)


def too_few(n: int, needed: int) -> str:
    """The reason that stands where a figure or a test would be guessing."""
    return f"too few to tell (n={n}, needs {needed})"
