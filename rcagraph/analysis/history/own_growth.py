"""R4 for one family or service: how many events it had by each of its ages."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from rcagraph.analysis.estimate.interval import Interval
from rcagraph.analysis.estimate.own_count import mean_of_count
from rcagraph.analysis.events import Event
from rcagraph.analysis.history.units import Figures


@dataclass(frozen=True, slots=True)
class Step:
    """One event more. Descriptive: it carries no verdict."""

    age: float
    """Days since the unit's window opened."""
    n: int
    """Events up to then."""
    interval: Interval
    """Of the mean, at that age."""
    event: Event | None
    """None at the window's end."""


def own_growth(its: Figures) -> tuple[Step, ...]:
    """A step an event, then the window's end; none where it was never open."""
    return tuple(_steps(its)) if its.watched.exposure > 0 else ()


def _steps(its: Figures) -> Iterator[Step]:
    found, days = its.watched, its.watched.exposure
    inside = [e for e in found.episodes if found.opens is not None and e.start > found.opens]
    for n, (age, episode) in enumerate(zip(found.times, inside, strict=False), 1):
        yield Step(age, n, mean_of_count(n), episode.events[0])
    yield Step(days, its.n, mean_of_count(its.n), None)


def half(its: Figures) -> float | None:
    """The age by which half of the events had come, at a steady rate the middle of the window;
    None below two."""
    return median(its.watched.times) if its.n > 1 else None
