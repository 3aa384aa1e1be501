"""What is found where it was planted."""

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
from numpy.random import Generator

from rcagraph.analysis.estimate.false_discovery import Verdict, verdicts
from rcagraph.analysis.estimate.fix_effect import fix_effect
from rcagraph.analysis.estimate.together import together
from rcagraph.analysis.estimate.trend import trend, vault_trend
from simulations.incidents import (
    FAMILIES,
    SERVICES,
    Incident,
    sizes_alike,
    sizes_wild,
    surprises,
)
from simulations.rows import Row
from simulations.vaults import growing, poisson, windows

A, B = 0, 1
"""The services of the planted pair and edge."""


def power(vaults: int, seed: int) -> Iterator[Row]:
    rng = np.random.default_rng(seed)
    for what, condition, least, found in PLANTED:
        share = sum(found(rng) for _ in range(vaults)) / vaults
        yield Row(what, condition, share, least, 1.0, vaults)


def _is(said: Verdict, words: str) -> bool:
    return said.is_claim and said.words == words


def _vault(rng: Generator) -> bool:
    units = windows([growing(rng, 12, 5) for _ in range(10)], 0.0)
    return vault_trend(units).verdict == "worsening"


def _unit(rng: Generator) -> bool:
    made = [growing(rng, 100, 9), *(poisson(rng, 100) for _ in range(9))]
    said = verdicts(trend(times, days) for times, days in windows(made, 0.0))
    return _is(said[0], "worsening")


def _fix(rng: Generator) -> bool:
    year = 365.0
    planted = fix_effect(int(rng.poisson(16)), year, int(rng.poisson(2)), year)
    others = (fix_effect(int(rng.poisson(9)), year, int(rng.poisson(9)), year) for _ in range(9))
    return _is(verdicts([planted, *others])[0], "fixed")


def _pair(rng: Generator, rows: list[frozenset[int]]) -> bool:
    """B joins where A was hit, with probability .7."""
    rows = [row | {B} if A in row and rng.random() < 0.7 else row for row in rows]
    found = together(SERVICES, rows)
    said = zip(found.pairs, verdicts(found.pairs, found.tests), strict=True)
    return any((pair.one, pair.other) == (A, B) and v.is_claim for pair, v in said)


def _among_wild(rng: Generator, families: int) -> bool:
    return _pair(rng, [row.hit for row in sizes_wild(rng, families)])


def _among_alike(rng: Generator, families: int) -> bool:
    return _pair(rng, [row.hit for row in sizes_alike(rng, families)])


def _edge(rng: Generator) -> bool:
    """Twelve families begin in A and hit B with .7; all else is hit with .1."""
    services = SERVICES[:10]
    origins = [A] * 12 + [int(rng.integers(1, 10)) for _ in range(FAMILIES + 19)]
    rows = []
    for family, origin in enumerate(origins):
        hit = {s for s in services if rng.random() < (0.7 if (origin, s) == (A, B) else 0.1)}
        rows.append(Incident(family, origin, frozenset(hit | {origin})))
    found = surprises(rows, services)
    return dict(zip(found, verdicts(found.values()), strict=True))[A, B].is_claim


Found = Callable[[Generator], bool]


def _pairs(
    condition: str, among: Callable[[Generator, int], bool], least: dict[int, float]
) -> Iterator[tuple[str, str, float, Found]]:
    """By families of the vault: a pair can be found where enough of them hit its first."""
    for families, bar in least.items():
        found = partial(_of_size, among, families)
        yield "R10 pair at .7", f"{families} families, {condition}", bar, found


def _of_size(among: Callable[[Generator, int], bool], families: int, rng: Generator) -> bool:
    return among(rng, families)


WILD = "sizes 1 or 2, a tenth 8 of 12"
PLANTED: tuple[tuple[str, str, float, Found], ...] = (
    ("R5 vault's trend", "×5 over the window, 10 units × 12 incidents", 0.9, _vault),
    ("R5 unit's trend", "×9 over the window, one of 10 units, 100 incidents", 0.85, _unit),
    ("R7 fix", "16 to 2 expected in equal years, one of 10 fixes", 0.7, _fix),
    *_pairs("two services each", _among_alike, {110: 0.9}),
    *_pairs(WILD, _among_wild, {200: 0.9, 110: 0.0, 80: 0.0}),
    ("B9 hidden edge", ".7 against .1, n=12, 90 pairs", 0.75, _edge),
    *_pairs("two services each", _among_alike, dict.fromkeys((30, 50, 60, 80), 0.0)),
    *_pairs(WILD, _among_wild, dict.fromkeys((30, 50, 140, 170), 0.0)),
)
"""What, where, the least share that must be found (0: none is demanded), and one vault of it."""
