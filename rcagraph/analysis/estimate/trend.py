"""R5: do incidents come faster, or more slowly, as time goes on?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from math import comb, factorial, sqrt
from statistics import fmean, stdev

from rcagraph.analysis.estimate.distributions import normal_two_sided, t_two_sided
from rcagraph.analysis.estimate.false_discovery import ALPHA, too_few
from rcagraph.analysis.estimate.watched import Unit

FEWEST_EVENTS = 6
FEWEST_UNITS = 5
LARGEST_EXACT = 20


@dataclass(frozen=True, slots=True)
class Trend:
    """Laplace's test of one unit. `p` without a verdict where a `reason` stands."""

    n: int
    exposure: float
    u: float | None
    """Laplace's U: above 0, events crowd the end of the window."""
    cv: float | None
    """Coefficient of variation of the gaps, the first from the window's opening."""
    u_star: float | None
    """U / max(1, CV): bursts alone make U large."""
    p: float | None
    """Two-sided, of U*."""
    reason: str | None = None

    @property
    def claim(self) -> str | None:
        return "worsening" if (self.u or 0) > 0 else "improving"


@dataclass(frozen=True, slots=True)
class VaultTrend:
    """One-sample t test on the units' scores Σt − nT/2."""

    units: int
    """Those with events."""
    n: int
    t: float | None
    p: float | None
    pooled_u: float | None
    """Printed; it carries no verdict, since bursts swell it."""
    reason: str | None = None

    @property
    def verdict(self) -> str:
        if self.reason is None and self.p is not None and self.p < ALPHA:
            return "worsening" if (self.t or 0) > 0 else "improving"
        return self.reason or f"no evidence either way (n={self.n})"


def trend(times: Sequence[float], exposure: float) -> Trend:
    """Laplace's U, shrunk by the gaps' CV; p from Irwin–Hall to n = 20, else normal.

    Window [0, exposure] in days, its opening and closing incidents left out. No verdict below
    six events. Sources: Cox and Lewis 1966, The Statistical Analysis of Series of Events, § 3.3;
    Lewis and Robinson 1974 for the division by CV.
    """
    n = len(times)
    empty = Trend(n, exposure, None, None, None, None)
    if exposure <= 0:
        return replace(empty, reason="no exposure")
    if n == 0:
        return replace(empty, reason=too_few(n, FEWEST_EVENTS))
    u = laplace((sum(times) - n * exposure / 2), n * exposure * exposure)
    cv = _variation([later - earlier for earlier, later in pairwise((0.0, *times))])
    u_star = u / max(1.0, cv or 0.0)
    p = two_sided(u_star, n)
    reason = too_few(n, FEWEST_EVENTS) if n < FEWEST_EVENTS else None
    return Trend(n, exposure, u, cv, u_star, p, reason)


def laplace(score: float, squared_exposures: float) -> float:
    """U of a score Σt − nT/2, with ΣnT² over the units pooled."""
    return score / sqrt(squared_exposures / 12)


def _variation(gaps: Sequence[float]) -> float | None:
    mean = fmean(gaps)
    return stdev(gaps) / mean if len(gaps) > 1 and mean > 0 else None


def two_sided(u: float, n: int) -> float:
    """P(|U| ≥ |u|) of n events without a trend: the sum of n uniforms (Irwin and Hall 1927)."""
    if n > LARGEST_EXACT:
        return normal_two_sided(u)
    lower = max(0.0, n / 2 - abs(u) * sqrt(n / 12))
    return min(1.0, 2 * irwin_hall(lower, n))


def irwin_hall(x: float, n: int) -> float:
    """P(sum of n uniforms ≤ x), in fractions: the terms alternate and cancel."""
    whole = Fraction(x)
    terms = ((-1) ** k * comb(n, k) * (whole - k) ** n for k in range(int(x) + 1) if k <= n)
    return float(sum(terms) / factorial(n))


def vault_trend(units: Iterable[Unit]) -> VaultTrend:
    """Over the units with events, at least five; two-sided at .05, one test a vault."""
    known = [(times, exposure) for times, exposure in units if times and exposure > 0]
    n = sum(len(times) for times, _ in known)
    if not known:
        return VaultTrend(0, 0, None, None, None, _too_few_units(0))
    scores = [sum(times) - len(times) * exposure / 2 for times, exposure in known]
    u = laplace(sum(scores), sum(len(times) * exposure**2 for times, exposure in known))
    if len(known) < FEWEST_UNITS:
        return VaultTrend(len(known), n, None, None, u, _too_few_units(len(known)))
    tested = t_test(scores)
    if tested is None:
        return VaultTrend(len(known), n, None, None, u, "all units' scores are the same")
    return VaultTrend(len(known), n, *tested, u)


def _too_few_units(units: int) -> str:
    return f"too few to tell ({units} units with incidents, needs {FEWEST_UNITS})"


def t_test(scores: Sequence[float]) -> tuple[float, float] | None:
    """Student's t of a mean of 0, and its two-sided p; None where the scores do not differ."""
    n, spread = len(scores), stdev(scores)
    if spread == 0:
        return None
    t = fmean(scores) / (spread / sqrt(n))
    return t, t_two_sided(t, n - 1)
