"""Tails and quantiles of the distributions that the estimators need; all of scipy is in here."""

from collections.abc import Callable
from math import erfc, lgamma, sqrt

LEVEL = 0.95
TAIL = (1 - LEVEL) / 2
Z = 1.959963984540054
"""The normal distribution's .975 quantile."""


def chi2_quantile(p: float, df: float) -> float:
    """Where the chi-squared distribution function reaches p."""
    from scipy.special import gammaincinv

    return 2 * float(gammaincinv(df / 2, p))


def chi2_tails(x: float, df: float) -> tuple[float, float]:
    """P(X ≤ x) and P(X ≥ x)."""
    from scipy.special import gammainc, gammaincc

    return float(gammainc(df / 2, x / 2)), float(gammaincc(df / 2, x / 2))


def t_quantile(p: float, df: float) -> float:
    """Where Student's distribution function reaches p; df need not be whole."""
    from scipy.special import stdtrit

    return float(stdtrit(df, p))


def t_two_sided(t: float, df: float) -> float:
    """P(|X| ≥ |t|)."""
    from scipy.special import stdtr

    return 2 * float(stdtr(df, -abs(t)))


def normal_two_sided(z: float) -> float:
    """P(|X| ≥ |z|)."""
    return erfc(abs(z) / sqrt(2))


def beta_quantile(p: float, a: float, b: float) -> float:
    """Where the Beta distribution function reaches p."""
    from scipy.special import betaincinv

    return float(betaincinv(a, b, p))


def binomial_at_most(k: int, n: int, p: float) -> float:
    """P(X ≤ k) of n trials."""
    from scipy.special import betainc

    if k < 0:
        return 0.0
    return 1.0 if k >= n else float(betainc(n - k, k + 1, 1 - p))


def binomial_at_least(k: int, n: int, p: float) -> float:
    """P(X ≥ k) of n trials, exact far out where 1 − P(X ≤ k − 1) is lost to rounding."""
    from scipy.special import betainc

    if k <= 0:
        return 1.0
    return 0.0 if k > n else float(betainc(k, n - k + 1, p))


def negative_binomial_at_most(k: int, shape: float, p: float) -> float:
    """P(X ≤ k) failures before `shape` successes of chance p; shape need not be whole."""
    from scipy.special import betainc

    return 0.0 if k < 0 else float(betainc(shape, k + 1, p))


def log_choose(n: int, k: int) -> float:
    """The logarithm of the binomial coefficient."""
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def crossing(f: Callable[[float], float], low: float, high: float) -> float:
    """Where f, which rises or falls throughout, changes sign between low and high.

    Secants that halve a stuck end's value (Illinois; Dowell and Jarratt 1971, BIT 11:168), and
    a bisection wherever three of them have not halved the bracket.
    """
    at_low, at_high = f(low), f(high)
    if at_low == 0 or at_high == 0:
        return low if at_low == 0 else high
    widest, side = high - low, 0
    for step in range(1, 300):
        x = (low * at_high - high * at_low) / (at_high - at_low)
        if step % 4 == 0:
            if high - low > widest / 2:
                x = (low + high) / 2
            widest = high - low
        at_x = f(x)
        if at_x == 0 or high - low <= 4e-16 * max(abs(low), abs(high)):
            return x
        if (at_x > 0) == (at_high > 0):
            narrowed = high - x
            high, at_high = x, at_x
            at_low, side = (at_low / 2 if side == 1 else at_low), 1
        else:
            narrowed = x - low
            low, at_low = x, at_x
            at_high, side = (at_high / 2 if side == -1 else at_high), -1
        if narrowed == 0:
            return x
    return (low + high) / 2
