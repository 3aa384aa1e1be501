"""R3's forecast: how many failures the next days bring, if the rate stays what it was."""

from dataclasses import dataclass

from rcagraph.analysis.estimate.distributions import LEVEL, TAIL, negative_binomial_at_most


@dataclass(frozen=True, slots=True)
class Forecast:
    """Failures within the horizon."""

    n: int
    exposure: float
    horizon: float
    """Days ahead."""
    at_least_one: float | None
    """A probability."""
    low: int | None
    high: int | None
    """The count lies between low and high in at least 95 % of cases."""
    reason: str | None = None


def forecast(n: int, exposure: float, horizon: float) -> Forecast:
    """Negative binomial (n + ½, T/(T + h)): the posterior predictive under Jeffreys' prior.

    A constant rate: the power law of R6 extrapolates and serves only where R5 gives a verdict.
    Source: Meeker, Hahn and Escobar 2017, Statistical Intervals, ch. 16.
    """
    if exposure <= 0:
        return Forecast(n, exposure, horizon, None, None, None, "no exposure")
    shape, p = n + 0.5, exposure / (exposure + horizon)
    low = _quantile(TAIL, shape, p)
    high = _quantile(LEVEL + TAIL, shape, p)
    return Forecast(n, exposure, horizon, 1 - p**shape, low, high)


def _quantile(share: float, shape: float, p: float) -> int:
    """The smallest count whose distribution function reaches the share."""
    low, high = -1, 0
    while negative_binomial_at_most(high, shape, p) < share:
        low, high = high, 2 * high + 1
    while high - low > 1:
        middle = (low + high) // 2
        if negative_binomial_at_most(middle, shape, p) < share:
            low = middle
        else:
            high = middle
    return high
