"""The clock, the episodes and the window that every figure of recurrence is of."""

from datetime import UTC, date, datetime

import pytest

from rcagraph.analysis.events import Event
from rcagraph.analysis.history import clock
from rcagraph.analysis.history.episodes import episodes
from rcagraph.analysis.history.window import AS_OF, COMPLETE_UNTIL, LAST_INCIDENT, Window, window
from rcagraph.model.vocabulary import Value
from tests.graphs import node
from tests.pasts import happened

DAY0 = 20089.0
"""2025-01-01 in days since 1970."""
MORNING = datetime(2025, 1, 2, 6, tzinfo=UTC)


def event(**properties: Value) -> Event:
    return Event(node("Incident", "i", **properties))


def at(*days: float) -> list[Event]:
    return [Event(happened(d)[0]) for d in days]


def test_the_clock_where_it_is_known_else_noon() -> None:
    assert clock.began(event(date=date(2025, 1, 2))) == DAY0 + 1.5
    assert clock.began(event(date=date(2025, 1, 2), started_at=MORNING)) == DAY0 + 1.25
    assert clock.began(event(detected_at=MORNING)) == DAY0 + 1.25
    assert clock.began(event()) is None


def test_a_duplicate_tells_what_the_original_does_not() -> None:
    both = Event(
        node("Incident", "i", date=date(2025, 1, 2)), (node("Incident", "j", started_at=MORNING),)
    )
    assert clock.began(both) == DAY0 + 1.25


@pytest.mark.parametrize(
    ("told", "end"),
    [
        ({"resolved_at": MORNING}, DAY0 + 1.25),
        ({"duration_minutes": 720}, DAY0 + 0.5),
        ({"status": "Resolved"}, DAY0),
        ({}, DAY0),
        ({"status": "In-Progress"}, None),
        ({"status": "open", "duration_minutes": 0}, DAY0),
        ({"resolved_at": datetime(2024, 1, 1, tzinfo=UTC)}, DAY0),
    ],
)
def test_when_it_was_over(told: dict[str, Value], end: float | None) -> None:
    assert clock.over(event(**told), DAY0) == end


def test_minutes_between_two_moments_of_one_note() -> None:
    noon = MORNING.replace(hour=12)
    assert clock.minutes_between(event(a=MORNING, b=noon), "a", "b") == 360
    assert clock.minutes_between(event(a=noon, b=MORNING), "a", "b") == 0
    assert clock.minutes_between(event(a=noon), "a", "b") is None


def test_incidents_of_a_family_that_overlap_are_one_episode() -> None:
    long = Event(happened(1, resolved_at=datetime(2025, 1, 4, tzinfo=UTC))[0])
    found = episodes([*at(2, 3.5, 2.9), long], DAY0 + 9)
    assert [(e.start - DAY0, e.end - DAY0, len(e.events)) for e in found] == [
        (1, 3, 3), (3.5, 3.5, 1)
    ]  # fmt: skip


def test_what_began_after_the_end_or_without_a_day_is_in_no_episode() -> None:
    assert [len(e.events) for e in episodes([*at(1, 5), event()], DAY0 + 4)] == [1]


def test_only_the_last_of_a_family_may_be_open() -> None:
    early = event(date=date(2025, 1, 2), status="open")
    late = event(date=date(2025, 2, 2), status="open")
    assert [e.is_open for e in episodes([early, late], DAY0 + 90)] == [False, True]


def test_the_window_opens_at_the_first_incident_and_closes_at_the_last() -> None:
    found = window(at(3, 10, 5))
    assert found == Window(DAY0 + 3, DAY0 + 10, LAST_INCIDENT, 5.0)
    assert (found.first, found.last, found.days) == (date(2025, 1, 4), date(2025, 1, 11), 7)
    assert window([event()]) is None


def test_complete_until_closes_it_at_the_end_of_that_day() -> None:
    found = window(at(3, 10), complete_until=date(2025, 2, 1))
    assert found == Window(DAY0 + 3, DAY0 + 32, COMPLETE_UNTIL, 7.0)
    assert found.last == date(2025, 2, 1)
    early = window(at(3, 10), complete_until=date(2025, 1, 6))
    assert early == Window(DAY0 + 3, DAY0 + 6, COMPLETE_UNTIL, 0.0)


def test_an_earlier_as_of_closes_it_and_a_later_one_does_not() -> None:
    assert window(at(3, 10), as_of=date(2025, 1, 5)) == Window(DAY0 + 3, DAY0 + 5, AS_OF, 0.0)
    late = window(at(3, 10), as_of=date(2026, 1, 5))
    assert late == Window(DAY0 + 3, DAY0 + 10, LAST_INCIDENT, 7.0)
    both = window(at(3, 10), complete_until=date(2025, 2, 1), as_of=date(2025, 1, 31))
    assert both is not None
    assert (both.closes, both.closed_by) == (DAY0 + 31, AS_OF)


def test_silence_longer_than_three_of_the_longest_gap_is_said() -> None:
    found = window(at(0, 4, 14))
    assert found is not None
    assert found.silent_since(date(2025, 2, 14)) is None
    assert found.silent_since(date(2025, 2, 15)) == date(2025, 1, 15)
