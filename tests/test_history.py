"""What a vault's past says: every figure by hand, or as the estimator says of the same numbers."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rcagraph.analysis.blast_radius import blast_radius
from rcagraph.analysis.critical_services import critical_services
from rcagraph.analysis.estimate.posterior import priors
from rcagraph.analysis.estimate.service_rates import service_rates
from rcagraph.analysis.estimate.together import together
from rcagraph.analysis.estimate.trend import trend, vault_trend
from rcagraph.analysis.estimate.watched import watched
from rcagraph.analysis.history import FamilyHistory, History, history
from rcagraph.analysis.history.services import ServiceHistory
from rcagraph.analysis.recurrence import recurrence
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.ontology import EDGES, NODES, ontology
from rcagraph.model.vocabulary import NodeType
from tests.graphs import edge, incident, key, node, shop
from tests.pasts import START, Told, action, day, happened, vault

FIVE = (30, 200, 260, 310, 350)


def past(graph: KnowledgeGraph, until: float | None = None) -> History:
    """Complete up to the end of a day, so many days after the start."""
    end = None if until is None else day(until - 1)
    found = history(graph, recurrence(graph), end)
    assert found is not None
    return found


def only(found: History) -> FamilyHistory:
    (family,) = found.families
    return family


def called(found: History, name: str) -> ServiceHistory:
    return next(s for s in found.services.all if s.service.name == name)


def family_of_five() -> History:
    """Five events in 365 days: the opening incident, and the week after it, are before them."""
    return past(vault(happened(at) for at in (0, *(7 + t for t in FIVE))), until=372)


def test_mean_time_between_failures_of_a_family() -> None:
    four = past(vault(happened(at) for at in (0, 50, 90, 200, 300)), until=372)
    between = only(four).figures.between
    assert (between.n, between.exposure, between.estimate) == (4, 365, 91.25)
    assert between.interval is not None
    assert between.interval.low == pytest.approx(35.639002, abs=1e-6)
    assert between.interval.high == pytest.approx(334.903749, abs=1e-6)


def test_trend_growth_and_window_of_a_family() -> None:
    its = only(family_of_five()).figures
    assert its.watched.times == FIVE
    assert (its.watched.exposure, its.watched.opened_on) == (365, date(2025, 1, 8))
    assert its.trend == trend(FIVE, 365)
    assert its.trend.u == pytest.approx(1.0080367613, abs=1e-10)
    assert its.verdict.words == "too few to tell (n=5, needs 6)"
    assert its.growth.beta == pytest.approx(1.371823, abs=1e-6)
    assert its.gaps == (30, 170, 60, 50, 40)
    assert its.bursts.n == 5


def test_a_single_incident_is_a_family_without_events() -> None:
    its = only(past(vault([happened(0)]), until=100)).figures
    assert (its.n, its.watched.exposure, its.between.estimate) == (0, 93, None)


def test_repeat_rate_of_one_family() -> None:
    found = past(vault(happened(at) for at in (0, 10, 50, 70, 200, 300)), until=365)
    rates = [(days, rate.k, rate.n) for days, rate in found.whole.repeat]
    assert rates == [(30, 1, 4), (90, 0, 2), (180, 2, 2)]


GAPS = (5, 12, 12, 30, 30, 41, 60, 75, 90, 120, 150, 200)
BACK = (1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0, 0)


def test_first_gaps_of_families_that_came_back_and_of_those_that_did_not() -> None:
    told: list[Told] = []
    for number, (gap, back) in enumerate(zip(GAPS, BACK, strict=True)):
        starts = (100, 100 + gap) if back else (365 - gap,)
        told += [happened(at, "a", f"m{number}") for at in starts]
    found = past(vault(told), until=365).whole.first_gap
    assert (found.n, found.events) == (12, 7)
    assert found.quiet[0].estimate == pytest.approx(0.648148, abs=1e-6)
    assert found.quiet[1].estimate == pytest.approx(0.432099, abs=1e-6)
    assert found.quiet[0].interval is not None
    assert found.quiet[0].interval.low == pytest.approx(0.309662, abs=1e-6)
    assert found.median is not None
    assert found.median.estimate == 75


def test_a_family_whose_first_incident_is_still_open_has_no_gap() -> None:
    bare = node("Incident", "x", date=day(10), status="open")
    going = (bare, [edge("ORIGINATED_IN", bare.key, key("Service", "b"))])
    mode = edge("HAS_FAILURE_MODE", bare.key, key("FailureMode", "m"))
    found = past(vault([happened(0), going, happened(50)], [], mode), until=100)
    assert found.whole.first_gap.n == 1


def test_incidents_by_age_of_services_since_when_they_are_there() -> None:
    runs = {"a": ((5, 10, 15), 17), "b": ((6, 13, 17), 19), "c": ((12, 20, 25), 26)}
    runs |= {"d": ((13, 15), 24), "e": ((16, 22, 25), 28)}
    told = [happened(0, "e", "first")]
    told += [
        happened(28 - end + t, name, f"m{t}") for name, (times, end) in runs.items() for t in times
    ]
    services = [node("Service", name, since=day(28 - end)) for name, (_, end) in runs.items()]
    (growth,) = past(vault(told, services), until=28).whole.growth
    assert (growth.age, growth.units, growth.n) == (28, 5, 14)
    assert growth.estimate == pytest.approx(3.666667, abs=1e-6)
    assert growth.interval is not None
    assert growth.interval.low == pytest.approx(2.655693, abs=1e-6)
    assert growth.interval.high == pytest.approx(5.062499, abs=1e-6)


def five_services() -> History:
    """Counts 20, 3, 2, 0 and 5 in 365, 365, 200, 365 and 90 days."""
    runs = {"a": (20, 0), "b": (3, 0), "c": (2, 165), "e": (5, 275)}
    told = [happened(0, "a", "first")]
    for name, (count, since) in runs.items():
        told += [happened(since + 1 + 16 * i, name, f"m{i}") for i in range(count)]
    services = [node("Service", name, since=day(since)) for name, (_, since) in runs.items()]
    return past(vault(told, [*services, node("Service", "d", since=day(-900))]), until=365)


def test_rates_of_services_zeros_included_and_since_only_from_the_vaults_opening() -> None:
    found = five_services()
    names = [s.service.name for s in found.services.all]
    assert names == ["a", "e", "b", "c", "d"]
    pure = service_rates((20, 5, 3, 2, 0), (365, 90, 365, 200, 365))
    for each, rate in zip(found.services.all, pure, strict=True):
        assert (each.rate.n, each.rate.exposure) == (rate.n, rate.exposure)
        assert each.rate.mean == pytest.approx(rate.mean, rel=1e-12)
    mean = called(found, "a").rate.mean
    assert mean is not None
    assert mean * 365 == pytest.approx(18.817, abs=0.01)
    after = pure[0].posterior
    assert after is not None
    assert called(found, "a").next == pytest.approx(
        (after.at_least_one(30), after.at_least_one(90)), rel=1e-12
    )


def test_a_hot_spot_and_no_other() -> None:
    found = five_services()
    said = {s.service.name: s.verdict.words for s in found.services.all}
    assert said["a"] == "hot spot"
    assert said["e"] == "no evidence either way (n=5)"
    assert called(found, "a").hot.p == pytest.approx(4.414554849710172e-06, rel=1e-9)


def test_a_service_without_since_is_assumed_to_be_there_for_its_rate_alone() -> None:
    found = past(vault([happened(0, "b"), happened(40), happened(60)]), until=100)
    its = called(found, "a")
    assert its.assumed
    assert (its.rate.n, its.rate.exposure) == (2, 100)
    assert (its.figures.n, its.figures.watched.exposure) == (1, 53)


def test_a_service_that_began_nothing_and_has_no_since_is_not_under_watch() -> None:
    told = [happened(0, "a", "m", "quiet"), happened(40), happened(5, "b")]
    found = past(vault(told), until=100)
    its = called(found, "quiet")
    assert (its.rate.n, its.hot.p, its.verdict.words) == (0, None, "no exposure")
    assert its.figures.verdict.words == "no exposure"


def test_the_vaults_trend_is_of_its_services() -> None:
    told = [happened(0, "z")]
    for number, name in enumerate("abcdef"):
        told += [happened(10 + number + 30 * i**1.2, name, f"m{i}") for i in range(7)]
    found = past(vault(told), until=400)
    starts = [[10 + n + 30 * i**1.2 for i in range(7)] for n in range(6)]
    pure = vault_trend([unit for times in ([0.0], *starts) if (unit := watched(times, 400))])
    assert found.whole.trend.n == pure.n == 36
    assert found.whole.trend.t == pytest.approx(pure.t, rel=1e-6)


def test_a_verdict_counts_every_unit_of_the_vault_whatever_is_listed() -> None:
    told = [happened(20 * i, f"s{i % 3}", "m") for i in range(40)]
    graph = vault(told)
    one = history(graph, recurrence(graph, service="s1", minimum=5))
    every = history(graph, recurrence(graph, minimum=1))
    assert one is not None
    assert every is not None
    assert [f.figures.verdict for f in one.families] == [f.figures.verdict for f in every.families]


def rows_of_four() -> list[Told]:
    rows = ("ab", "ab", "abc", "cd", "c", "ad", "bcd", "d")
    return [happened(20 * n, row[0], f"m{n}", *row[1:]) for n, row in enumerate(rows)]


def test_pairs_are_one_row_a_family() -> None:
    again = [happened(200 + n, "a", "m0", "b") for n in range(0, 90, 30)]
    pairs = past(vault([*rows_of_four(), *again])).pairs
    first, said = pairs.seen[0]
    assert (first.one.id, first.other.id, first.n) == ("a", "b", 3)
    assert first.p == pytest.approx(0.119186, abs=1e-6)
    assert said.words == "no evidence either way (n=3)"
    assert (pairs.table.rows, pairs.table.tests) == (8, 6)
    rows = [frozenset(r) for r in ("ab", "ab", "abc", "cd", "c", "ad", "bcd", "d")]
    assert sorted(p.p for p, _ in pairs.seen) == pytest.approx(
        sorted(p.p for p in together("abcd", rows).pairs), rel=1e-12
    )


def fixed(closed: float = 187.5) -> History:
    """Nine in 180 days before the closing date, two in 90 after; and the one it came from."""
    before = [happened(7.5 + 18 * i) for i in range(1, 10)]
    origin = happened(160, name="origin")
    after = [happened(at) for at in (200, 240)]
    made, promise = action(origin, closed)
    last = happened(277.5, "z", "last")
    return past(vault([happened(0.5), *before, origin, *after, last], [made], promise))


def test_did_the_fix_work_without_the_incident_it_came_from() -> None:
    family = next(f for f in fixed().families if f.family.title == "a: m")
    (fix,) = family.fixes
    effect = fix.trial.effect
    assert (effect.before, effect.days_before, effect.after, effect.days_after) == (9, 180, 2, 90)
    assert effect.ratio == pytest.approx(0.444444, abs=1e-6)
    assert effect.p == pytest.approx(0.309257, abs=1e-6)
    assert effect.interval is not None
    assert effect.interval.low == pytest.approx(0.065447, abs=1e-6)
    assert effect.interval.high == pytest.approx(1.866082, abs=1e-6)
    assert fix.verdict.words == "no evidence either way (n=11)"


def test_a_fix_outside_the_familys_window_cannot_be_judged() -> None:
    family = next(f for f in fixed(closed=3).families if f.family.title == "a: m")
    (fix,) = family.fixes
    assert fix.trial.span is None
    assert "outside" in fix.verdict.words


def test_a_fix_that_worked_and_families_without_one_beside_it() -> None:
    before = [happened(7.5 + 18 * i) for i in range(1, 17)]
    made, promise = action(before[-1], 300)
    other = [happened(0.5 + 18 * i, "b") for i in range(40)]
    graph = vault([happened(0.5), *before, *other], [made], promise)
    family = next(f for f in past(graph).families if f.family.title == "a: m")
    (fix,) = family.fixes
    assert (fix.verdict.words, fix.trial.effect.before, fix.trial.effect.after) == ("fixed", 15, 0)
    assert fix.elsewhere is not None
    assert fix.elsewhere.ratio == pytest.approx(1, abs=0.1)


def test_a_revised_runbook_is_a_change_and_its_own_date_goes_before_gits() -> None:
    runbook = node("Runbook", "rb", updated=day(100))
    graph = vault(
        [happened(0), happened(50), happened(150)],
        [runbook],
        edge("DOCUMENTS", runbook.key, key("Service", "a")),
    )
    by_git = {"runbooks/rb.md": day(120)}
    found = history(graph, recurrence(graph), day(200), by_git)
    assert found is not None
    ((fix,),) = [f.fixes for f in found.families]
    (change,) = fix.trial.changes
    assert (change.text, change.day) == ("rb", day(100))
    assert change.origin == key("Incident", "a-m-50")
    assert (fix.trial.effect.before, fix.trial.effect.after) == (0, 1)


def test_how_long_incidents_last_and_open_ones_are_censored() -> None:
    minutes = [
        happened(10 * i, "a", f"m{i}", resolved_at="", duration_minutes=10 * i) for i in range(1, 7)
    ]
    found = past(vault(minutes)).whole
    assert (found.to_resolve.n, found.to_resolve.mean) == (6, 35)
    assert found.to_resolve.median.estimate == 35
    bare = node("Incident", "open", date=day(70), status="investigating")
    going = (bare, [edge("ORIGINATED_IN", bare.key, key("Service", "a"))])
    found = past(vault([*minutes, going])).whole
    assert (found.to_resolve.n, found.to_resolve.open) == (7, 1)
    assert found.to_mitigate.n == 0


def test_the_five_largest_families() -> None:
    told = [happened(20 * i + n, f"s{n}", "m") for n in range(7) for i in range(7 - n)]
    top = past(vault(told)).whole.top_families
    assert (top.k, top.n) == (25, 28)


def test_unkeyed_incidents_are_in_no_family_figure_and_in_every_pair() -> None:
    loose = node("Incident", "loose", date=day(30))
    hits = [edge("AFFECTS", loose.key, key("Service", name)) for name in ("a", "b")]
    found = past(vault([happened(0), happened(60), (loose, hits)]))
    assert len(found.families) == 1
    assert [n for _, n in [(d, r.n) for d, r in found.whole.repeat]] == [1, 0, 0]
    assert [(p.one.id, p.other.id) for p, _ in found.pairs.seen] == [("a", "b")]


def test_the_chance_of_another_is_shared_between_families() -> None:
    found = past(vault([happened(0), happened(60), happened(100, "b")]), until=200)
    grid = priors((1, 0), (193, 93))
    chances = {f.family.title: f.next for f in found.families}
    assert chances["a: m"] == pytest.approx(
        tuple(grid.posterior(1, 193).at_least_one(d) for d in (30, 90)), rel=1e-12
    )
    assert chances["b: m"] == pytest.approx(
        tuple(grid.posterior(0, 93).at_least_one(d) for d in (30, 90)), rel=1e-12
    )


def test_as_of_closes_the_window_and_leaves_later_incidents_out() -> None:
    graph = vault(happened(at) for at in (0, 30, 60, 90))
    found = history(graph, recurrence(graph, as_of=day(70)))
    assert found is not None
    assert (found.window.closed_by, found.window.days) == ("as-of", 71)
    assert only(found).figures.n == 2


def test_nothing_has_a_day() -> None:
    graph = KnowledgeGraph("test", [node("Incident", "x")], [])
    assert history(graph, recurrence(graph)) is None
    one = vault([happened(0)])
    assert past(one).window.days == 0
    assert history(shop(), recurrence(shop())) is not None
    assert incident("2025-01-01-a", "a", "m")[0].name == "2025-01-01-a"


def test_one_episode_that_began_in_two_services_counts_for_both_wherever_it_is_counted() -> None:
    first = happened(10, "a", "m", resolved_at=START + timedelta(days=12))
    second = happened(11, "b", "n")
    again = edge("RECURRENCE_OF", second[0].key, first[0].key)
    graph = vault([happened(0, "z"), first, second, happened(50, "z")], [], again)
    counted = {s.service.name: s.rate.n for s in past(graph).services.all}
    assert counted == {"a": 1, "b": 1, "z": 0}
    imposed = {uid.rpartition("/")[2]: n for uid, n in critical_services(graph).incidents.items()}
    assert imposed == counted


@pytest.mark.parametrize("kind", ["Resource", "Feature"])
def test_incidents_may_hit_more_than_services_where_a_profile_says_so(kind: str) -> None:
    kinds = (*NODES, NodeType("Feature", "What a user sees."))
    edges = tuple(
        replace(e, targets=(*e.targets, kind)) if e.name == "AFFECTS" else e for e in EDGES
    )
    one, other = happened(0), happened(30)
    hit = edge("AFFECTS", one[0].key, key(kind, "x"))
    nodes = [one[0], other[0], node("Service", "a"), node(kind, "x"), node("FailureMode", "m")]
    graph = KnowledgeGraph("test", nodes, [*one[1], *other[1], hit], ontology(kinds, edges))
    assert past(graph).pairs.seen == ()
    assert blast_radius(graph, key("Service", "a")).originated == 2
