"""How the figures of one family or service came about, as tables."""

from collections.abc import Iterator
from datetime import date

from rcagraph.analysis.history import clock
from rcagraph.analysis.history.explain import Explanation, Told
from rcagraph.analysis.history.services import YEAR, ServiceHistory
from rcagraph.analysis.history.units import Figures
from rcagraph.analysis.history.window import Window
from rcagraph.model.table import Cell, Table
from rcagraph.report import growth
from rcagraph.report.amounts import number, p_value, with_ends
from rcagraph.report.as_json import Json, day, rounded
from rcagraph.report.history_sentences import fixed, watched
from rcagraph.report.history_tables import again, between, yearly
from rcagraph.report.places import at


def sentences(found: Explanation, window: Window) -> tuple[str, ...]:
    its = found.figures.watched
    if its.opened_on is None:
        return (f"{found.title}: its window has not opened.", watched(window))
    why = "its note says since when it is there" if its.has_since else "a week after its first"
    events = "event" if found.figures.n == 1 else "events"
    return (
        f"{found.title}: {found.figures.n} {events} in {number(its.exposure)} days, from "
        f"{its.opened_on} ({why}).",
        watched(window),
    )


def tables(found: Explanation) -> tuple[Table, ...]:
    """The incidents with what each is, then every figure with how it came about."""
    incidents = tuple(map(_incident, found.incidents))
    columns = ("incident", "day", "days in", "what it is", "written at")
    figures = (*_figures(found), *(_service(found.service) if found.service else ()))
    return (
        Table("Incidents", columns, incidents),
        Table("Figures", ("figure", "from", "value"), (*figures, *_fixes(found))),
    )


def _incident(each: Told) -> tuple[Cell, ...]:
    return (
        each.node.name,
        _day(each),
        None if each.at is None else number(each.at),
        each.role,
        at(each.node.places[0]),
    )


def _day(each: Told) -> date | None:
    return None if each.start is None else clock.day_at(each.start)


def _figures(found: Explanation) -> Iterator[tuple[Cell, ...]]:
    its = found.figures
    n, days = its.n, number(its.watched.exposure)
    yield (
        "days between failures, 95 %",
        f"T/n with n={n}, T={days}; 2T/χ²(.975, 2n+2) to 2T/χ²(.025, 2n)",
        between(its),
    )
    yield from growth.rows(its)
    yield from _trend(its)
    if its.growth.beta is not None:
        how = "Crow-AMSAA β = n/Σ ln(T/t), above 1 faster; no verdict"
        yield "growth, 95 %", how, with_ends(its.growth.beta, its.growth.interval)
    if its.bursts.b is not None:
        yield "burstiness", "Kim and Jo's B of the gaps, 0 at random", number(its.bursts.b)
    if its.dispersion.p is not None:
        how = "counts in twelve equal parts; p that they are so uneven at a constant rate"
        yield "bursts", how, p_value(its.dispersion.p)
    soon, later = again(found.next)
    if soon and later:
        how = "posterior of its rate, the prior integrated out over all others"
        yield "again in 30 / 90 days", how, f"{soon} / {later}"


def _trend(its: Figures) -> Iterator[tuple[Cell, ...]]:
    test = its.trend
    if test.u is None or test.u_star is None:
        yield "trend", "Laplace's U", its.verdict.words
        return
    shrunk = f", U/max(1, CV {number(test.cv or 0.0)}) = {test.u_star:.2f}"
    told = f"Laplace's U {test.u:.2f}{shrunk}, {_tested(test.p, its.verdict.q)}"
    yield "trend", told, its.verdict.words


def _tested(p: float | None, q: float | None) -> str:
    """p alone where it is in no table of tests."""
    known = f"p={p_value(p)}" if p is not None else "not tested"
    return known if q is None else f"{known}, q={p_value(q)}"


def _service(its: ServiceHistory) -> Iterator[tuple[Cell, ...]]:
    rate = its.rate
    assumed = "assumed there from the vault's first incident" if its.assumed else "from its since"
    how = f"{rate.n} incidents in {number(rate.exposure)} days ({assumed}), {YEAR} days a year"
    yield "incidents a year, 90 %", how, yearly(its)
    share = f"{its.hot.n} runs of incidents in {number(its.hot.exposure)} of all days watched"
    told = f"{share}; {_tested(its.hot.p, its.verdict.q)}"
    yield "hot spot", told, its.verdict.words


def _fixes(found: Explanation) -> Iterator[tuple[Cell, ...]]:
    for fix in found.fixes:
        what = "; ".join(f"{c.text} ({c.day})" for c in fix.trial.changes)
        yield "did the fix work?", what, fixed(fix) if fix.trial.span else fix.verdict.words


def as_json(found: Explanation) -> dict[str, Json]:
    """The same: each figure as a person reads it, with what it was made from."""
    _, figures = tables(found)
    return {
        "title": found.title,
        "incidents": [
            {
                "name": each.node.name,
                "day": day(_day(each)),
                "days_in": rounded(each.at),
                "role": each.role,
                "path": each.node.places[0].path,
                "line": each.node.places[0].line,
            }
            for each in found.incidents
        ],
        "figures": [
            {"figure": str(figure), "from": str(how), "value": str(value or "")}
            for figure, how, value in figures.rows
        ],
        "growth": growth.sentence(found.title, found.figures),
        "cumulative": growth.as_json(found.figures),
    }
