"""R4 as a curve: incidents a service by its age, at ages evenly spaced over the window."""

from rcagraph.analysis.estimate.cumulative import Cumulative, cumulative
from rcagraph.analysis.history import History

POINTS = 48


def growth_curve(its: History, points: int = POINTS) -> tuple[Cumulative, ...]:
    """Those ages for which there is a figure."""
    days, units = its.window.days, its.services.units
    found = (cumulative(units, days * n / points) for n in range(1, points + 1))
    return tuple(each for each in found if each.estimate is not None)
