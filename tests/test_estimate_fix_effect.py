"""R7: the rate after a change against the rate before it."""

import pytest

from rcagraph.analysis.estimate.fix_effect import Span, fix_effect, judged, spans


@pytest.mark.parametrize(
    ("counts", "ratio", "low", "high", "p"),
    [
        ((9, 180, 2, 90), 0.444444, 0.065447, 1.866082, 0.309257),
        ((9, 180, 0, 90), 0, 0, 0.789902, 0.026012),
        ((6, 365, 0, 180), 0, 0, 1.313085, 0.090236),
        ((12, 200, 3, 200), 0.25, 0.056566, 0.829766, 0.021271),
    ],
)
def test_worked_examples(
    counts: tuple[int, float, int, float], ratio: float, low: float, high: float, p: float
) -> None:
    found = fix_effect(*counts)
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == pytest.approx((low, high), abs=5e-7)
    assert (found.ratio, found.p) == pytest.approx((ratio, p), abs=5e-7)
    assert (found.reason, found.claim) == (None, "fixed")


def test_the_mid_p_of_nine_to_none_by_hand() -> None:
    found = fix_effect(9, 180, 0, 90)
    assert found.p == pytest.approx((2 / 3) ** 9, abs=1e-15)


def test_worse_since() -> None:
    assert fix_effect(2, 90, 9, 90).claim == "worse since"


def test_nothing_before_has_no_ratio_and_an_open_end() -> None:
    found = fix_effect(0, 90, 6, 90)
    assert found.interval is not None
    assert (found.ratio, found.interval.high) == (None, None)
    assert found.interval.low == pytest.approx(1 / (0.05 ** (-1 / 6) - 1), rel=1e-12)


@pytest.mark.parametrize(
    ("counts", "reason"),
    [
        ((0, 90, 0, 90), "too few to tell (n=0, needs 6)"),
        ((5, 90, 0, 90), "too few to tell (n=5, needs 6)"),
        ((9, 180, 0, 0), "no time after the change"),
        ((0, 0, 9, 90), "no time before the change"),
    ],
)
def test_no_test(counts: tuple[int, float, int, float], reason: str) -> None:
    assert fix_effect(*counts).reason == reason


def test_changes_closed_within_thirty_days_are_one() -> None:
    assert spans((200, 100, 120), 365) == (
        Span(0, 100, 120, 200),
        Span(120, 200, 200, 365),
    )
    assert spans((), 365) == ()
    assert spans((-5, 400), 365) == ()


def test_a_change_is_judged_without_the_incidents_that_it_came_from() -> None:
    times = (10, 30, 50, 70, 90, 110, 200)
    (span,) = spans((120,), 240)
    found = judged(span, times, origins=(110,))
    assert (found.before, found.days_before, found.after, found.days_after) == (5, 120, 1, 120)
    assert judged(span, times, origins=()).before == 6


def test_an_origin_that_shares_its_hour_takes_only_itself_away() -> None:
    (span,) = spans((120,), 240)
    assert judged(span, (110, 110), origins=(110,)).before == 1
