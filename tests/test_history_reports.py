"""What the past says as people read it: sentences, tables, explanations, Markdown, JSON."""

import json
from datetime import date
from typing import Any

import pytest

from rcagraph.analysis.dependencies import dependencies
from rcagraph.analysis.estimate.interval import Interval
from rcagraph.analysis.estimate.wilson import wilson
from rcagraph.analysis.history import History, history
from rcagraph.analysis.history.explain import explain
from rcagraph.analysis.recurrence import Recurrence, recurrence
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.errors import RcaGraphError
from rcagraph.report import amounts, history_sentences, history_tables, recurrence_json
from rcagraph.report.as_json import dumps
from rcagraph.report.history_explanation import sentences, tables
from rcagraph.report.markdown import recurring_failure_report
from tests.graphs import edge, key, node
from tests.pasts import action, day, happened, vault


def mended() -> KnowledgeGraph:
    """Sixteen incidents, an action closed on day 300, none since; another service goes on."""
    before = [happened(0.5), *(happened(7.5 + 18 * i) for i in range(1, 17))]
    made, promise = action(before[-1], 300, "Add a *retry*")
    other = [happened(0.5 + 18 * i, "b|c") for i in range(40)]
    return vault([*before, *other], [made, node("Service", "a", since=day(-5))], promise)


def told(graph: KnowledgeGraph) -> tuple[Recurrence, History]:
    found = recurrence(graph)
    its = history(graph, found)
    assert its is not None
    return found, its


@pytest.mark.parametrize(
    ("interval", "said"),
    [
        (Interval(35.6, 334.9), "36 to 335"),
        (Interval(98.9, None), "99 or more"),
        (Interval(None, 0.5), "up to 0.50"),
        (Interval(None, None), ""),
        (None, ""),
    ],
)
def test_an_interval_in_words(interval: Interval | None, said: str) -> None:
    assert amounts.ends(interval) == said


def test_figures_in_words() -> None:
    assert amounts.share(wilson(4, 14)) == "4 of 14, 29 % (12 to 55 %)"
    assert amounts.share(wilson(0, 0)) == "0 of 0"
    assert [amounts.chance(p) for p in (0.001, 0.005, 0.39, 0.999)] == [
        "<1 %", "<1 %", "39 %", ">99 %"
    ]  # fmt: skip
    assert [amounts.p_value(p) for p in (0.0001, 0.0438, 0.5, None)] == ["<.001", ".044", ".50", ""]
    assert [amounts.number(x) for x in (131.4, 8.35, 0.444)] == ["131", "8.3", "0.44"]


def test_claims_are_said_and_what_was_asked_in_vain() -> None:
    _, its = told(mended())
    said = history_sentences.claims(its)
    fix = "a: m: fixed, 2025-10-28: 15 in 293 days before, 0 in 402 after; ratio 0.00 (0.00 to "
    assert [s for s in said if s.startswith(fix)] != []
    assert said[-1].startswith("No evidence either way: ")
    assert "services that fail together (1 tested)" in said[-1]
    assert "whether a fix worked" not in said[-1]


def test_silence_is_remarked_far_past_the_windows_end() -> None:
    _, its = told(mended())
    assert history_sentences.silent(its, day(710)) == ()
    assert history_sentences.silent(its, day(2000)) == (
        "Silent since 2026-12-04: nothing happened, or nobody wrote.",
    )
    assert history_sentences.silent(None, day(0)) == ()


def test_the_tables() -> None:
    _, its = told(mended())
    services = history_tables.services(its, brief=True)
    assert [row[:2] for row in services.rows] == [("b|c", 38), ("a", 16)]
    assert services.rows[0][2].endswith(" ?")  # type: ignore[union-attr]
    (fix,) = history_tables.fixes(its, brief=True).rows
    assert fix[:5] == ("a: m", day(300), "Add a *retry*", "15 in 293 d", "0 in 402 d")
    assert fix[-2:] == ("fixed", ("actionitems/a-m-295.5/1.md:1",))
    assert history_tables.pairs(its, brief=True).rows == ()


def test_a_long_table_is_cut_on_a_terminal_alone() -> None:
    _, its = told(vault(happened(20 * i, f"s{i}") for i in range(13)))
    brief = history_tables.services(its, brief=True)
    assert len(brief.rows) == 10
    assert brief.truncated.startswith("1 more: ")
    assert len(history_tables.services(its).rows) == 11


