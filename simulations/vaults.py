"""Vaults made by chance: when units fail, and how they are watched."""

from collections.abc import Sequence

import numpy as np
from numpy.random import Generator

from rcagraph.analysis.estimate.watched import Unit, watched

DAYS = 700.0
ECHO = 0.6
ECHO_DAYS = 5.0

Times = list[float]


def poisson(rng: Generator, mean: float, days: float = DAYS, born: float = 0.0) -> Times:
    """Incidents at a constant rate, `mean` of them in a whole window, from a birth on."""
    n = rng.poisson(mean * (days - born) / days)
    return sorted(rng.uniform(born, days, n).tolist())


def echoes(rng: Generator, times: Times, days: float = DAYS) -> Times:
    """Each incident is followed within five days by another with probability .6, and so on."""
    found = list(times)
    for time in found:
        if rng.random() < ECHO and (again := time + rng.uniform(0, ECHO_DAYS)) < days:
            found.append(again)
    return sorted(found)


def growing(rng: Generator, mean: float, factor: float, days: float = DAYS) -> Times:
    """The rate grows exponentially, by this factor over the window."""
    n = rng.poisson(mean)
    grown = np.log1p(rng.random(n) * (factor - 1)) / np.log(factor)
    return sorted((days * grown).tolist())


def windows(units: Sequence[Times], since: float | None = None) -> list[Unit]:
    """Those that were watched, up to the vault's last incident."""
    closes = max((time for times in units for time in times), default=0.0)
    found = (watched(times, closes, since) for times in units)
    return [unit for unit in found if unit]


def rates(rng: Generator, n: int, mean: float, shape: float | None) -> list[float]:
    """Equal (None), or drawn from a Gamma of this shape."""
    if shape is None:
        return [mean] * n
    drawn: list[float] = rng.gamma(shape, mean / shape, n).tolist()
    return drawn
