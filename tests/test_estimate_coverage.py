"""The bars of simulations/RESULTS.md: summed ones as they are, simulated ones on fewer vaults."""

from collections.abc import Callable

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


def as_counts(rows: list[Row]) -> dict[str, str]:
    """The vaults counted in each row; what is seeded comes out the same, so that an interval a
    little too wide or too narrow shows."""
    return told(rows, lambda row: str(round(row.share * (row.trials or 0))))


def told(rows: list[Row], how: Callable[[Row], str]) -> dict[str, str]:
    found = dict.fromkeys((row.what for row in rows), "")
    for row in rows:
        found[row.what] = f"{found[row.what]} {how(row)}".strip()
    return found


def test_summed_coverage_is_within_its_bars() -> None:
    """Percentages."""
    rows = list(summed())
    assert not missed(rows)
    assert told(rows, lambda row: f"{row.share:.3%}"[:-1]) == {
        "Wilson": "95.533 95.366 91.821 95.235 92.100 95.114 92.816 95.029 94.351",
        "R3 mean time between": "98.101 96.032 97.539 95.602",
        "R3 forecast": "99.705 98.970 98.657 98.204 98.689 97.880 98.460 96.594",
        "R7 rate ratio": "98.285 95.894 95.478 98.591 96.083 95.323 97.808 96.111 95.223 "
        "98.285 97.811 95.531 98.133 97.471 95.359 98.033 97.749 96.316",
        "R11 median": "96.875 97.852 95.861 96.369",
        "R11 p90": "95.396 97.031 97.511",
        "B9 bound": "95.025 95.006 95.001 95.010 95.036 95.075",
        "B4 learned p": "90.009 90.011 89.984 89.985 89.996 89.995 89.992 90.005",
    }


def test_simulated_coverage_is_within_its_bars() -> None:
    """Of 200 vaults."""
    rows = list(sampled(200, seed=1))
    assert not missed(rows)
    assert as_counts(rows) == {
        "R1 repeat rate": "193 190 185 190 184 190 194 191 186 190 178 186",
        "R2 first gap": "199 192 197 188 195 192 193 190 197 190 192 196",
        "R4 cumulative": "192 189 188 187 189 192",
        "R6 β": "182 188 195 192 184 191",
        "R8 rate": "197 191 185 199 180 181 198 189 195",
        "R11 geometric mean": "189 189 192 186",
    }


def test_false_alarms_are_rare() -> None:
    """Of 20 vaults."""
    rows = list(alarms(20, seed=1))
    assert not missed(rows)
    assert as_counts(rows) == {
        "R5 any unit's trend": "0 0 0 1 1 0",
        "R5 the vault's trend": "0 0 2 1 0 1",
        "R7 any fix": "1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0",
        "R8 any hot spot": "0 0 0 1 0 0",
        "R10 any pair": "0 0 0",
        "B9 any hidden edge": "0 0 0",
        "B9 any silent edge": "0 0 0 0",
    }


def test_what_was_planted_is_found() -> None:
    """Of 15 vaults."""
    rows = list(power(15, seed=1))
    assert not missed(rows)
    assert as_counts(rows) == {
        "R5 vault's trend": "15",
        "R5 unit's trend": "15",
        "R7 fix": "14",
        "R10 pair at .7": "15 15 7 7 4 11 11 14 3 5 14 15",
        "B9 hidden edge": "14",
    }


def test_the_interval_of_an_impact_probability_holds_it_nine_times_in_ten() -> None:
    """Of 40 vaults."""
    rows = list(impact_intervals(40, seed=1))
    assert not missed(rows)
    assert as_counts(rows) == {"B3 impact": "39 38 34 34 39 37 37 36 38 38 37 38"}


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