def test_bursts_mark_the_interval() -> None:
    _, its = told(vault(happened(t) for t in (0, 100, 101, 102, 103, 104, 105, 106, 400)))
    assert history_tables.between(its.families[0].figures).endswith(" !")


def test_the_markdown_report_has_it_all_and_no_markup_of_the_notes() -> None:
    graph = mended()
    found, its = told(graph)
    needs = dependencies(graph, [f.events for f in found.every])
    report = recurring_failure_report(graph, found, day(2000), its, needs=needs)
    assert "Watched from 2025-01-01 to 2026-12-04, up to the vault's last incident" in report
    assert "Silent since 2026-12-04" in report
    assert "- Did it work? “Add a \\*retry\\*” `actionitems/a-m-295.5/1.md:1`: fixed, " in report
    assert "## Where failures begin\n\n| service |" in report
    assert "## Did the fix work?\n" in report
    assert "## The declared dependencies\n" in report
    assert "*retry*" not in report.replace("\\*retry\\*", "")


def test_the_json_of_a_family_and_of_the_vault() -> None:
    found, its = told(mended())
    shape: Any = json.loads(dumps(recurrence_json.recurrence(found, its)))
    family = next(f for f in shape["families"] if f["key"]["service"] == "a")
    assert family["figures"]["n"] == 16
    assert family["mtbf_days"] == pytest.approx(694 / 16, abs=0.5)
    assert family["trend"]["verdict"] == "improving"
    assert set(family["next"]) == {"30", "90"}
    assert shape["window"]["closed_by"] == "the vault's last incident"
    assert shape["repeat_rate"]["30"]["n"] == 53
    assert [spot["name"] for spot in shape["hot_spots"]] == ["b|c"]
    assert [fix["verdict"] for fix in shape["fixes"]] == ["fixed"]


def test_as_of_in_json_is_where_the_window_closes() -> None:
    graph = mended()
    found = recurrence(graph)
    its = history(graph, found, date(2026, 12, 31))
    assert recurrence_json.recurrence(found, its)["as_of"] == "2026-12-31"


def test_a_family_is_explained_by_its_incidents() -> None:
    undated = node("Incident", "lost")
    more = [edge("ORIGINATED_IN", undated.key, key("Service", "a"))]
    more.append(edge("HAS_FAILURE_MODE", undated.key, key("FailureMode", "m")))
    graph = vault([happened(0), happened(3), happened(40), happened(90, "z"), (undated, more)])
    _, its = told(graph)
    found = explain(its, "A: M")
    assert [(t.node.name, t.role) for t in found.incidents] == [
        ("a-m-0", "opens the vault's window"),
        ("a-m-3", "opens its window"),
        ("a-m-40", "event"),
        ("lost", "has no date: in no figure"),
    ]
    incidents, figures = tables(found)
    assert incidents.rows[2] == ("a-m-40", day(40), "30", "event", "incidents/a-m-40.md:1")
    assert figures.rows[0][2] == "80 (14 to 3160)"
    assert sentences(found, its.window)[0] == (
        "a: m: 1 event in 80 days, from 2025-01-11 (a week after its first)."
    )
    assert explain(its, "a-m-40").title == "a: m"


def test_a_service_is_explained_with_its_rate() -> None:
    _, its = told(mended())
    rows = {row[0]: row for row in tables(explain(its, "a"))[1].rows}
    assert str(rows["incidents a year, 90 %"][1]).startswith("16 incidents in 702 days")
    assert rows["hot spot"][2] == "no evidence either way (n=16)"


def test_a_role_at_the_windows_end_and_before_it_opened() -> None:
    service = node("Service", "a", since=day(20))
    graph = vault((happened(at) for at in (0, 9, 50, 99)), [service])
    _, its = told(graph)
    assert [t.role for t in explain(its, "a").incidents] == [
        "opens the vault's window", "before its window opened", "event", "closes the vault's window"
    ]  # fmt: skip
    lone = told(vault([happened(0), happened(97, "b"), happened(99)]))[1]
    assert explain(lone, "b").incidents[0].role == "the first known: its window has not opened"


def test_what_cannot_be_explained_has_near_names() -> None:
    _, its = told(mended())
    with pytest.raises(RcaGraphError, match="no family or service 'a: n'") as error:
        explain(its, "a: n")
    assert "'a: m'" in error.value.tip
