"""R9, R11 and B4: bursts, durations, and what a dependency has shown."""

import pytest

from rcagraph.analysis.estimate.beta import learned
from rcagraph.analysis.estimate.burstiness import burstiness, dispersion
from rcagraph.analysis.estimate.durations import durations, ranks


@pytest.mark.parametrize(
    ("n", "share", "low", "high"),
    [
        (5, 0.5, None, None),
        (6, 0.5, 1, 6),
        (10, 0.5, 2, 9),
        (20, 0.5, 6, 15),
        (111, 0.5, 45, 67),
        (35, 0.9, 28, None),
        (36, 0.9, 29, 36),
        (50, 0.9, 41, 50),
        (111, 0.9, 93, 107),
        (0, 0.5, None, None),
    ],
)
def test_order_statistics(n: int, share: float, low: int | None, high: int | None) -> None:
    assert ranks(n, share) == (low, high)


def test_durations_of_ten() -> None:
    found = durations([10, 20, 30, 40, 50, 60, 70, 80, 90, 1000])
    assert found.median.interval is not None
    assert (found.median.estimate, found.p90.estimate) == (55, 90)
    assert (found.median.interval.low, found.median.interval.high) == (20, 90)
    assert found.p90.interval is not None
    assert (found.p90.interval.low, found.p90.interval.high) == (70, None)
    assert (found.n, found.open, found.mean) == (10, 0, 145)


def test_the_geometric_mean_has_a_t_interval_on_logs() -> None:
    found = durations([1, 10, 100, 1000, 10_000]).geometric
    assert found.interval is not None
    assert found.estimate == pytest.approx(100, rel=1e-12)
    half = 2.7764451051977987 * 2.5**0.5 / 5**0.5
    assert (found.interval.low, found.interval.high) == pytest.approx(
        (10 ** (2 - half), 10 ** (2 + half)), rel=1e-9
    )


def test_under_a_minute_counts_as_one() -> None:
    found = durations([0, 0.5, 1, 1, 1])
    assert found.geometric.estimate == 1
    assert found.geometric.interval is None
    assert found.geometric.reason == "all durations are the same"


def test_open_incidents_are_censored() -> None:
    found = durations([10, 20, 30], [25, 40])
    assert (found.n, found.open, found.median.estimate) == (5, 2, 30)
    assert found.p90.estimate is None
    assert found.geometric.reason == "2 still open"
    assert found.mean == 20


def test_all_open() -> None:
    found = durations([], [5, 6])
    assert (found.median.estimate, found.median.interval, found.mean) == (None, None, None)


def test_none_and_one() -> None:
    none, one = durations([]), durations([7])
    assert (none.n, none.median.estimate, none.p90.estimate, none.mean) == (0, None, None, None)
    assert (one.median.estimate, one.median.interval) == (7, None)
    assert one.geometric.reason == "too few to tell (n=1, needs 5)"


def test_burstiness() -> None:
    found = burstiness((10, 40, 20, 130, 100))
    assert found.b == pytest.approx(-0.036211, abs=5e-7)
    assert found.cv == pytest.approx(0.874007, abs=5e-7)


def test_regular_gaps_are_as_far_from_bursts_as_can_be() -> None:
    assert burstiness((10,) * 6).b == -1
    assert burstiness((1, 2, 3, 4)).reason == "too few to tell (n=4, needs 5)"
    assert burstiness((0,) * 5).reason == "no gap is longer than 0"


def test_dispersion_in_twelve_bins() -> None:
    even = dispersion([15 + 30 * i for i in range(12)], 360)
    assert (even.index, even.p, even.too_narrow) == (0, 1, False)
    burst = dispersion([100 + i / 10 for i in range(8)], 360)
    assert burst.index == pytest.approx(8)
    assert burst.p == 0.0002
    assert burst.too_narrow


def test_dispersion_by_hand() -> None:
    """Six events: all in different bins with chance 12·11·10·9·8·7/12⁶."""
    p = dispersion([1, 2, 100, 150, 250, 300], 360).p
    assert p == pytest.approx(1 - 665_280 / 2_985_984, abs=0.015)


def test_dispersion_of_too_few_and_at_the_windows_end() -> None:
    assert dispersion([1, 2, 3, 4, 5], 360).reason == "too few to tell (n=5, needs 6)"
    assert dispersion([], 0).reason == "no exposure"
    assert dispersion([360] * 6, 360).index == pytest.approx(6)


@pytest.mark.parametrize(
    ("k", "n", "default", "mean", "low", "high"),
    [
        (0, 0, 0.9, 0.9, 0.606426, 0.999875),
        (0, 0, 0.2, 0.2, 0.007028, 0.565705),
        (4, 14, 0.9, 0.422222, 0.240525, 0.614021),
        (4, 14, 0.2, 0.266667, 0.115647, 0.447874),
        (0, 5, 0.9, 0.4, 0.158371, 0.668193),
        (5, 5, 0.2, 0.644444, 0.376823, 0.873766),
    ],
)
def test_learned(k: int, n: int, default: float, mean: float, low: float, high: float) -> None:
    found = learned(k, n, default)
    assert found.estimate == pytest.approx(mean, abs=5e-7)
    assert (found.interval.low, found.interval.high) == pytest.approx((low, high), abs=1e-6)
    assert found.interval.level == 0.9


def test_a_default_of_certainty_is_a_point_until_it_is_contradicted() -> None:
    sure = learned(3, 3, 1.0)
    assert (sure.estimate, sure.interval.low, sure.interval.high) == (1, 1, 1)
    assert learned(0, 0, 0.0).estimate == 0
    assert learned(2, 3, 1.0).estimate == pytest.approx(6 / 7)
