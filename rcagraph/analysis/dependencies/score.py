"""Forecasts against what happened: recall, precision, the Brier score, and reliability."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rcagraph.analysis.estimate.clustered_share import clustered_share
from rcagraph.analysis.estimate.wilson import Share

LIKELY = 0.5
BINS = 5

One = tuple[float, float, bool]
"""Of one service: the probability foretold, its own usual rate, and whether it was hit."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """One incident."""

    family: int
    services: tuple[One, ...]
    """All others that were there at the time; 0 where no path leads to it."""


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
    told = tuple(forecasts)
    every = [one for each in told for one in each.services]
    n = len(every)
    return Score(
        incidents=len(told),
        structural=_predicted(told, 0.0),
        likely=_predicted(told, LIKELY),
        brier=sum((p - hit) ** 2 for p, _, hit in every) / n if n else None,
        usual=sum((usual - hit) ** 2 for _, usual, hit in every) / n if n else None,
        bins=tuple(_bin(every, number) for number in range(BINS)),
    )


def _predicted(told: Sequence[Forecast], bar: float) -> Predicted:
    recall: dict[int, tuple[int, int]] = {}
    precision: dict[int, tuple[int, int]] = {}
    empty = 0
    for each in told:
        foretold = [hit for p, _, hit in each.services if p > 0 and p >= bar]
        found, of = recall.get(each.family, (0, 0))
        recall[each.family] = (found + sum(foretold), of + sum(hit for *_, hit in each.services))
        right, said = precision.get(each.family, (0, 0))
        precision[each.family] = (right + sum(foretold), said + len(foretold))
        empty += not foretold
    return Predicted(clustered_share(recall.values()), clustered_share(precision.values()), empty)


def _bin(every: Sequence[One], number: int) -> Bin:
    low, high = number / BINS, (number + 1) / BINS
    inside = [(p, hit) for p, _, hit in every if min(int(p * BINS), BINS - 1) == number]
    n = len(inside)
    foretold = sum(p for p, _ in inside) / n if n else None
    return Bin(low, high, n, foretold, sum(hit for _, hit in inside) / n if n else None)
