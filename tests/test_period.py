"""Periods by name, the ratio of two rates, and one period against the one before it."""

from datetime import date

import pytest

from rcagraph.analysis.estimate.rate_ratio import rate_ratio
from rcagraph.analysis.history import history
from rcagraph.analysis.period import Period, holding, period_called
from rcagraph.analysis.period_change import PeriodChange, period_change
from rcagraph.analysis.recurrence import recurrence
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.errors import RcaGraphError
from rcagraph.report.period import as_markdown, families, sentences, totals
from tests.graphs import node
from tests.pasts import day, happened, vault

TODAY = date(2026, 1, 15)


@pytest.mark.parametrize(
    ("text", "first", "last", "before"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31), "2024"),
        ("2025-H1", date(2025, 1, 1), date(2025, 6, 30), "2024-H2"),
        ("2025-h2", date(2025, 7, 1), date(2025, 12, 31), "2025-H1"),
        ("2025-Q3", date(2025, 7, 1), date(2025, 9, 30), "2025-Q2"),
        ("2025-q1", date(2025, 1, 1), date(2025, 3, 31), "2024-Q4"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "2024-01"),
        ("2025-01", date(2025, 1, 1), date(2025, 1, 31), "2024-12"),
        ("2025-03-01..2025-03-10", date(2025, 3, 1), date(2025, 3, 10), "2025-02-19..2025-02-28"),
        ("last-month", date(2025, 12, 1), date(2025, 12, 31), "2025-11"),
        ("last-quarter", date(2025, 10, 1), date(2025, 12, 31), "2025-Q3"),
        ("Last-Year", date(2025, 1, 1), date(2025, 12, 31), "2024"),
    ],
)
def test_a_period_has_days_and_one_before_it(
    text: str, first: date, last: date, before: str
) -> None:
    found = period_called(text, TODAY)
    assert (found.first, found.last, found.before.name) == (first, last, before)
    assert found.before.last.toordinal() + 1 == first.toordinal()


@pytest.mark.parametrize(
    "text",
    [
        *("", "Q3", "2025-Q5", "2025-13", "2025-00", "0999", "2025-02-30..2025-03-01", "next-year"),
        *("2025-03-10..2025-03-01", "1000-01-01..9999-12-31", "２０２５", "2025-Q3 "),
    ],
)
def test_what_is_no_period_is_a_sentence(text: str) -> None:
    with pytest.raises(RcaGraphError) as caught:
        period_called(text, TODAY)
    assert caught.value.message == f"no period '{text}'"
    assert caught.value.tip.startswith("Write one like 2025, 2025-H1, 2025-Q3")


def test_the_last_year_there_is() -> None:
    assert period_called("9999", TODAY).last == date(9999, 12, 31)
    assert holding(date(2025, 8, 9), 6).name == "2025-H2"
    assert Period(date(2025, 1, 2), date(2025, 1, 2)).name == "2025-01-02..2025-01-02"


def test_a_ratio_has_the_interval_of_clopper_and_pearson() -> None:
    """As scipy's `binomtest(11, 14).proportion_ci()`, carried over to the ratio."""
    its = rate_ratio(3, 92, 11, 90)
    assert its.interval
    assert [its.ratio, its.interval.low, its.interval.high] == pytest.approx(
        [3.748148, 0.990123, 20.923631], abs=1e-6
    )
    assert its.p == pytest.approx(0.052205, abs=1e-6)
    assert (its.reason, its.claim) == (None, "more often")


def test_a_ratio_claims_where_one_lies_outside() -> None:
    less = rate_ratio(12, 90, 2, 90)
    assert less.interval
    assert not less.interval.holds(1)
    assert less.claim == "less often"
    assert less.p == pytest.approx(0.012939, abs=1e-6)


@pytest.mark.parametrize(
    ("counts", "ratio", "reason"),
    [
        ((0, 90.0, 3, 90.0), None, "too few to tell (n=3, needs 6)"),
        ((3, 90.0, 0, 90.0), 0.0, "too few to tell (n=3, needs 6)"),
        ((0, 90.0, 0, 90.0), None, "too few to tell (n=0, needs 6)"),
        ((0, 0.0, 9, 90.0), None, "not watched before"),
        ((9, 90.0, 0, 0.0), None, "not watched in it"),
        ((0, 0.0, 0, 0.0), None, "not watched in either"),
    ],
)
def test_where_nothing_can_be_said_it_says_why(
    counts: tuple[int, float, int, float], ratio: float | None, reason: str
) -> None:
    its = rate_ratio(*counts)
    assert (its.ratio, its.reason) == (ratio, reason)


def changed(graph: KnowledgeGraph, period: str) -> PeriodChange:
    asked = period_called(period, TODAY)
    found = recurrence(graph, as_of=asked.last)
    its = history(graph, found)
    assert its
    return period_change(found, its, asked)


