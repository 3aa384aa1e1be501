"""The bars of simulations/RESULTS.md: summed ones as they are, simulated ones on fewer vaults."""

import pytest
from numpy.random import default_rng

from simulations.alarms import alarms
from simulations.impact_intervals import impact_intervals
from simulations.null_graphs import CONDITIONS, null_graph
from simulations.power import power
from simulations.rows import Row, table
from simulations.sampled import sampled
from simulations.summed import summed
from simulations.whole_vaults import claimed, of_condition

STANDARD_ERRORS = 4
"""Ends of a bar are given way by so many: chance alone leaves it once in 30,000 rows."""


def missed(rows: list[Row]) -> list[str]:
    return [str(row) for row in rows if not row.holds(STANDARD_ERRORS)]


def test_summed_coverage_is_within_its_bars() -> None:
    rows = list(summed())
    assert len(rows) == 60
    assert not missed(rows)


def test_simulated_coverage_is_within_its_bars() -> None:
    rows = list(sampled(40, seed=1))
    assert len(rows) == 47
    assert not missed(rows)


def test_false_alarms_are_rare() -> None:
    rows = list(alarms(20, seed=1))
    assert {row.what[:2] for row in rows} == {"R5", "R7", "R8", "R1", "B9"}
    assert not missed(rows)


def test_what_was_planted_is_found() -> None:
    rows = list(power(15, seed=1))
    assert len(rows) == 16
    assert not missed(rows)


def test_the_interval_of_an_impact_probability_holds_it_nine_times_in_ten() -> None:
    rows = list(impact_intervals(40, seed=1))
    assert len(rows) == 12
    assert not missed(rows)


@pytest.mark.parametrize(
    ("condition", "claims"),
    [("at random", 0), ("bursts", 1), ("births unknown", 0)],
)
def test_whole_null_vaults_get_hardly_a_claim(condition: str, claims: int) -> None:
    """Of six kinds in three vaults, seeded."""
    rows = list(of_condition(condition, 3, seed=2))
    assert [row.what for row in rows] == [
        "R5 any family's trend", "R5 any service's trend", "R5 the vault's trend",
        "B9 any hidden edge", "R8 any hot spot", "R10 any pair",
    ]  # fmt: skip
    assert round(sum(row.share for row in rows) * 3) == claims


def test_what_is_no_null_vault_gets_a_claim() -> None:
    """Nothing begins in the dependents: the others are hot spots, truly."""
    told = CONDITIONS["dependencies that carry as they should"]
    found = claimed(null_graph(default_rng(1), told))
    assert (found["R8 any hot spot"], found["B9 any silent edge"]) == (True, False)


@pytest.mark.parametrize(("share", "met"), [(0.93, True), (0.929, False), (0.971, False)])
def test_a_bar_can_be_missed(share: float, met: bool) -> None:
    row = Row("R6 β", "by hand", share, 0.93, 0.97, 10_000)
    assert row.holds() is met
    assert ("**no**" in table([row])) is not met


def test_a_bar_gives_way_by_the_standard_error_of_its_end() -> None:
    row = Row("R6 β", "by hand", 0.92, 0.93, 0.97, 100)
    assert row.holds(4)
    assert not row.holds(0.3)


def test_a_summed_share_has_no_chance_in_it() -> None:
    assert Row("R3", "by hand", 0.98104, 0.9810, 0.9810).holds()
    assert not Row("R3", "by hand", 0.9812, 0.9810, 0.9810).holds(4)
