"""Coverage of the intervals that are not sums, over simulated vaults."""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.random import Generator

from rcagraph.analysis.estimate.crow_amsaa import power_law
from rcagraph.analysis.estimate.cumulative import cumulative
from rcagraph.analysis.estimate.durations import durations
from rcagraph.analysis.estimate.first_gap import first_gap
from rcagraph.analysis.estimate.interval import Interval
from rcagraph.analysis.estimate.posterior import priors
from rcagraph.analysis.estimate.repeat_rate import repeat_rate
from simulations.rows import Row
from simulations.vaults import DAYS, poisson, rates

SHAPES = {"equal rates": None, "gamma 4": 4.0, "gamma 2": 2.0, "gamma 1": 1.0, "gamma .5": 0.5}

Families = tuple[int, float, str, float | None, float]
"""How many, incidents of one, their rates and its shape, and the least share of R1."""
REPEATING: tuple[Families, ...] = (
    (80, 2.0, "equal rates", None, 0.92),
    (80, 2.0, "gamma 1", 1.0, 0.92),
    (20, 4.0, "gamma 1", 1.0, 0.92),
    (20, 2.0, "gamma 1", 1.0, 0.92),
    (80, 2.0, "gamma .3", 0.3, 0.88),
)
FEW_VERY_UNEQUAL: tuple[Families, ...] = ((20, 4.0, "gamma .3", 0.3, 0.88),)
"""Last of all rows, so that the others keep their draws."""


def sampled(vaults: int, seed: int) -> Iterator[Row]:
    rng = np.random.default_rng(seed)
    yield from _repeat_rate(rng, vaults, REPEATING)
    yield from _first_gap(rng, vaults)
    yield from _cumulative(rng, vaults)
    yield from _power_law(rng, vaults)
    yield from _rates(rng, vaults)
    yield from _geometric_mean(rng, vaults)
    yield from _repeat_rate(rng, vaults, FEW_VERY_UNEQUAL)


class Held:
    """Of the intervals that were given, those that hold the truth."""

    def __init__(self) -> None:
        self.given = 0
        self.count = 0

    def add(self, interval: Interval | None, truth: float) -> None:
        if interval:
            self.given += 1
            self.count += interval.holds(truth)

    def row(self, what: str, condition: str, low: float, high: float) -> Row:
        return Row(what, condition, self.count / self.given, low, high, self.given)


def _repeat_rate(rng: Generator, vaults: int, cells: Iterable[Families]) -> Iterator[Row]:
    for families, mean, name, shape, low in cells:
        for within in (30.0, 90.0):
            held, x = Held(), mean * within / DAYS
            truth = 1 - (np.exp(-x) if shape is None else (1 + x / shape) ** (-shape - 1))
            for _ in range(vaults):
                starts = (poisson(rng, rate) for rate in rates(rng, families, mean, shape))
                share = repeat_rate([[(t, t) for t in times] for times in starts], within)
                held.add(share.interval, truth)
            condition = f"{families} families of {mean:g}, {name}, W={within:g}"
            yield held.row("R1 repeat rate", condition, low, 0.98)


def _first_gap(rng: Generator, vaults: int) -> Iterator[Row]:
    """A family is one that shows: its first incident comes at an even chance in the window."""
    mean = DAYS * np.log(2) / 104
    for families in (30, 80):
        for name in ("equal rates", "gamma 2", "gamma .5"):
            shape = SHAPES[name]
            held = {30.0: Held(), 90.0: Held()}
            for _ in range(vaults):
                made = []
                for rate in rates(rng, families, mean, shape):
                    first = rng.uniform(0, DAYS)
                    again = first + rng.exponential(DAYS / rate)
                    made.append([(first, first), (again, again)])
                for quiet in first_gap(made, DAYS, (30.0, 90.0)).quiet:
                    x = mean * quiet.days / DAYS
                    truth = np.exp(-x) if shape is None else (1 + x / shape) ** -shape
                    held[quiet.days].add(quiet.interval, truth)
            for days, each in held.items():
                condition = f"{families} families, {name}, S({days:g})"
                yield each.row("R2 first gap", condition, 0.92, 0.98)


def _cumulative(rng: Generator, vaults: int) -> Iterator[Row]:
    for units, name, mean, staggered in (
        (10, "equal rates", 5.0, False),
        (10, "gamma 1", 5.0, False),
        (30, "gamma 1", 5.0, False),
        (80, "equal rates", 5.0, False),
        (30, "gamma 1", 5.0, True),
        (30, "equal rates", 1.0, False),
    ):
        held, age = Held(), DAYS / 2
        for _ in range(vaults):
            made = []
            for rate in rates(rng, units, mean, SHAPES[name]):
                end = rng.uniform(0.1 * DAYS, DAYS) if staggered else DAYS
                made.append(([t for t in poisson(rng, rate) if t <= end], end))
            held.add(cumulative(made, age).interval, mean / 2)
        entry = ", staggered entry" if staggered else ""
        condition = f"{units} units, {name}, {mean:g} a unit{entry}"
        yield held.row("R4 cumulative", condition, 0.92, 0.985)


def _power_law(rng: Generator, vaults: int) -> Iterator[Row]:
    for beta in (0.6, 1.0, 1.7):
        for mean in (4, 12):
            held = Held()
            for _ in range(vaults):
                uniform = 1 - rng.random(rng.poisson(mean))
                held.add(power_law((DAYS * uniform ** (1 / beta)).tolist(), DAYS).interval, beta)
            yield held.row("R6 β", f"β={beta:g}, {mean} expected", 0.93, 0.97)


def _rates(rng: Generator, vaults: int) -> Iterator[Row]:
    """The 95 % interval of each service's rate holds where the posterior puts the truth within
    its inner 95 %."""
    for services in (5, 10, 30):
        for name in ("equal rates", "gamma 4", "gamma 1"):
            inside = given = 0
            for _ in range(vaults):
                truths = rates(rng, services, 10.0, SHAPES[name])
                counts = tuple(int(rng.poisson(rate)) for rate in truths)
                if not sum(counts):
                    continue
                grid = priors(counts, (DAYS,) * services)
                at = grid.posterior(counts[0], DAYS).at_most(truths[0] / DAYS)
                inside += 0.025 <= at <= 0.975
                given += 1
            condition = f"{services} services, {name}"
            yield Row("R8 rate", condition, inside / given, 0.91, 1.0, given)


def _geometric_mean(rng: Generator, vaults: int) -> Iterator[Row]:
    for n in (5, 10, 20, 111):
        held = Held()
        for _ in range(vaults):
            minutes = (60 * rng.lognormal(0, 1, n)).tolist()
            held.add(durations(minutes).geometric.interval, 60.0)
        yield held.row("R11 geometric mean", f"n={n}, lognormal σ=1", 0.93, 0.97)