def busier() -> KnowledgeGraph:
    """Two in 2025-Q1 and twelve in 2025-Q2 of one family; others that come, go and come back."""
    often = [0.5, 40, 60, *(92.5 + 7.5 * i for i in range(12))]
    told = [happened(at) for at in often]
    told += [
        happened(-200, "old"),
        happened(100, "old"),
        happened(30, "gone"),
        happened(110, "b|c"),
    ]
    return vault(told, [node("Incident", "undated")])


def test_families_are_new_returned_continued_or_quiet() -> None:
    found = changed(busier(), "2025-Q2")
    assert [(f.family.title, f.before, f.now, f.state) for f in found.families] == [
        ("b|c: m", 0, 1, "new"),
        ("old: m", 0, 1, "returned"),
        ("a: m", 3, 12, "continued"),
        ("gone: m", 1, 0, "quiet"),
    ]
    assert [f.verdict.words for f in found.families] == [
        "not watched before",
        "too few to tell (n=1, needs 6)",
        "more often",
        "too few to tell (n=0, needs 6)",
    ]
    assert (found.now.incidents, found.before.incidents, found.undated) == (14, 4, 1)


def test_what_opens_the_window_and_what_comes_later_is_no_event() -> None:
    found = changed(busier(), "2024-Q2")
    assert (found.now.incidents, len(found.now.times), found.before.days) == (1, 0, 0)
    later = changed(busier(), "2025-Q1")
    assert (later.now.incidents, later.now.days, later.verdict.words) == (
        4, 90, "too few to tell (n=4, needs 6)",
    )  # fmt: skip


def test_a_period_that_is_not_over_is_watched_up_to_the_last_incident() -> None:
    graph = vault(happened(at) for at in (-100, 0.5, 30, 60, 91.5))
    found = changed(graph, "2025-Q2")
    assert (found.now.incidents, len(found.now.times)) == (1, 0)
    assert found.now.days == pytest.approx(1.5)
    assert sentences(found)[3].startswith("Watched: 2 of 91 days of 2025-Q2. ")


def test_minutes_are_added_up_with_how_many_are_known() -> None:
    told = [happened(1, duration_minutes=30), happened(2), happened(3, duration_minutes=12)]
    found = changed(vault([happened(-80), *told, happened(99)]), "2025-Q1")
    rows = {row[0]: row[1:] for row in totals(found).rows}
    assert rows["minutes"] == ("not known", "42 (2 of 3 known)")
    assert rows["incidents"] == (1, 3)


def test_sentences_say_the_rate_with_its_interval() -> None:
    found = changed(busier(), "2025-Q2")
    counts, rate, states = sentences(found)[:3]
    assert counts == "14 incidents in 2025-Q2 (2025-04-01 to 2025-06-30), 4 in 2025-Q1."
    assert rate == (
        "How often: 3.4 times as often as before, 95 % 1.1 to 14, of 13 events in 85 days "
        "watched, 4 in 90 before: more often, p=.037."
    )
    assert states.startswith("Families: 1 new (never seen before); 1 returned (")
    assert sentences(found)[-1] == "1 incident without a date: in no period."


def test_in_bursts_of_many_families_nothing_is_claimed() -> None:
    burst = [happened(100 + i / 12, f"s{i}") for i in range(12)]
    found = changed(vault([happened(-50), *burst, happened(10), happened(200)]), "2025-Q2")
    assert found.too_narrow
    assert sentences(found)[1] == (
        "How often: 12 times as often as before, 95 % 1.8 to 507 (too narrow: they come in "
        "bursts), of 12 events in 91 days watched, 1 in 90 before: no evidence either way: they "
        "come in bursts."
    )


def test_echoes_of_a_family_within_a_week_are_one_event() -> None:
    echoes = [happened(100 + i) for i in range(9)]
    found = changed(vault([happened(-50), *echoes, happened(10), happened(200)]), "2025-Q2")
    assert (found.now.incidents, len(found.now.times)) == (9, 1)
    assert (found.families[0].now, found.families[0].ratio.now) == (9, 1)


def test_markdown_escapes_the_names() -> None:
    told = "\n".join(as_markdown(changed(busier(), "2025-Q2")))
    assert told.startswith("## 2025-Q2 against 2025-Q1\n")
    assert "| b\\|c: m | 0 | 1 | new |  | not watched before |" in told
    assert list(as_markdown(None)) == []


def test_a_period_before_everything_is_told_too() -> None:
    found = changed(busier(), "2019")
    assert families(found).rows == ()
    assert sentences(found)[1] == (
        "How often: 0 events in 0 days watched, 0 in 0 before: not watched in either."
    )


def test_days_are_those_of_the_notes() -> None:
    """Half an hour before midnight in UTC: the note says which day it is."""
    late = happened(89.98, "z", date=day(90))
    found = changed(vault([happened(-50), late, happened(200)]), "2025-Q2")
    assert (found.now.incidents, found.before.incidents, len(found.now.times)) == (1, 0, 1)
