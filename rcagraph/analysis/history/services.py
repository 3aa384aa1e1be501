"""R8 and R13: how often failures originate in each service, and where more often than chance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rcagraph.analysis.days import day_of
from rcagraph.analysis.estimate.false_discovery import Verdict, verdicts
from rcagraph.analysis.estimate.hot_spots import HotSpot, HotSpots, hot_spots
from rcagraph.analysis.estimate.service_rates import ServiceRate, service_rates
from rcagraph.analysis.estimate.watched import Unit, one_event
from rcagraph.analysis.history import clock
from rcagraph.analysis.history.episodes import Episode
from rcagraph.analysis.history.units import HORIZONS, Figures, as_watched, figures
from rcagraph.analysis.history.window import Window
from rcagraph.graph import Node
from rcagraph.model.facts import NodeKey

YEAR = 365.25


@dataclass(frozen=True, slots=True)
class ServiceHistory:
    """One service, as failures originated in it."""

    service: Node
    figures: Figures
    """From its `since`, else from its own first run of incidents."""
    rate: ServiceRate
    """Per day, from its `since`, else from the vault's first incident."""
    assumed: bool
    """No `since`: that it was there from the vault's first incident on is assumed."""
    next: tuple[float, ...] | None
    """Probability of another within 30 and 90 days (R13)."""
    hot: HotSpot
    """Runs of incidents within a week are one event, in its own window."""
    verdict: Verdict
    """Whether it is a hot spot, over all services of the vault."""

    @property
    def n(self) -> int:
        return self.rate.n


@dataclass(frozen=True, slots=True)
class Services:
    """Every service of the vault; those of the highest lower bound of the rate first."""

    all: tuple[ServiceHistory, ...]
    hot: HotSpots
    units: tuple[Unit, ...]
    """Each in the vault's window or from its `since`: for R4."""


def services(
    nodes: Sequence[Node], began_in: Mapping[NodeKey, Sequence[Episode]], window: Window
) -> Services:
    """Also those in which nothing began."""
    sinces = [day_of(node, "since") for node in nodes]
    watched = [
        as_watched(began_in.get(node.key, ()), window, since)
        for node, since in zip(nodes, sinces, strict=True)
    ]
    units = tuple(
        in_vault([e.start for e in its.episodes], window, since)
        for its, since in zip(watched, sinces, strict=True)
    )
    rates = service_rates([len(times) for times, _ in units], [days for _, days in units])
    hot = hot_spots([len(one_event(w.times)) for w in watched], [w.exposure for w in watched])
    said = verdicts(hot.services)
    found = [
        ServiceHistory(node, its, rate, since is None, _next(rate), spot, verdict)
        for node, since, its, rate, spot, verdict in zip(
            nodes, sinces, figures(watched), rates, hot.services, said, strict=True
        )
    ]
    return Services(tuple(sorted(found, key=_rank)), hot, units)


def in_vault(starts: Sequence[float], window: Window, since: date | None) -> Unit:
    """From the vault's opening (or a later `since`) to its end; what opens or closes it is no
    event."""
    opens = window.opens if since is None else max(clock.start_of(since), window.opens)
    if opens >= window.closes:
        return (), 0.0
    return [t - opens for t in starts if opens < t < window.closes], window.closes - opens


def _next(rate: ServiceRate) -> tuple[float, ...] | None:
    after = rate.posterior
    return tuple(after.at_least_one(days) for days in HORIZONS) if after else None


def _rank(each: ServiceHistory) -> tuple[float, float, int, str]:
    rate = each.rate
    return (-(rate.low or 0.0), -(rate.mean or 0.0), -rate.n, each.service.key.uid)
