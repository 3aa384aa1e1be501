"""How often failures begin in each service (R8), for what they impose on others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rcagraph.analysis.days import day_of
from rcagraph.analysis.estimate.service_rates import ServiceRate, service_rates
from rcagraph.analysis.events import Event, origins
from rcagraph.analysis.history.episodes import episodes
from rcagraph.analysis.history.services import YEAR, in_vault
from rcagraph.analysis.history.window import Window
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.facts import NodeKey


@dataclass(frozen=True, slots=True)
class Rates:
    """R8 of every service, and the window the incidents were counted in."""

    window: Window | None
    by_service: dict[NodeKey, ServiceRate]

    def yearly(self) -> dict[NodeKey, float]:
        """Posterior mean, incidents a year; only of services that have a rate."""
        known = ((key, rate.mean) for key, rate in self.by_service.items())
        return {key: mean * YEAR for key, mean in known if mean is not None}


def rates(
    graph: KnowledgeGraph, families: Iterable[Sequence[Event]], window: Window | None
) -> Rates:
    """From the vault's opening, or a service's later `since`; services without one included."""
    if window is None:
        return Rates(None, {})
    starts: dict[NodeKey, list[float]] = {}
    for family in families:
        for episode in episodes(family, window.closes):
            for key in origins(graph, episode.events[0]):
                starts.setdefault(key, []).append(episode.start)
    services = graph.nodes("Service")
    units = [in_vault(sorted(starts.get(s.key, ())), window, day_of(s, "since")) for s in services]
    found = service_rates([len(times) for times, _ in units], [days for _, days in units])
    return Rates(window, {s.key: rate for s, rate in zip(services, found, strict=True)})
