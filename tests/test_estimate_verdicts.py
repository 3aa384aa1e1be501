"""Benjamini–Hochberg, and what may be said after it."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rcagraph.analysis.estimate.false_discovery import benjamini_hochberg, verdicts


@dataclass(frozen=True)
class Unit:
    n: int
    p: float | None
    reason: str | None = None
    claim: str | None = "worsening"


def test_benjamini_hochberg_by_hand() -> None:
    qs = benjamini_hochberg((0.01, 0.04, 0.03, 0.005))
    assert qs == pytest.approx((0.02, 0.04, 0.04, 0.02), abs=1e-15)


def test_the_fifteen_of_benjamini_and_hochberg_1995() -> None:
    ps = (.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719,
          .6528, .7590, 1.0)  # fmt: skip
    qs = benjamini_hochberg(ps)
    assert [q is not None and q < 0.05 for q in qs] == [True] * 4 + [False] * 11
    assert qs[3] == pytest.approx(0.0095 * 15 / 4, abs=1e-15)


def test_what_is_no_test_is_not_counted() -> None:
    assert benjamini_hochberg((None, 0.04, None)) == (None, 0.04, None)
    assert benjamini_hochberg(()) == ()


def test_tests_that_are_left_out_are_counted() -> None:
    assert benjamini_hochberg((0.01,), tests=10) == pytest.approx((0.1,))
    assert benjamini_hochberg((0.5,), tests=10) == (1.0,)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_q_is_never_below_p_and_keeps_its_order(ps: list[float]) -> None:
    qs = [q for q in benjamini_hochberg(ps) if q is not None]
    assert all(p <= q <= 1 or q == pytest.approx(p) for p, q in zip(ps, qs, strict=True))
    ranked = [q for _, q in sorted(zip(ps, qs, strict=True))]
    assert ranked == sorted(ranked)


def test_verdicts_are_over_all_testable_units() -> None:
    units = [Unit(9, 0.001), Unit(7, 0.2), Unit(2, 0.0001, "too few to tell (n=2, needs 6)")]
    first, second, third = verdicts(units)
    assert (first.words, first.is_claim, first.q) == ("worsening", True, 0.002)
    assert (second.words, second.is_claim) == ("no evidence either way (n=7)", False)
    assert (third.words, third.is_claim, third.q) == ("too few to tell (n=2, needs 6)", False, None)


def test_what_supports_no_claim_makes_none() -> None:
    (only,) = verdicts([Unit(30, 1e-9, claim=None)])
    assert (only.words, only.is_claim) == ("no evidence either way (n=30)", False)
