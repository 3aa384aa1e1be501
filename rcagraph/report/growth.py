"""The mean cumulative function of one family or service: a sentence, figures, JSON."""

from collections.abc import Iterator

from rcagraph.analysis.estimate.own_count import mean_of_count
from rcagraph.analysis.history.own_growth import half, own_growth
from rcagraph.analysis.history.units import Figures
from rcagraph.model.table import Cell
from rcagraph.report.amounts import ends, number, p_value, with_ends
from rcagraph.report.as_json import Json, interval, rounded


def sentence(title: str, its: Figures) -> str:
    """How many by the end of its window, whether early or late, and what the trend's test says."""
    days = its.watched.exposure
    if days <= 0:
        return f"{title}: its window has not opened."
    events = "event" if its.n == 1 else "events"
    narrow = ", too narrow: they come in bursts" if its.dispersion.too_narrow else ""
    between = f"mean {ends(mean_of_count(its.n))}, 95 %{narrow}"
    return (
        f"{title}: {its.n} {events} in {number(days)} days ({between}){_early(its)}. {_trend(its)}"
    )


def _early(its: Figures) -> str:
    at, steady = half(its), number(its.watched.exposure / 2)
    if at is None:
        return ""
    return f"; half of them in the first {number(at)}, at a steady rate it takes {steady}"


def _trend(its: Figures) -> str:
    verdict = its.verdict
    q = f" (q={p_value(verdict.q)})" if verdict.is_claim else ""
    return f"Trend: {verdict.words}{q}."


def rows(its: Figures) -> Iterator[tuple[Cell, ...]]:
    """The figure, how it came about, its value."""
    if not its.n:
        return
    shown = with_ends(float(its.n), mean_of_count(its.n))
    yield "events by the end, 95 %", "its own count n; χ²(.025, 2n)/2 to χ²(.975, 2n+2)/2", shown
    if (at := half(its)) is not None:
        steady = number(its.watched.exposure / 2)
        yield "half of them", f"days until then; at a steady rate {steady}", number(at)


def as_json(its: Figures) -> Json:
    """Its count at the age of each event, and at the end of its window."""
    return [
        {
            "age_days": rounded(step.age),
            "events": step.n,
            "interval": interval(step.interval),
            "incident": step.event.node.name if step.event else None,
        }
        for step in own_growth(its)
    ]
