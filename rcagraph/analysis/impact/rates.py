"""How often failures begin in each service (R8), for what they impose on others."""

from collections.abc import Iterable, Mapping, Sequence

from rcagraph.analysis.days import day_of
from rcagraph.analysis.estimate.service_rates import ServiceRate, service_rates
from rcagraph.analysis.events import Event
from rcagraph.analysis.history.episodes import began_in, episodes
from rcagraph.analysis.history.services import YEAR, in_vault
from rcagraph.analysis.history.window import Window
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.facts import NodeKey


def rates(
    graph: KnowledgeGraph, families: Iterable[Sequence[Event]], window: Window | None
) -> dict[NodeKey, ServiceRate]:
    """From the vault's opening, or a service's later `since`; services without one included."""
    if window is None:
        return {}
    told = began_in(graph, (episodes(family, window.closes) for family in families))
    starts = {key: sorted(episode.start for episode in its) for key, its in told.items()}
    services = graph.nodes("Service")
    units = [in_vault(starts.get(s.key, ()), window, day_of(s, "since")) for s in services]
    found = service_rates([len(times) for times, _ in units], [days for _, days in units])
    return {s.key: rate for s, rate in zip(services, found, strict=True)}


def yearly(rates: Mapping[NodeKey, ServiceRate]) -> dict[NodeKey, float]:
    """Posterior mean, incidents a year; only of services that have a rate."""
    return {key: rate.mean * YEAR for key, rate in rates.items() if rate.mean is not None}
