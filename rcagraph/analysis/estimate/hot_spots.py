"""R8, the verdict: where failures originate more often than the exposure accounts for."""

from collections.abc import Sequence
from dataclasses import dataclass

from rcagraph.analysis.estimate.distributions import binomial_at_least, chi2_tails


@dataclass(frozen=True, slots=True)
class HotSpot:
    """One service's count against its share of the exposure."""

    n: int
    exposure: float
    p: float | None
    """One-sided binomial."""
    reason: str | None = None

    @property
    def claim(self) -> str | None:
        return "hot spot"


@dataclass(frozen=True, slots=True)
class HotSpots:
    """All services under observation, in the order given."""

    services: tuple[HotSpot, ...]
    n: int
    exposure: float
    chi2: float | None
    p: float | None
    """That they differ at all; for "no evidence that services differ (χ² p=…)"."""
    reason: str | None = None


def hot_spots(counts: Sequence[int], exposures: Sequence[float]) -> HotSpots:
    """For Benjamini–Hochberg over all services, those without an incident included.

    Counts of events from `one_event`, exposures from `watched`: with every incident of a burst
    counted, or units taken as watched before they were born, a claim is made in 64 % and 33 % of
    null vaults. χ² has one degree of freedom fewer than there are services.
    """
    known = [i for i, days in enumerate(exposures) if days > 0]
    n, total = sum(counts[i] for i in known), sum(exposures[i] for i in known)
    reason = "nothing to compare: one service" if n else "no incident (n=0)"
    if not n or len(known) < 2:
        unknown = (HotSpot(k, t, None, reason) for k, t in zip(counts, exposures, strict=True))
        return HotSpots(tuple(unknown), n, total, None, None, reason)
    services = tuple(
        HotSpot(k, days, binomial_at_least(k, n, days / total))
        if days > 0
        else HotSpot(k, days, None, "no exposure")
        for k, days in zip(counts, exposures, strict=True)
    )
    expected = [n * exposures[i] / total for i in known]
    chi2 = sum((counts[i] - e) ** 2 / e for i, e in zip(known, expected, strict=True))
    return HotSpots(services, n, total, chi2, chi2_tails(chi2, len(known) - 1)[1])
