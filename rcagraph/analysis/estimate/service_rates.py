"""R8, the rates: how often failures originate in each service, each borrowing from the others."""

from collections.abc import Sequence
from dataclasses import dataclass

from rcagraph.analysis.estimate.posterior import Posterior, Priors, priors


@dataclass(frozen=True, slots=True)
class ServiceRate:
    """Incidents per day; low to high is the inner 90 %."""

    n: int
    exposure: float
    mean: float | None
    low: float | None
    """The 5 % bound; services are ranked by it."""
    median: float | None
    high: float | None
    posterior: Posterior | None
    """For R13: the chance of another in the next days."""
    reason: str | None = None


def service_rates(counts: Sequence[int], exposures: Sequence[float]) -> tuple[ServiceRate, ...]:
    """In the order given: `priors` integrated out. Services without an incident belong in it;
    one without exposure has no rate."""
    known = [i for i, days in enumerate(exposures) if days > 0]
    if not sum(counts[i] for i in known):
        return tuple(
            _unknown(k, days, "no incident (n=0)")
            for k, days in zip(counts, exposures, strict=True)
        )
    grid = priors(tuple(counts[i] for i in known), tuple(exposures[i] for i in known))
    found: dict[tuple[int, float], ServiceRate] = {}
    for i in known:
        unit = counts[i], exposures[i]
        if unit not in found:
            found[unit] = _rate(*unit, grid)
    return tuple(
        found.get((k, days)) or _unknown(k, days, "no exposure")
        for k, days in zip(counts, exposures, strict=True)
    )


def _rate(k: int, days: float, grid: Priors) -> ServiceRate:
    after = grid.posterior(k, days)
    low, median, high = (after.quantile(share) for share in (0.05, 0.5, 0.95))
    return ServiceRate(k, days, after.mean, low, median, high, after)


def _unknown(k: int, days: float, reason: str) -> ServiceRate:
    return ServiceRate(k, days, None, None, None, None, None, reason)
