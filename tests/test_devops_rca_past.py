"""What the past of a public vault says: figures that were computed without this code.

The vault lies outside of the repository, in `../shared`; without it these tests say so. The
figures were made of days, so that here the clock times are left away where they are compared.
"""

from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from rcagraph.analysis.dependencies import Dependencies, dependencies
from rcagraph.analysis.estimate.false_discovery import verdicts
from rcagraph.analysis.estimate.hot_spots import hot_spots
from rcagraph.analysis.estimate.service_rates import service_rates
from rcagraph.analysis.estimate.trend import trend, vault_trend
from rcagraph.analysis.events import events
from rcagraph.analysis.history import History, history
from rcagraph.analysis.recurrence import recurrence
from rcagraph.api import load
from rcagraph.graph import KnowledgeGraph

FOLDER = Path(__file__).parents[1] / ".." / "shared" / "vaults" / "devops-rca"

pytestmark = pytest.mark.skipif(
    not FOLDER.exists(), reason=f"measured only where it is; not here: {FOLDER.resolve()}"
)


@cache
def graph() -> KnowledgeGraph:
    return load(FOLDER).graph


@cache
def to_the_day() -> History:
    """Every incident at noon, over as it begins."""
    nodes = [
        replace(n, properties={k: v for k, v in n.properties.items() if not timed(k)})
        if n.kind == "Incident"
        else n
        for n in graph().nodes()
    ]
    return made(KnowledgeGraph("devops-rca", nodes, graph().edges()))


def timed(name: str) -> bool:
    return name.endswith("_at") or name == "duration_minutes"


@cache
def by_the_clock() -> History:
    return made(graph())


@cache
def needs() -> Dependencies:
    return dependencies(graph(), (f.events for f in recurrence(graph()).every))


def made(of: KnowledgeGraph) -> History:
    found = history(of, recurrence(of))
    assert found is not None
    return found


def test_the_repeat_rate() -> None:
    rates = [(days, r.k, r.n) for days, r in to_the_day().whole.repeat]
    assert rates == [(30, 7, 106), (90, 14, 83), (180, 18, 53)]
    ends = [r.interval for _, r in to_the_day().whole.repeat]
    wanted = ((0.0304, 0.1374), (0.1028, 0.2643), (0.2139, 0.4929))
    for interval, (low, high) in zip(ends, wanted, strict=True):
        assert interval is not None
        assert (interval.low, interval.high) == pytest.approx((low, high), abs=5e-5)


def test_the_first_gaps() -> None:
    found = to_the_day().whole.first_gap
    assert (found.n, found.events) == (77, 25)
    shares = [q.estimate for q in found.quiet]
    assert shares == pytest.approx([0.9342, 0.8270, 0.6222], abs=3e-4)
    assert found.median is not None
    assert found.median.estimate is None


def test_trends_in_windows_from_each_services_first_incident() -> None:
    """The definition's windows; the ones in use open a week after the first run."""
    closes = to_the_day().window.closes
    runs = [[e.start for e in s.figures.watched.episodes] for s in to_the_day().services.all]
    units = [([t - run[0] for t in run[1:] if t < closes], closes - run[0]) for run in runs]
    trends = [trend(*unit) for unit in units]
    said = [v for v in verdicts(trends) if v.q is not None]
    assert len(said) == 9
    assert min(t.p or 1 for t in trends if not t.reason) == pytest.approx(0.116, abs=5e-4)
    assert min(v.q or 1 for v in said) == pytest.approx(0.857, abs=5e-4)
    assert vault_trend(units).p == pytest.approx(0.89, abs=5e-3)


def test_trends_in_the_windows_in_use() -> None:
    tested = [s.figures for s in by_the_clock().services.all if s.figures.verdict.q is not None]
    assert len(tested) == 9
    assert min(f.trend.p or 1 for f in tested) == pytest.approx(0.0802, abs=5e-5)
    assert min(f.verdict.q or 1 for f in tested) == pytest.approx(0.7218, abs=5e-5)
    assert by_the_clock().whole.trend.p == pytest.approx(0.9568, abs=5e-5)
    assert {f.figures.verdict.q for f in by_the_clock().families} == {None}


def test_rates_of_services_without_the_incidents_at_both_ends() -> None:
    counts = {s.service.name: s.n for s in by_the_clock().services.all}
    in_order = [counts[name] for name in sorted(counts)]
    assert sorted(in_order) == [4, 7, 8, 10, 11, 12, 13, 14, 14, 16]
    plain = hot_spots(in_order, [by_the_clock().window.days] * 10)
    assert min(v.q or 1 for v in verdicts(plain.services)) == pytest.approx(0.66, abs=5e-3)


def test_rates_of_services_of_all_incidents() -> None:
    counts: dict[str, int] = {}
    for event in events(graph()):
        (origin,) = event.targets(graph(), "ORIGINATED_IN")
        counts[origin.id] = counts.get(origin.id, 0) + 1
    assert sorted(counts.values()) == [5, 8, 8, 10, 11, 12, 13, 14, 14, 16]
    spots = hot_spots(tuple(counts.values()), (346.0,) * 10)
    assert (spots.chi2, spots.p) == pytest.approx((9.2703, 0.4127), abs=5e-5)
    rates = service_rates(sorted(counts.values()), (346.0,) * 10)
    top, bottom = rates[-1], rates[0]
    yearly = [(r.low or 0, r.median or 0, r.high or 0) for r in (top, bottom)]
    assert [x * 365 for x in yearly[0]] == pytest.approx((9.81, 12.78, 17.72), abs=0.05)
    assert [x * 365 for x in yearly[1]] == pytest.approx((6.11, 10.06, 13.32), abs=0.05)


def test_pairs() -> None:
    pairs = by_the_clock().pairs
    assert (pairs.table.rows, pairs.table.tests) == (77, 45)
    assert pairs.seen[0][0].p == pytest.approx(0.027, abs=5e-4)
    assert min(v.q or 1 for _, v in pairs.seen) == pytest.approx(0.568, abs=5e-4)


def test_surprise_edges() -> None:
    found = needs().suspects
    assert found.tests == 90
    assert found.seen[0].found.p == pytest.approx(0.0080, abs=5e-5)
    assert min(s.verdict.q or 1 for s in found.seen) == pytest.approx(0.722, abs=5e-4)


def test_no_prediction_for_want_of_dependencies_between_services() -> None:
    rolling = needs().calibration.rolling
    assert (rolling.incidents, rolling.structural.empty, rolling.structural.recall.k) == (
        111, 111, 0
    )  # fmt: skip
    assert rolling.structural.precision.estimate is None


def test_no_verdict_of_any_kind() -> None:
    found = by_the_clock()
    said = [f.figures.verdict for f in found.families]
    said += [fix.verdict for f in found.families for fix in f.fixes]
    said += [v for s in found.services.all for v in (s.figures.verdict, s.verdict)]
    said += [verdict for _, verdict in found.pairs.seen]
    said += [suspect.verdict for suspect in needs().suspects.seen]
    said += [silent.verdict for silent in needs().silent.never_seen]
    assert len(said) > 150
    assert [verdict.words for verdict in said if verdict.is_claim] == []
    assert found.whole.trend.verdict == "no evidence either way (n=97)"
