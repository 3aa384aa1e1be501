"""B4: the chance that a dependency carries a failure, learned from incidents."""

from dataclasses import dataclass
from functools import lru_cache

from rcagraph.analysis.estimate.distributions import beta_quantile
from rcagraph.analysis.estimate.interval import Interval

PRIOR_WEIGHT = 4.0
CREDIBLE = 0.9


@dataclass(frozen=True, slots=True)
class Learned:
    """A Beta distribution of p, with k of n incidents in it."""

    k: int
    n: int
    alpha: float
    beta: float
    estimate: float
    """The mean."""
    interval: Interval
    """90 %, equal-tailed; right on average over the prior, not at one fixed p."""


@lru_cache(4096)
def learned(k: int, n: int, default: float) -> Learned:
    """Beta(4m + k, 4(1 − m) + n − k), m the default of the edge's kind.

    n: incidents in which the provider was hit and no other declared dependency of the dependent
    was, one a family; k of them hit the dependent. Source: conjugate prior worth four incidents;
    Gelman et al. 2013, Bayesian Data Analysis, § 2.4.
    """
    alpha = PRIOR_WEIGHT * default + k
    beta = PRIOR_WEIGHT * (1 - default) + n - k
    mean = alpha / (alpha + beta)
    if alpha == 0 or beta == 0:
        return Learned(k, n, alpha, beta, mean, Interval(mean, mean, CREDIBLE))
    low, high = (beta_quantile(p, alpha, beta) for p in ((1 - CREDIBLE) / 2, (1 + CREDIBLE) / 2))
    return Learned(k, n, alpha, beta, mean, Interval(low, high, CREDIBLE))
