"""R10 and B9: failing together, hidden dependencies and silent ones."""

from collections import Counter
from itertools import combinations, product

import pytest

from rcagraph.analysis.estimate.false_discovery import verdicts
from rcagraph.analysis.estimate.margins import FixedMargins
from rcagraph.analysis.estimate.surprise import fisher, silent, surprise
from rcagraph.analysis.estimate.together import together, upper_tail

ROWS = [
    frozenset(name for name, bit in zip("abcd", row, strict=True) if bit == "1")
    for row in ("1100", "1100", "1110", "0011", "0010", "1001", "0111", "0001")
]


def test_the_worked_table() -> None:
    found = together("abcd", ROWS)
    assert (found.rows, found.tests) == (8, 6)
    assert {pair.one + pair.other: pair.p for pair in found.pairs} == pytest.approx(
        {
            "ab": 0.119186,
            "ac": 0.958097,
            "ad": 0.958097,
            "bc": 0.585382,
            "bd": 0.958097,
            "cd": 0.585382,
        },
        abs=5e-7,
    )


def test_the_formula_is_near_the_enumeration_of_all_tables() -> None:
    """Every table with these margins once: 10,752 of them."""
    choices = [list(combinations("abcd", len(row))) for row in ROWS]
    tables = [t for t in product(*choices) if _totals(t) == (4, 4, 4, 4)]
    assert len(tables) == 10_752
    reached = sum(sum({"a", "b"} <= set(row) for row in t) >= 3 for t in tables)
    assert reached == 1_220
    mean = sum(sum({"a", "b"} <= set(row) for row in t) for t in tables) / len(tables)
    assert together("abcd", ROWS).pairs[0].expected == pytest.approx(mean, abs=1e-9)


def _totals(table: tuple[tuple[str, ...], ...]) -> tuple[int, ...]:
    counts = Counter(name for row in table for name in row)
    return tuple(counts[name] for name in "abcd")


def test_fitted_weights_keep_every_total() -> None:
    sizes, totals = [1, 1, 2, 2, 3, 3, 8], [7, 4, 3, 2, 1, 1, 1, 1]
    null = FixedMargins(sizes, totals)
    columns = list(enumerate(totals))
    for i, total in columns:
        both = sum(null.together(total, other) for j, other in columns if j != i)
        assert both >= 0
    pairs = sum(null.together(a, b) for (_, a), (_, b) in combinations(columns, 2))
    assert pairs == pytest.approx(2 * 1 + 2 * 3 + 28, abs=1e-8)


def test_noncentral_tail_at_the_central_mean_is_fishers() -> None:
    assert upper_tail(3, 8, 4, 4, mean=2.0) == pytest.approx(0.242857142857, abs=1e-9)
    assert fisher(3, 4, 1, 4) == pytest.approx(0.242857142857, abs=1e-12)


def test_the_lift_trap() -> None:
    """One of one is no pattern; twelve of fifteen is, at a smaller lift."""
    assert fisher(1, 1, 0, 199) == pytest.approx(0.005, abs=1e-12)
    assert fisher(12, 15, 6, 185) == pytest.approx(1.2637e-12, rel=5e-5)


def test_a_pair_that_always_fails_together_is_claimed() -> None:
    rows = [frozenset("ab")] * 8 + [frozenset(x) for x in "cdefcdefcdefcdefabab"]
    found = together("abcdef", rows)
    (said,) = verdicts(found.pairs, found.tests)
    assert (said.words, said.is_claim) == ("fail together", True)
    (pair,) = found.pairs
    assert (pair.other_given_one.k, pair.other_given_one.n) == (8, 10)
    assert pair.one_given_other.estimate == 0.8


def test_pairs_that_were_never_seen_together_are_tests_too() -> None:
    found = together("abcd", [frozenset("ab"), frozenset("c"), frozenset("ab")])
    assert (found.tests, [(pair.one, pair.other) for pair in found.pairs]) == (3, [("a", "b")])


@pytest.mark.parametrize("rows", [[], [frozenset()], [frozenset("a")] * 5])
def test_no_pair(rows: list[frozenset[str]]) -> None:
    found = together("ab", rows)
    assert found.pairs == ()
    assert verdicts(found.pairs, found.tests) == ()


def test_rows_that_hold_everything_say_nothing() -> None:
    found = together("abc", [frozenset("abc")] * 6)
    assert [pair.p for pair in found.pairs] == [1, 1, 1]


def test_a_service_in_every_row_says_nothing_of_the_others() -> None:
    rows = [frozenset("ab"), frozenset("ac"), frozenset("ab"), frozenset("ad")] * 3
    found = together("abcd", rows)
    assert all(pair.p > 0.9 for pair in found.pairs)


def test_surprise() -> None:
    found = surprise(8, 12, 10, 99)
    assert found.p == pytest.approx(3.40448e-05, rel=2e-6)
    assert found.claim == "hidden dependency"


def test_a_single_sighting_makes_no_claim() -> None:
    found = surprise(1, 1, 0, 500)
    assert found.p == pytest.approx(1 / 501)
    (said,) = verdicts([found])
    assert (said.words, said.is_claim) == ("no evidence either way (n=1)", False)


def test_surprise_without_trials() -> None:
    assert surprise(0, 0, 3, 9).reason == "no incident began there (n=0)"
    assert surprise(3, 9, 0, 0).reason == "no incident began elsewhere"
    assert surprise(0, 3, 0, 9).p == 1


@pytest.mark.parametrize(
    ("n", "bound"),
    [(1, 0.95), (3, 0.631597), (5, 0.450720), (14, 0.192636), (30, 0.095034), (59, 0.049508)],
)
def test_what_a_silent_edge_bounds(n: int, bound: float) -> None:
    assert silent(0, n, 0.2).bound == pytest.approx(bound, abs=5e-7)


def test_the_chance_of_silence_of_an_edge_that_carries_as_its_kind_does() -> None:
    ps = [silent(0, n, default).p for n, default in ((1, 0.2), (5, 0.2), (3, 0.9))]
    assert ps == pytest.approx([0.8, 0.32768, 0.001], abs=1e-12)


def test_silence_is_claimed_only_where_it_is_unlikely_among_all() -> None:
    edges = [silent(0, 5, 0.2)] * 33 + [silent(1, 5, 0.2)] * 67
    assert not any(said.is_claim for said in verdicts(edges))
    said = verdicts([silent(0, 5, 0.9), *edges])
    assert (said[0].words, said[0].is_claim) == ("never seen", True)
    assert sum(each.is_claim for each in said) == 1


def test_an_edge_that_was_seen_or_could_not_be_is_no_silent_one() -> None:
    seen, idle = silent(2, 9, 0.9), silent(0, 0, 0.9)
    assert (seen.p, seen.bound, seen.claim) == (1, None, None)
    assert (idle.p, idle.reason) == (None, "could not have been seen (n=0)")
