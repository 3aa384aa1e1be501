"""R6: the power-law process of Crow and AMSAA, watched for a fixed time."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

from rcagraph.analysis.estimate.distributions import LEVEL, TAIL, chi2_quantile, chi2_tails
from rcagraph.analysis.estimate.interval import Interval


@dataclass(frozen=True, slots=True)
class PowerLaw:
    """Expected events to time t: λ·tᵝ. Descriptive: it carries no verdict."""

    n: int
    exposure: float
    beta: float | None
    """Above 1, events come faster and faster."""
    interval: Interval | None
    """Of β."""
    unbiased: float | None
    """(n − 1)β̂/n, from n = 2."""
    scale: float | None
    """λ̂ = n/Tᵝ, per dayᵝ."""
    p: float | None
    """Two-sided, of β = 1."""
    reason: str | None = None

    def expected(self, horizon: float) -> float | None:
        """Events in the next `horizon` days; it extrapolates, so only after a verdict of R5."""
        if self.beta is None:
            return None
        return self.n * (float((1 + horizon / self.exposure) ** self.beta) - 1)


def power_law(times: Sequence[float], exposure: float) -> PowerLaw:
    """β̂ = n/Σ ln(T/t); interval [β̂χ²(.025, 2n)/2n, β̂χ²(.975, 2n)/2n], 95 %, exact.

    Times in days within (0, T], the window's opening incident left out. Time-truncated; 2(n − 1)
    degrees of freedom belong to failure truncation. Source: Crow 1974, in Proschan and Serfling,
    Reliability and Biometry; MIL-HDBK-189.
    """
    n = len(times)
    if n == 0 or exposure <= 0:
        reason = "no failure (n=0)" if exposure > 0 else "no exposure"
        return PowerLaw(n, exposure, None, None, None, None, None, reason)
    if min(times) <= 0:
        reason = "an event at the window's opening"
        return PowerLaw(n, exposure, None, None, None, None, None, reason)
    logs = sum(log(exposure / t) for t in times)
    if logs <= 0:
        reason = "all events at the window's end"
        return PowerLaw(n, exposure, None, None, None, None, None, reason)
    beta, df = n / logs, 2 * n
    low, high = (beta * chi2_quantile(p, df) / df for p in (TAIL, LEVEL + TAIL))
    return PowerLaw(
        n=n,
        exposure=exposure,
        beta=beta,
        interval=Interval(low, high),
        unbiased=(n - 1) * beta / n if n > 1 else None,
        scale=exp(log(n) - beta * log(exposure)),
        p=min(1.0, 2 * min(chi2_tails(2 * logs, df))),
    )
