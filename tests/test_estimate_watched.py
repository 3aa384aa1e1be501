"""Windows of units, and runs of incidents that are one event."""

from rcagraph.analysis.estimate.watched import one_event, watched


def test_since_opens_the_window_and_the_vaults_last_incident_closes_it() -> None:
    assert watched((5, 40, 100), closes=100, since=10) == ([30], 90)


def test_without_since_the_first_run_opens_it_and_is_no_event() -> None:
    assert watched((10, 12, 18, 26, 50), closes=100) == ([1, 25], 75)


def test_a_single_incident_leaves_the_rest_of_the_time_to_be_watched() -> None:
    assert watched((10,), closes=100) == ([], 83)


def test_windows_that_never_opened() -> None:
    assert watched((), closes=100) is None
    assert watched((95,), closes=100) is None
    assert watched((5,), closes=100, since=100) is None


def test_incidents_within_seven_days_of_the_last_one_are_one_event() -> None:
    assert one_event((0, 7, 14, 21.5, 40)) == (0, 21.5, 40)
    assert one_event(()) == ()
    assert one_event((5, 5, 5)) == (5,)
