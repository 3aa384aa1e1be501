"""False alarms: the share of vaults without any pattern in which a verdict is given."""

from collections.abc import Callable, Iterable, Iterator

import numpy as np
from numpy.random import Generator

from rcagraph.analysis.estimate.false_discovery import Tested, verdicts
from rcagraph.analysis.estimate.fix_effect import FixEffect, judged, spans
from rcagraph.analysis.estimate.hot_spots import hot_spots
from rcagraph.analysis.estimate.surprise import Silent, silent
from rcagraph.analysis.estimate.together import together
from rcagraph.analysis.estimate.trend import trend, vault_trend
from rcagraph.analysis.estimate.watched import Unit, one_event
from simulations.incidents import (
    SERVICES,
    Incident,
    one_a_family,
    sizes_alike,
    sizes_wild,
    surprises,
)
from simulations.rows import Row
from simulations.vaults import DAYS, Times, echoes, poisson, windows

MOST = 0.07
UNITS = 10
MEAN = 12.0
Made = Callable[[Generator], list[Unit]]


def alarms(vaults: int, seed: int) -> Iterator[Row]:
    rng = np.random.default_rng(seed)
    yield from _trends(rng, vaults)
    yield from _fixes(rng, vaults)
    yield from _hot_spots(rng, vaults)
    yield from _pairs(rng, vaults)
    yield from _silent(rng, vaults)


def claims(units: Iterable[Tested], tests: int | None = None) -> bool:
    return any(said.is_claim for said in verdicts(units, tests))


def _row(what: str, condition: str, alarms: int, vaults: int) -> Row:
    return Row(what, condition, alarms / vaults, 0.0, MOST, vaults)


def plain(rng: Generator, mean: float = MEAN) -> list[Times]:
    return [poisson(rng, mean) for _ in range(UNITS)]


def bursts(rng: Generator) -> list[Times]:
    return [echoes(rng, poisson(rng, 5.0)) for _ in range(UNITS)]


def born_late(rng: Generator, mean: float = MEAN) -> list[Times]:
    """Every second unit is born at some day of the window, which nobody wrote down."""
    births = (rng.uniform(0, DAYS) if i % 2 else 0.0 for i in range(2 * UNITS))
    return [poisson(rng, mean, born=born) for born in births]


def stopped(rng: Generator) -> list[Times]:
    """The last 300 days are silent: nobody wrote."""
    return [[t for t in times if t < DAYS - 300] for times in plain(rng, 2 * MEAN)]


NULL_UNITS: dict[str, Made] = {
    "at random": lambda rng: windows(plain(rng), 0.0),
    "bursts": lambda rng: windows(bursts(rng), 0.0),
    "births unknown": lambda rng: windows(born_late(rng)),
    "bursts, births unknown": lambda rng: windows([echoes(rng, u) for u in born_late(rng, 5.0)]),
    "notes end 300 days ago": lambda rng: windows(stopped(rng), 0.0),
    "the same, births unknown": lambda rng: windows(stopped(rng)),
}


def _trends(rng: Generator, vaults: int) -> Iterator[Row]:
    for name, made in NULL_UNITS.items():
        of_units = of_vault = 0
        for _ in range(vaults):
            units = made(rng)
            of_units += claims(trend(times, days) for times, days in units)
            of_vault += vault_trend(units).verdict in ("worsening", "improving")
        yield _row("R5 any unit's trend", name, of_units, vaults)
        yield _row("R5 the vault's trend", name, of_vault, vaults)


Fixed = Callable[[Generator, Unit], list[FixEffect]]


def at_a_date(rng: Generator, unit: Unit) -> list[FixEffect]:
    times, days = unit
    return [judged(span, times, ()) for span in spans((rng.uniform(0.2, 0.8) * days,), days)]


def after_one(rng: Generator, unit: Unit) -> list[FixEffect]:
    times, days = unit
    if not times:
        return []
    origin = times[int(rng.integers(len(times)))]
    closed = origin + rng.uniform(1, 30)
    return [judged(span, times, (origin,)) for span in spans((closed,), days)]


def after_three_in_ninety(_: Generator, unit: Unit) -> list[FixEffect]:
    times, days = unit
    for first, third in zip(times, times[2:], strict=False):
        if third - first <= 90:
            return [judged(span, times, (third,)) for span in spans((third + 1,), days)]
    return []


def after_every(rng: Generator, unit: Unit) -> list[FixEffect]:
    times, days = unit
    closing = {time: time + rng.uniform(1, 30) for time in times}
    return [
        judged(span, times, [t for t, c in closing.items() if span.closed <= c <= span.last_closed])
        for span in spans(list(closing.values()), days)
    ]


FIXES: dict[str, Fixed] = {
    "at some date": at_a_date,
    "after one incident": after_one,
    "after three in 90 days": after_three_in_ninety,
    "after every incident": after_every,
}


def _fixes(rng: Generator, vaults: int) -> Iterator[Row]:
    for name, made in NULL_UNITS.items():
        for when, fixed in FIXES.items():
            found = sum(
                claims(effect for unit in made(rng) for effect in fixed(rng, unit))
                for _ in range(vaults)
            )
            yield _row("R7 any fix", f"{name}; an action {when}", found, vaults)


def _hot_spots(rng: Generator, vaults: int) -> Iterator[Row]:
    for name, made in NULL_UNITS.items():
        found = 0
        for _ in range(vaults):
            units = made(rng)
            counts = [len(one_event(times)) for times, _ in units]
            found += claims(hot_spots(counts, [days for _, days in units]).services)
        yield _row("R8 any hot spot", name, found, vaults)


Incidents = Callable[[Generator], list[Incident]]


def _repeating(rng: Generator) -> list[Incident]:
    """Half the families come back three times with the same services."""
    return [each for one in sizes_wild(rng) for each in [one] * (1 + 3 * int(rng.random() < 0.5))]


NULL_INCIDENTS: dict[str, Incidents] = {
    "sizes alike": sizes_alike,
    "sizes 1 or 2, a tenth hits 8 of 12": sizes_wild,
    "the same, half repeat identically": _repeating,
}


def _pairs(rng: Generator, vaults: int) -> Iterator[Row]:
    for name, made in NULL_INCIDENTS.items():
        pairs = edges = 0
        for _ in range(vaults):
            rows = one_a_family(made(rng))
            found = together(SERVICES, [row.hit for row in rows])
            pairs += claims(found.pairs, found.tests)
            edges += claims(surprises(rows).values())
        yield _row("R10 any pair", name, pairs, vaults)
        yield _row("B9 any hidden edge", name, edges, vaults)


def _silent(rng: Generator, vaults: int) -> Iterator[Row]:
    for name, default in (("hard", 0.9), ("soft", 0.2)):
        for most in (5, 40):
            found = sum(claims(_edges(rng, default, most)) for _ in range(vaults))
            condition = f"100 {name} edges that carry as they should, n to {most}"
            yield _row("B9 any silent edge", condition, found, vaults)


def _edges(rng: Generator, default: float, most: int) -> list[Silent]:
    drawn = rng.integers(0, most + 1, 100)
    return [silent(int(rng.binomial(n, default)), int(n), default) for n in drawn]
