"""The mean cumulative functions that the page draws: of all services, of one, of a family."""

from collections.abc import Iterator

from rcagraph.analysis.estimate.own_count import mean_of_count
from rcagraph.analysis.history import History
from rcagraph.analysis.history.growth import growth_curve
from rcagraph.analysis.history.own_growth import own_growth
from rcagraph.analysis.history.units import Figures
from rcagraph.model.facts import NodeKey
from rcagraph.report import growth
from rcagraph.report.as_json import Json, interval, rounded
from rcagraph.report.page.sources import Sources


def growths(of: Sources, number: dict[NodeKey, int]) -> dict[str, Json]:
    """`growth`: the mean of all services; `growths`: one family or service each, with its events
    as days and nodes; `means`: by such a count, the interval of the mean behind it."""
    if of.history is None:
        return {"growth": [], "growths": [], "means": []}
    units = tuple(_units(of, of.history))
    most = max((its.n for _, _, its in units), default=0)
    return {
        "growth": _average(of.history),
        "growths": [_own(group, title, its, number) for group, title, its in units],
        "means": [interval(mean_of_count(n)) for n in range(most + 1)],
    }


def _units(of: Sources, its: History) -> Iterator[tuple[str, str, Figures]]:
    """The families that are listed and the services, those that had an event."""
    families = (("Families", family.title, its.of(family).figures) for family in of.found.families)
    services = (("Services", s.service.name, s.figures) for s in its.services.all)
    return (each for part in (families, services) for each in part if each[2].n)


def _own(group: str, title: str, its: Figures, number: dict[NodeKey, int]) -> Json:
    events: list[Json] = [
        [rounded(step.age), number[step.event.node.key]] for step in own_growth(its) if step.event
    ]
    return {
        "group": group,
        "title": title,
        "says": growth.sentence(title, its),
        "days": rounded(its.watched.exposure),
        "events": events,
    }


def _average(its: History) -> Json:
    return [
        {
            "age_days": rounded(each.age),
            "services": each.at_risk,
            "incidents_a_service": rounded(each.estimate),
            "interval": interval(each.interval),
        }
        for each in growth_curve(its)
    ]
