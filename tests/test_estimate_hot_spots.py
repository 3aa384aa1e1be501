"""R8 and R13: rates of services with the prior integrated out, and who is a hot spot."""

from math import exp

import pytest

from rcagraph.analysis.estimate.false_discovery import verdicts
from rcagraph.analysis.estimate.hot_spots import hot_spots
from rcagraph.analysis.estimate.service_rates import service_rates

YEAR = 365.0
COUNTS, DAYS = (20, 3, 2, 0, 5), (365, 365, 200, 365, 90)
FIVE = service_rates(COUNTS, DAYS)
TEN = (16, 14, 14, 13, 12, 11, 10, 8, 8, 5)


def yearly(i: int) -> tuple[float, ...]:
    rate = FIVE[i]
    known = (rate.mean, rate.low, rate.median, rate.high)
    return tuple(0.0 if each is None else each * YEAR for each in known)


def test_rates_a_year() -> None:
    assert yearly(0) == pytest.approx((18.817, 12.35, 18.49, 26.41), abs=0.005)
    assert yearly(1) == pytest.approx((3.590, 1.16, 3.29, 7.04), abs=0.005)
    assert yearly(2) == pytest.approx((4.516, 1.13, 4.01, 9.61), abs=0.006)
    assert yearly(3) == pytest.approx((0.903, 0.003, 0.534, 3.06), abs=0.005)
    assert yearly(4) == pytest.approx((17.040, 6.94, 15.78, 31.43), abs=0.005)


def test_hot_spot_by_its_share_of_the_exposure() -> None:
    found = hot_spots(COUNTS, DAYS).services
    said = verdicts(found)
    assert found[0].p == pytest.approx(4.414554849710172e-06, rel=1e-12)
    assert found[4].p == pytest.approx(0.04232813266940161, rel=1e-12)
    assert [v.words for v in said[:2]] == ["hot spot", "no evidence either way (n=3)"]
    assert said[0].q == pytest.approx(2.2072774248550862e-05, rel=1e-12)
    assert said[4].q == pytest.approx(0.106, abs=5e-4)


def test_ten_services_that_do_not_differ() -> None:
    found = hot_spots(TEN, (347.0,) * 10)
    assert found.chi2 == pytest.approx(9.2703, abs=5e-5)
    assert found.p == pytest.approx(0.4127, abs=5e-5)
    assert min(v.q or 1 for v in verdicts(found.services)) == pytest.approx(0.73, abs=0.005)


def test_the_posterior_answers_what_comes_next() -> None:
    after = FIVE[0].posterior
    assert after is not None
    assert after.at_most(after.quantile(0.05)) == pytest.approx(0.05, abs=1e-9)
    assert after.at_most(after.quantile(0.975)) == pytest.approx(0.975, abs=1e-9)
    assert after.count(YEAR) == pytest.approx(18.817, abs=5e-4)
    assert after.at_least_one(0) == 0
    from scipy.integrate import quad

    quiet, _ = quad(
        lambda rate: exp(-90 * rate) * after.density(rate), 0, 1, points=(0.03, 0.1), epsabs=1e-13
    )
    assert after.at_least_one(90) == pytest.approx(1 - quiet, abs=1e-9)


def test_one_component_of_the_mixture_is_a_gamma() -> None:
    from numpy import array

    from rcagraph.analysis.estimate.posterior import Posterior

    only = Posterior(array([1.0]), array([2.0]), array([10.0]))
    assert only.at_least_one(10) == 0.75
    assert only.quantile(0.5) == pytest.approx(0.16783469900166608, rel=1e-11)


def test_a_service_without_incidents_is_in_it_and_bounded() -> None:
    quiet = service_rates((6, 0), (100, 100))[1]
    assert hot_spots((6, 0), (100, 100)).services[1].p == 1
    assert quiet.high is not None
    assert 0 < quiet.high < 0.06


@pytest.mark.parametrize(
    ("counts", "exposures", "reason"),
    [
        ((), (), "no incident (n=0)"),
        ((0, 0), (10, 10), "no incident (n=0)"),
        ((3,), (10,), "nothing to compare: one service"),
        ((3, 0), (10, 0), "nothing to compare: one service"),
    ],
)
def test_nothing_to_compare(
    counts: tuple[int, ...], exposures: tuple[float, ...], reason: str
) -> None:
    found = hot_spots(counts, exposures)
    assert (found.reason, found.chi2) == (reason, None)
    assert {service.reason for service in found.services} <= {reason}


def test_no_incident_no_rate() -> None:
    assert service_rates((), ()) == ()
    assert [rate.reason for rate in service_rates((0, 0), (9, 9))] == ["no incident (n=0)"] * 2


def test_a_service_without_exposure_has_no_rate_and_leaves_the_others_alone() -> None:
    assert hot_spots((4, 1, 0), (100, 100, 0)).services[2].reason == "no exposure"
    found = service_rates((4, 1, 0), (100, 100, 0))
    assert found[2].reason == "no exposure"
    assert found[0].mean == service_rates((4, 1), (100, 100))[0].mean


def test_alike_services_are_worked_out_once() -> None:
    found = service_rates((5, 0, 1, 2) * 500, (365.0,) * 2000)
    assert len(found) == 2000
    assert found[0] is found[4]
