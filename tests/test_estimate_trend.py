"""R5 and R6: whether incidents come faster, and by what power."""

import warnings

import pytest

from rcagraph.analysis.estimate.crow_amsaa import power_law
from rcagraph.analysis.estimate.trend import irwin_hall, t_test, trend, two_sided, vault_trend

FIVE = (30, 200, 260, 310, 350)
BURSTS = (100, 101, 103, 200, 202, 330, 331, 333, 350)


def test_laplace_of_five() -> None:
    found = trend(FIVE, 365)
    assert found.u == pytest.approx(1.0080367613, abs=1e-10)
    assert found.cv == pytest.approx(0.814411, abs=5e-7)
    assert found.u_star == found.u
    assert found.p == pytest.approx(0.323672, abs=5e-7)
    assert found.reason == "too few to tell (n=5, needs 6)"


def test_u_equals_reliability() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from reliability.Repairable_systems import ROCOF

        gaps = [30, 170, 60, 50, 40]
        theirs = ROCOF(
            times_between_failures=gaps, test_end=365, show_plot=False, print_results=False
        )
    found = trend(FIVE, 365)
    assert found.u == pytest.approx(theirs.U, abs=1e-9)


def test_bursts_shrink_u() -> None:
    found = trend(BURSTS, 365)
    assert found.u == pytest.approx(1.289152, abs=5e-7)
    assert found.cv == pytest.approx(1.363248, abs=5e-7)
    assert found.u_star == pytest.approx(0.945647, abs=5e-7)
    assert found.p == pytest.approx(0.350164, abs=5e-7)
    assert found.u is not None
    assert two_sided(found.u, 9) == pytest.approx(0.200861, abs=5e-7)
    assert (found.reason, found.claim) == (None, "worsening")


def test_irwin_hall() -> None:
    assert irwin_hall(1.0, 2) == 0.5
    assert irwin_hall(1.0, 3) == pytest.approx(1 / 6, abs=1e-15)
    assert irwin_hall(10.0, 20) == 0.5
    assert irwin_hall(0.5, 20) == pytest.approx(0.5**20 / 2432902008176640000, rel=1e-12)
    assert irwin_hall(20.0, 20) == 1


@pytest.mark.parametrize(
    ("n", "size_05", "size_01"),
    [(2, 0.0399, 0), (3, 0.0469, 0.0032), (6, 0.0482, 0.0074), (12, 0.0492, 0.0088)],
)
def test_the_exact_tail_is_below_the_normal_one(n: int, size_05: float, size_01: float) -> None:
    assert two_sided(1.959963984540054, n) == pytest.approx(size_05, abs=5e-5)
    assert two_sided(2.5758293035489004, n) == pytest.approx(size_01, abs=5e-5)


def test_beyond_twenty_events_the_tail_is_normal() -> None:
    assert two_sided(1.959963984540054, 21) == pytest.approx(0.05, abs=1e-12)


def test_the_vault_by_a_t_test_on_scores() -> None:
    t, p = t_test((32.5, 70, -186, -25)) or (0, 0)
    assert (t, p) == pytest.approx((-0.480545, 0.663706), abs=5e-7)


def test_pooled_u_is_printed_and_four_units_carry_no_verdict() -> None:
    found = vault_trend([((30, 200, 350), 365), ((100, 150), 180)])
    assert found.pooled_u == pytest.approx(0.520995, abs=5e-7)
    assert (found.units, found.n, found.p) == (2, 5, None)
    assert found.verdict == "too few to tell (2 units with incidents, needs 5)"


def test_a_vault_that_worsens() -> None:
    units = [((200, 300 + i, 350), 365.0) for i in range(5)]
    assert vault_trend(units).verdict == "worsening"
    assert vault_trend([((15 - i, 65, 165), 365.0) for i in range(5)]).verdict == "improving"


def test_a_vault_without_evidence() -> None:
    units = [((d,), 100.0) for d in (10, 90, 40, 60, 52)]
    assert vault_trend(units).verdict == "no evidence either way (n=5)"


@pytest.mark.parametrize(
    ("units", "verdict"),
    [
        ([], "too few to tell (0 units with incidents, needs 5)"),
        ([((), 100.0)] * 9, "too few to tell (0 units with incidents, needs 5)"),
        ([((70.0,), 100.0)] * 6, "all units' scores are the same"),
    ],
)
def test_vaults_that_cannot_be_tested(
    units: list[tuple[tuple[float, ...], float]], verdict: str
) -> None:
    assert vault_trend(units).verdict == verdict


def test_trend_of_nothing_of_one_and_of_no_exposure() -> None:
    assert trend((), 365).reason == "too few to tell (n=0, needs 6)"
    one = trend((365,), 365)
    assert (one.cv, one.u) == (None, pytest.approx(3**0.5))
    assert one.p == pytest.approx(0, abs=1e-12)
    assert trend((0,), 0).reason == "no exposure"


def test_all_events_at_either_end_of_the_window() -> None:
    early, late = trend((0.0,) * 6, 100), trend((100.0,) * 6, 100)
    assert (early.cv, early.claim, early.p) == (None, "improving", pytest.approx(0, abs=1e-12))
    assert late.claim == "worsening"
    assert late.cv == pytest.approx(6**0.5)
    assert late.u_star == pytest.approx(3**0.5, abs=1e-12)


def test_power_law() -> None:
    found = power_law(FIVE, 365)
    assert found.interval is not None
    assert found.beta == pytest.approx(1.371823, abs=5e-7)
    assert found.unbiased == pytest.approx(1.097458, abs=5e-7)
    assert found.scale == pytest.approx(0.00152742, abs=5e-9)
    assert (found.interval.low, found.interval.high) == pytest.approx(
        (0.445427, 2.809929), abs=5e-7
    )
    assert found.p == pytest.approx(0.604292, abs=5e-7)
    assert found.expected(90) == pytest.approx(1.765173, abs=5e-7)


@pytest.mark.parametrize(
    ("times", "exposure", "reason"),
    [
        ((), 365, "no failure (n=0)"),
        ((), 0, "no exposure"),
        ((0, 10), 365, "an event at the window's opening"),
        ((365, 365), 365, "all events at the window's end"),
    ],
)
def test_power_laws_that_there_are_not(
    times: tuple[float, ...], exposure: float, reason: str
) -> None:
    found = power_law(times, exposure)
    assert (found.beta, found.interval, found.reason) == (None, None, reason)
    assert found.expected(90) is None


def test_one_event_has_no_unbiased_beta() -> None:
    found = power_law((100,), 271.8281828459045)
    assert found.beta == pytest.approx(1.0)
    assert found.unbiased is None
