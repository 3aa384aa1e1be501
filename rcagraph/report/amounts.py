"""Figures as a person reads them: days, shares, chances, each with its interval."""

from collections.abc import Callable

from rcagraph.analysis.estimate.interval import Interval
from rcagraph.analysis.estimate.wilson import Share

Show = Callable[[float], str]


def number(value: float) -> str:
    """Whole from 10 on, with one digit after the point below, two below 1."""
    if abs(value) >= 9.95:
        return f"{value:.0f}"
    return f"{value:.1f}" if abs(value) >= 0.95 else f"{value:.2f}"


def percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def chance(probability: float) -> str:
    """Never 0 or 100 %: a probability is neither."""
    whole = percent(probability)
    return {"0 %": "<1 %", "100 %": ">99 %"}.get(whole, whole)


def proportion(share: float) -> str:
    """0 and 100 % only for none and for all."""
    return chance(share) if 0 < share < 1 else percent(share)


def ends(interval: Interval | None, show: Show = number) -> str:
    """`36 to 335`, `99 or more`, `up to 4`; empty where there is no interval."""
    if interval is None or (interval.low is None and interval.high is None):
        return ""
    if interval.high is None:
        return f"{show(interval.low or 0.0)} or more"
    if interval.low is None:
        return f"up to {show(interval.high)}"
    low, high = show(interval.low), show(interval.high)
    return f"{low.removesuffix(' %')} to {high}" if high.endswith(" %") else f"{low} to {high}"


def ends_of_share(interval: Interval) -> str:
    """`2 to 69 %`; an end that the numbers do not set is that of any share."""
    high = 1.0 if interval.high is None else interval.high
    return ends(Interval(interval.low or 0.0, high), percent)


def with_ends(estimate: float | None, interval: Interval | None, show: Show = number) -> str:
    """`131 (60 to 356)`; without an estimate its interval alone."""
    between = ends(interval, show)
    if estimate is None:
        return between
    return f"{show(estimate)} ({between})" if between else show(estimate)


def share(found: Share) -> str:
    """`5 of 27, 19 % (2 to 69 %)`: the share, then its 95 % interval."""
    told = f"{found.k} of {found.n}"
    if found.estimate is None:
        return told
    return f"{told}, {with_ends(found.estimate, found.interval, percent)}"


def p_value(p: float | None) -> str:
    """`.04`, `<.001`; empty for none."""
    if p is None:
        return ""
    if p < 0.001:
        return "<.001"
    digits = f"{p:.2f}" if p >= 0.095 else f"{p:.3f}"
    return digits.removeprefix("0")
