"""Incidents made by chance: where each began, and which services it hit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from numpy.random import Generator

from rcagraph.analysis.estimate.surprise import Surprise, surprise

SERVICES = tuple(range(12))
FAMILIES = 80


@dataclass(frozen=True, slots=True)
class Incident:
    """The family is which failure it is."""

    family: int
    origin: int
    hit: frozenset[int]


def incident(rng: Generator, family: int, size: int) -> Incident:
    """Any services, the first of them the origin."""
    chosen = rng.permutation(len(SERVICES))[:size].tolist()
    return Incident(family, chosen[0], frozenset(chosen))


def sizes_alike(rng: Generator, families: int = FAMILIES) -> list[Incident]:
    return [incident(rng, family, 2) for family in range(families)]


def sizes_wild(rng: Generator, families: int = FAMILIES) -> list[Incident]:
    """One or two services; a tenth of the incidents hits eight of twelve."""
    return [
        incident(rng, family, 8 if rng.random() < 0.1 else int(rng.integers(1, 3)))
        for family in range(families)
    ]


def one_a_family(incidents: Iterable[Incident]) -> list[Incident]:
    """Each family's first incident."""
    first: dict[int, Incident] = {}
    for each in incidents:
        first.setdefault(each.family, each)
    return list(first.values())


def surprises(
    rows: Sequence[Incident], services: Sequence[int] = SERVICES
) -> dict[tuple[int, int], Surprise]:
    """Origin v and service t, over all ordered pairs; rows that began in t are left out."""
    found = {}
    for t in services:
        others = [row for row in rows if row.origin != t]
        hit = [row.origin for row in others if t in row.hit]
        began = [row.origin for row in others]
        for v in services:
            if v != t:
                k, n = hit.count(v), began.count(v)
                found[v, t] = surprise(k, n, len(hit) - k, len(began) - n)
    return found
