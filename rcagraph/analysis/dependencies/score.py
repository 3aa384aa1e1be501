"""Forecasts against what happened: recall, precision, the Brier score, and reliability."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcagraph.analysis.estimate.clustered_share import clustered_share
from rcagraph.analysis.estimate.wilson import Share

if TYPE_CHECKING:
    from numpy import bool_, float64
    from numpy.typing import NDArray

LIKELY = 0.5
BINS = 5


@dataclass(frozen=True, eq=False, slots=True)
class Forecast:
    """One incident, over all other services that were there at the time."""

    family: int
    chances: NDArray[float64]
    """Foretold of each; 0 where no path leads to it."""
    usual: NDArray[float64]
    """Its own usual rate."""
    hit: NDArray[bool_]


@dataclass(frozen=True, slots=True)
class Predicted:
    """The services above a bar, over all incidents, the origins left out."""

    recall: Share
    """Of those that were hit, those foretold."""
    precision: Share
    """Of those foretold, those that were hit; incidents without any are not in it."""
    empty: int
    """Incidents for which nothing was foretold."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Services whose probability lies from `low` to `high`."""

    low: float
    high: float
    n: int
    foretold: float | None
    """The mean probability."""
    happened: float | None
    """The share that was hit."""


@dataclass(frozen=True, slots=True)
class Score:
    """Over all incidents foretold."""

    incidents: int
    structural: Predicted
    """P > 0."""
    likely: Predicted
    """P ≥ .5."""
    brier: float | None
    """Mean of (P − hit)² over all other services; 0 is perfect."""
    usual: float | None
    """The same of each service's own usual rate."""
    bins: tuple[Bin, ...]

    @property
    def skill(self) -> float | None:
        """1 − Brier / usual: above 0, better than the usual rates; None where they never err."""
        return None if self.brier is None or not self.usual else 1 - self.brier / self.usual


def score(forecasts: Iterable[Forecast]) -> Score:
    """Recall and precision have R1's interval, families as clusters: they repeat their sets."""
    from numpy import concatenate

    told = tuple(forecasts)
    chances, usual, hit = (
        concatenate([[], *(getattr(each, name) for each in told)])
        for name in ("chances", "usual", "hit")
    )
    return Score(
        incidents=len(told),
        structural=_predicted(told, 0.0),
        likely=_predicted(told, LIKELY),
        brier=float(((chances - hit) ** 2).mean()) if len(hit) else None,
        usual=float(((usual - hit) ** 2).mean()) if len(hit) else None,
        bins=tuple(_bin(chances, hit, number) for number in range(BINS)),
    )


def _predicted(told: Sequence[Forecast], bar: float) -> Predicted:
    recall: dict[int, tuple[int, int]] = {}
    precision: dict[int, tuple[int, int]] = {}
    empty = 0
    for each in told:
        is_told = (each.chances > 0) & (each.chances >= bar)
        right, said, hit = (int(its.sum()) for its in (is_told & each.hit, is_told, each.hit))
        for counts, of in ((recall, hit), (precision, said)):
            found, before = counts.get(each.family, (0, 0))
            counts[each.family] = (found + right, before + of)
        empty += not said
    return Predicted(clustered_share(recall.values()), clustered_share(precision.values()), empty)


def _bin(chances: NDArray[float64], hit: NDArray[float64], number: int) -> Bin:
    inside = (chances * BINS).astype(int).clip(max=BINS - 1) == number
    n = int(inside.sum())
    foretold, happened = (float(its[inside].mean()) if n else None for its in (chances, hit))
    return Bin(number / BINS, (number + 1) / BINS, n, foretold, happened)
