"""A rate's posterior: a mixture of Gammas over a grid of priors (R8, R13)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

NEGLIGIBLE = 1e-12
"""A component of the mixture that weighs less is left out."""


@dataclass(frozen=True, eq=False, slots=True)
class Posterior:
    """Of one rate, per day."""

    weights: NDArray[float64]
    """Sum to 1."""
    shapes: NDArray[float64]
    scales: NDArray[float64]
    """Inverse: days."""

    @property
    def mean(self) -> float:
        return float(self.weights @ (self.shapes / self.scales))

    def at_most(self, rate: float) -> float:
        """P(rate ≤ this)."""
        from scipy.special import gammainc

        return float(self.weights @ gammainc(self.shapes, self.scales * rate))

    def density(self, rate: float) -> float:
        from numpy import exp, log
        from scipy.special import gammaln

        at = self.shapes * log(self.scales) + (self.shapes - 1) * log(rate) - self.scales * rate
        return float(self.weights @ exp(at - gammaln(self.shapes)))

    def quantile(self, share: float) -> float:
        """By Newton's steps, halving where one would leave what is known to bracket it."""
        low, high = 0.0, self.mean
        while self.at_most(high) < share:
            low, high = high, 2 * high
        rate = high
        for _ in range(200):
            over = self.at_most(rate) - share
            low, high = (low, rate) if over > 0 else (rate, high)
            slope = self.density(rate)
            step = rate - over / slope if slope > 0 else low
            nearer = step if low < step < high else (low + high) / 2
            if abs(nearer - rate) <= 1e-12 * rate:
                return nearer
            rate = nearer
        return rate

    def at_least_one(self, horizon: float) -> float:
        """Probability of one or more in the next days (R13): 1 − E exp(−λh)."""
        quiet = (self.scales / (self.scales + horizon)) ** self.shapes
        return float(1 - self.weights @ quiet)

    def count(self, horizon: float) -> float:
        """Expected number in the next days."""
        return self.mean * horizon


@dataclass(frozen=True, eq=False, slots=True)
class Priors:
    """Gamma(a, a/m) on a grid, weighted by how well each tells all units' counts."""

    weights: NDArray[float64]
    shapes: NDArray[float64]
    scales: NDArray[float64]

    def posterior(self, n: int, exposure: float) -> Posterior:
        """Of a unit that is among those the weights came from."""
        return Posterior(self.weights, self.shapes + n, self.scales + exposure)


def priors(counts: tuple[int, ...], exposures: tuple[float, ...]) -> Priors:
    """B = a/(a + m̂T̄) at 40 midpoints of (0, 1); log m at 41 points within ±max(2.5, 4/√n) of
    the pooled log rate; weights by the negative-binomial likelihood. Needs an incident.

    The prior is integrated out: a plug-in maximum is infinite in most vaults of ten services.
    Source: Christiansen and Morris 1997, J. Am. Stat. Assoc. 92:618.
    """
    from numpy import array, exp, linspace, log, meshgrid, sqrt
    from scipy.special import gammaln

    n, total = sum(counts), sum(exposures)
    pooled, average = n / total, total / len(exposures)
    half = max(2.5, 4 / sqrt(n))
    shrinkage, mean = meshgrid(
        (array(range(40)) + 0.5) / 40, pooled * exp(linspace(-half, half, 41)), indexing="ij"
    )
    shape = (shrinkage * pooled * average / (1 - shrinkage)).ravel()
    scale = shape / mean.ravel()
    likelihood = len(counts) * (shape * log(scale) - gammaln(shape))
    for k, units in sorted(Counter(counts).items()):
        likelihood += units * gammaln(shape + k)
    for (k, days), units in sorted(Counter(zip(counts, exposures, strict=True)).items()):
        likelihood -= units * (shape + k) * log(scale + days)
    weight = exp(likelihood - likelihood.max())
    weight /= weight.sum()
    kept = weight > NEGLIGIBLE
    weight = weight[kept] / weight[kept].sum()
    return Priors(weight, shape[kept], scale[kept])
