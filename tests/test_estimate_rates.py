"""R1, R3 and Wilson: shares and rates with their intervals, at their worked examples."""

import pytest

from rcagraph.analysis.estimate.clustered_share import clustered_share, design_effect
from rcagraph.analysis.estimate.concentration import concentration
from rcagraph.analysis.estimate.failure_rate import mean_time_between
from rcagraph.analysis.estimate.forecast import forecast
from rcagraph.analysis.estimate.interval import Interval
from rcagraph.analysis.estimate.repeat_rate import Episode, followed, repeat_rate, repeats
from rcagraph.analysis.estimate.wilson import wilson


def ends(interval: Interval | None) -> tuple[float | None, float | None]:
    assert interval is not None
    return interval.low, interval.high


def at(*starts: float) -> list[Episode]:
    """Episodes that are resolved as they start."""
    return [(start, start) for start in starts]


def test_wilson() -> None:
    assert ends(wilson(6, 14).interval) == pytest.approx((0.213808, 0.674094), abs=5e-7)
    assert ends(wilson(4, 14).interval) == pytest.approx((0.117214, 0.546491), abs=5e-7)


def test_wilson_of_none_and_of_all_reaches_the_end() -> None:
    assert ends(wilson(0, 5).interval) == pytest.approx(
        (0.0, 3.841458820694124 / 8.841458820694124), abs=1e-12
    )
    assert ends(wilson(5, 5).interval) == pytest.approx((5 / 8.841458820694124, 1.0), abs=1e-12)
    empty = wilson(0, 0)
    assert (empty.estimate, empty.interval, empty.reason) == (None, None, "no trials (n=0)")


FAMILIES = list(zip((3, 0, 0, 1, 0, 2, 0, 0), (4, 1, 1, 2, 1, 3, 1, 1), strict=True))


def test_families_that_repeat_widen_the_interval() -> None:
    share = clustered_share(FAMILIES)
    assert (share.k, share.n) == (6, 14)
    assert share.estimate == pytest.approx(0.428571, abs=5e-7)
    assert ends(share.interval) == pytest.approx((0.162083, 0.744111), abs=5e-7)
    assert design_effect(FAMILIES) == pytest.approx(1.306405, abs=5e-7)


def test_families_that_are_alike_do_not_make_an_interval_narrower() -> None:
    assert design_effect([(1, 2)] * 9 + [(0, 2)]) == 1
    assert design_effect([(1, 2), (1, 3), (1, 2), (1, 3)]) == 1


def test_clusters_of_one_trial_are_no_clusters() -> None:
    """The jackknife's variance has n − 1 where the binomial one has n: Wilson's of 6/14 in 13."""
    share = clustered_share([(1, 1)] * 6 + [(0, 1)] * 8)
    assert ends(share.interval) == pytest.approx((0.207956, 0.681772), abs=5e-7)


def test_a_cluster_without_trials_says_nothing() -> None:
    assert clustered_share([*FAMILIES, (0, 0)]) == clustered_share(FAMILIES)


def test_below_three_clusters_there_is_a_share_and_no_interval() -> None:
    share = clustered_share([(1, 2), (0, 2)])
    assert (share.estimate, share.interval) == (0.25, None)
    assert share.reason == "no interval: 2 of 3 clusters"


def test_one_cluster_that_holds_nearly_everything_leaves_all_open() -> None:
    share = clustered_share([(50, 100_000), (1, 1), (0, 1)])
    assert ends(share.interval) == pytest.approx((0.0, 1.0), abs=1e-12)


def test_no_repeat_at_all_keeps_a_lower_end_of_nothing() -> None:
    share = clustered_share([(0, 3), (0, 2), (0, 4)])
    assert share.estimate == 0
    assert share.interval is not None
    assert share.interval.low == 0
    assert share.interval.high == pytest.approx(0.6504843888875596, abs=1e-9)


STARTS = at(0, 10, 50, 70, 200, 300)


@pytest.mark.parametrize(("within", "k", "n"), [(30, 1, 4), (90, 0, 2)])
def test_repeats_look_back(within: float, k: int, n: int) -> None:
    assert repeats(STARTS, within) == (k, n)


@pytest.mark.parametrize(("within", "k", "n"), [(30, 2, 6), (90, 3, 5)])
def test_followed_looks_forward(within: float, k: int, n: int) -> None:
    assert followed(STARTS, within, 365) == (k, n)


def test_a_repeat_that_started_too_early_to_be_eligible_is_not_counted() -> None:
    assert repeats(at(1, 5, 9, 60), 30) == (0, 1)


def test_within_counts_from_the_resolution_and_includes_its_last_day() -> None:
    assert repeats([(40, 50), (80, 81)], 30) == (1, 2)
    assert repeats([(40, 49.9), (80, 81)], 30) == (0, 2)


def test_repeat_rate_over_families() -> None:
    share = repeat_rate([STARTS, at(100, 120), at(250)], 30)
    assert (share.k, share.n) == (2, 7)
    assert share.interval is not None


def test_repeat_rate_of_an_empty_vault() -> None:
    assert repeat_rate([], 30).reason == "no trials (n=0)"


def test_mean_time_between_failures() -> None:
    found = mean_time_between(4, 365)
    assert found.estimate == 91.25
    assert ends(found.interval) == pytest.approx((35.639002, 334.903749), abs=1e-6)


def test_no_failure_bounds_the_mean_from_below_two_sided() -> None:
    found = mean_time_between(0, 365)
    assert (found.estimate, found.reason) == (None, "no failure (n=0)")
    assert ends(found.interval) == (pytest.approx(98.946, abs=5e-4), None)


def test_no_exposure_no_rate() -> None:
    assert mean_time_between(0, 0).reason == "no exposure"
    assert mean_time_between(3, 0).interval is None
    assert forecast(0, 0, 90).reason == "no exposure"


def test_forecast() -> None:
    ahead = forecast(5, 365, 90)
    assert (ahead.low, ahead.high) == (0, 4)
    assert ahead.at_least_one == pytest.approx(1 - (365 / 455) ** 5.5, abs=1e-12)


def test_forecast_of_what_never_failed_is_not_zero() -> None:
    ahead = forecast(0, 365, 90)
    assert ahead.at_least_one == pytest.approx(1 - (365 / 455) ** 0.5, abs=1e-12)
    assert (ahead.low, ahead.high) == (0, 1)


def test_forecast_far_beyond_what_was_watched() -> None:
    ahead = forecast(3, 1, 10_000)
    assert (ahead.low, ahead.high) == (8448, 80066)


def test_concentration() -> None:
    share = concentration([9, 1, 4, 4, 2, 1, 1, 3])
    assert (share.k, share.n, share.estimate) == (22, 25, 0.88)
    assert concentration([]).estimate is None


def test_an_interval_without_an_end_holds_everything_on_that_side() -> None:
    assert Interval(2.0, None).holds(1e9)
    assert Interval(None, 2.0).holds(2.0)
    assert not Interval(2.0, 3.0).holds(1.9)
