"""R4 of one family or service: its steps, its interval, its sentence; the reports agree."""

import json

import pytest
from click.testing import CliRunner

from rcagraph.analysis.estimate.own_count import mean_of_count
from rcagraph.analysis.history import FamilyHistory, history
from rcagraph.analysis.history.own_growth import half, own_growth
from rcagraph.analysis.recurrence import recurrence
from rcagraph.cli import main
from rcagraph.report import growth
from tests.pasts import happened, vault

EXAMPLE = "examples/hopfield-pantry"


def family(*days: float, closes: float = 300) -> FamilyHistory:
    graph = vault([*(happened(day) for day in days), happened(closes, "z", "z")])
    its = history(graph, recurrence(graph))
    assert its
    return its.families[0]


@pytest.mark.parametrize(
    ("n", "low", "high"), [(0, 0.0, 3.69), (1, 0.03, 5.57), (6, 2.20, 13.06), (100, 81.36, 121.63)]
)
def test_the_interval_is_garwood_s(n: int, low: float, high: float) -> None:
    found = mean_of_count(n)
    assert (round(found.low or 0.0, 2), round(found.high or 0.0, 2)) == (low, high)


def test_a_step_an_event_and_the_end() -> None:
    steps = own_growth(family(0, 17, 37, 107).figures)
    assert [(step.age, step.n) for step in steps] == [(10, 1), (30, 2), (100, 3), (293, 3)]
    names = [step.event and step.event.node.name for step in steps]
    assert names == ["a-m-17", "a-m-37", "a-m-107", None]


def test_half_is_the_middle_event_or_between_two() -> None:
    assert half(family(0, 17, 37, 107).figures) == 30
    assert half(family(0, 17, 37).figures) == 20
    assert half(family(0, 17).figures) is None


def test_a_unit_that_was_never_watched_has_no_steps() -> None:
    its = family(0, closes=5)
    assert own_growth(its.figures) == ()
    assert growth.sentence("x", its.figures) == "x: its window has not opened."
    assert list(growth.rows(its.figures)) == []


def test_the_sentence() -> None:
    assert growth.sentence("x", family(0, 17, 37, 107).figures) == (
        "x: 3 events in 293 days (mean 0.62 to 8.8, 95 %); half of them in the first 30, at a "
        "steady rate it takes 146. Trend: too few to tell (n=3, needs 6)."
    )


def test_one_event_has_no_half() -> None:
    assert growth.sentence("x", family(0, 17).figures) == (
        "x: 1 event in 293 days (mean 0.03 to 5.6, 95 %). Trend: too few to tell (n=1, needs 6)."
    )


def test_the_explanation_has_both_rows() -> None:
    rows = [(figure, value) for figure, _, value in growth.rows(family(0, 17, 37, 107).figures)]
    assert rows == [("events by the end, 95 %", "3.0 (0.62 to 8.8)"), ("half of them", "30")]


def test_report_and_explanation_agree() -> None:
    asked = ("--vault", EXAMPLE, "-q", "--format", "json")
    told = CliRunner().invoke(main, ["recurrence", "--explain", "catalog-search", *asked])
    printed = CliRunner().invoke(main, ["report", "--no-git", *asked])
    services = json.loads(printed.stdout)["recurrence"]["services"]
    (service,) = (each for each in services if each["name"] == "catalog-search")
    curve = json.loads(told.stdout)["cumulative"]
    assert service["figures"]["cumulative"] == curve
    assert [step["events"] for step in curve] == [1, 2, 3, 4, 5, 6, 6]


def test_a_pair_names_the_first_incident_of_each_family_that_hit_both() -> None:
    told = [
        happened(0, "a", "m", "b"),
        happened(20, "a", "m", "b"),
        happened(40, "b", "n", "a"),
        happened(60, "b", "k"),
    ]
    graph = vault(told)
    its = history(graph, recurrence(graph))
    assert its
    ((pair, _),) = its.pairs.seen
    assert pair.n == 2
    assert [event.node.name for event in its.pairs.incidents(pair)] == ["a-m-0", "b-n-40"]
