"""R2 and R4 against lifelines, reliability and their worked examples."""

import random
import warnings

import pytest

from rcagraph.analysis.estimate.cumulative import cumulative, curve
from rcagraph.analysis.estimate.first_gap import first_gap
from rcagraph.analysis.estimate.repeat_rate import Episode
from rcagraph.analysis.estimate.survival import Survival, survival

TIMES = (5, 12, 12, 30, 30, 41, 60, 75, 90, 120, 150, 200)
EVENTS = tuple(bool(int(each)) for each in "110110110100")


def ends(found: Survival, day: float) -> tuple[float, float | None, float | None]:
    step = found.at(day)
    assert step is not None
    assert step.interval is not None
    return step.survival, step.interval.low, step.interval.high


def test_the_worked_example() -> None:
    found = survival(TIMES, EVENTS)
    assert ends(found, 30) == pytest.approx((0.648148, 0.309662, 0.851798), abs=5e-7)
    assert ends(found, 90) == pytest.approx((0.432099, 0.141010, 0.698076), abs=5e-7)
    median = found.quantile()
    assert median.interval is not None
    assert (median.estimate, median.interval.low, median.interval.high) == (75, 12, None)


@pytest.mark.parametrize("seed", range(8))
def test_equal_to_lifelines(seed: int) -> None:
    from lifelines import KaplanMeierFitter
    from lifelines.utils import median_survival_times, qth_survival_time

    draw = random.Random(seed)
    n = draw.choice((6, 20, 60))
    times = [float(draw.randint(1, 40)) for _ in range(n)]
    happened = [draw.random() < 0.7 for _ in times]
    other = KaplanMeierFitter().fit(times, happened)
    found = survival(times, happened)
    for step in found.steps:
        assert step.survival == pytest.approx(other.predict(step.time), abs=1e-12)
        if step.interval:
            row = other.confidence_interval_.loc[step.time]
            assert (step.interval.low, step.interval.high) == pytest.approx(tuple(row), abs=1e-9)
    median = found.quantile()
    low, high = median_survival_times(other.confidence_interval_).iloc[0]
    theirs = [None if end == float("inf") else end for end in (low, high)]
    interval = median.interval
    half = qth_survival_time(0.5 + 1e-12, other.survival_function_)
    assert median.estimate == (None if half == float("inf") else half)
    assert [interval and interval.low, interval and interval.high] == theirs


def test_nothing_past_the_longest_follow_up() -> None:
    found = survival(TIMES, EVENTS)
    assert found.at(200) is not None
    assert found.at(201) is None
    assert survival((), ()).at(0) is None


def test_before_the_first_event_all_are_left_and_there_is_no_interval() -> None:
    step = survival(TIMES, EVENTS).at(3)
    assert step is not None
    assert (step.survival, step.interval) == (1.0, None)


def test_identical_times() -> None:
    found = survival((7, 7, 7), (True, True, True))
    assert [(s.time, s.survival, s.interval) for s in found.steps] == [(7, 0, None)]
    assert found.quantile().estimate == 7


def test_a_half_is_reached_in_spite_of_rounding() -> None:
    found = survival((1, 2, 3, 4, 5, 6), (True,) * 6)
    assert found.quantile().estimate == 3


def families(*firsts: tuple[float, float | None]) -> list[list[Episode]]:
    """Resolution of the first incident and start of the second."""
    return [
        [(done - 1, done), *([] if again is None else [(again, again + 1)])]
        for done, again in firsts
    ]


def test_first_gaps_leave_later_ones_out_and_keep_families_of_one() -> None:
    five = families((10, 20), (10, 30), (10, 40), (10, 50), (10, 60), (100, None))
    five[0] += [(22, 23), (24, 25)]
    found = first_gap(five, 400)
    assert (found.n, found.events, found.longest) == (6, 5, 300)
    assert [q.estimate for q in found.quiet] == pytest.approx([0.5, 1 / 6, 1 / 6])
    assert found.median is not None
    assert found.median.estimate == 30


def test_below_five_events_no_figure() -> None:
    found = first_gap(families((10, 20), (10, None)), 400)
    assert (found.quiet, found.median) == ((), None)
    assert found.reason == "too few to tell (n=1, needs 5)"
    assert first_gap([], 400).reason == "too few to tell (n=0, needs 5)"


def test_a_second_start_after_the_window_is_not_seen_and_an_open_first_has_no_gap() -> None:
    found = first_gap(families((10, 500), (450, None)), 400)
    assert (found.n, found.events, found.longest) == (1, 0, 390)


def test_a_share_past_the_longest_follow_up_is_not_given() -> None:
    found = first_gap(families((10, 11), (10, 12), (10, 13), (10, 14), (10, 15), (10, None)), 70)
    assert [q.reason for q in found.quiet] == [
        None,
        "past the longest follow-up",
        "past the longest follow-up",
    ]


UNITS = [
    ((5, 10, 15), 17),
    ((6, 13, 17), 19),
    ((12, 20, 25), 26),
    ((13, 15), 24),
    ((16, 22, 25), 28),
]
AT_AGES = (0.2, 0.4, 0.6, 0.8, 1.2, 1.6, 1.8, 2.0, 2.333333, 2.666667, 3.666667)


def test_mean_cumulative_function() -> None:
    steps = curve(UNITS)
    assert [step.age for step in steps] == [5, 6, 10, 12, 13, 15, 16, 17, 20, 22, 25]
    assert [step.estimate for step in steps] == pytest.approx(AT_AGES, abs=5e-7)
    last = cumulative(UNITS, 28)
    assert last.interval is not None
    assert (last.n, last.at_risk) == (14, 1)
    assert (last.interval.low, last.interval.high) == pytest.approx((2.655693, 5.062499), abs=5e-7)


def test_mean_cumulative_function_equals_reliability() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from reliability.Repairable_systems import MCF_nonparametric

        data = [[*times, end] for times, end in UNITS]
        theirs = MCF_nonparametric(data=data, print_results=False, show_plot=False)
    at_each = dict(zip(theirs.time, theirs.MCF, strict=True))
    steps = curve(UNITS)
    assert [at_each[step.age] for step in steps] == pytest.approx(
        [s.estimate for s in steps], abs=1e-9
    )


def test_below_five_units_and_past_the_longest_window_no_figure() -> None:
    assert cumulative(UNITS[:4], 10).reason == "too few to tell (4 units, needs 5)"
    assert cumulative(UNITS, 29).reason == "past the longest window"


def test_units_without_an_incident() -> None:
    quiet = [((), 100.0)] * 5
    found = cumulative(quiet, 50)
    assert (found.estimate, found.interval, found.reason) == (0, None, "no failure (n=0)")
    assert curve(quiet) == ()


def test_an_incident_at_the_end_of_a_window_is_at_risk_there() -> None:
    assert cumulative([((10,), 10), *[((), 10.0)] * 4], 10).estimate == pytest.approx(0.2)
