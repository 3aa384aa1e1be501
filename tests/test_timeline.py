"""Timelines: clock times become moments, also past midnight; events become milestones."""

import ast
import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rcagraph.extract.timeline import Timeline, read_timeline
from rcagraph.model.diagnostics import Code
from rcagraph.profile import built_in
from tests.notes import facts_of, note

DAY = date(2025, 1, 2)
UTC, BERLIN = ZoneInfo("UTC"), ZoneInfo("Europe/Berlin")
STAMPED = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d e\Z")
RULE = next(rule.timeline for rule in built_in().types if rule.timeline)


def timeline(*rows: str, header: str = "Time", day: date | None = DAY) -> Timeline:
    """The timeline of rows `10:00 event`; the first one stands on line 5."""
    cells = (row.split(" ", 1) for row in rows)
    table = "".join(f"| {time} | {event} |\n" for time, event in cells)
    page = f"## Timeline\n\n| {header} | Event |\n|---|---|\n{table}"
    return read_timeline(note(page), RULE, day, BERLIN)


def said(made: Timeline) -> list[tuple[str, int, str]]:
    return [(one.code.name, one.line, one.detail) for one in made.diagnostics]


def test_times_are_moments_of_the_day_in_the_vaults_zone() -> None:
    made = timeline("9:05 Start", "~10:00 Middle", "23:59:30 End")
    assert made.values["timeline"] == (
        "2025-01-02 09:05 Start",
        "2025-01-02 10:00 Middle",
        "2025-01-02 23:59 End",
    )
    assert made.values["started_at"] == datetime(2025, 1, 2, 9, 5, tzinfo=BERLIN)
    assert said(made) == []


def test_a_zone_that_is_written_counts() -> None:
    by_header = timeline("10:00 Start", header="Time (UTC)")
    by_cell = timeline("10:00UTC Start")
    expected = datetime(2025, 1, 2, 10, 0, tzinfo=UTC)
    assert by_header.values["started_at"] == by_cell.values["started_at"] == expected
    assert timeline("10:00Z Start").values["started_at"] == expected


def test_a_step_back_of_more_than_half_a_day_is_midnight() -> None:
    made = timeline(
        "23:50 Alert", "00:10 Paged", "12:00 Noon", "22:00 Late", "00:30 Incident resolved"
    )
    assert made.values["timeline"] == (
        "2025-01-02 23:50 Alert",
        "2025-01-03 00:10 Paged",
        "2025-01-03 12:00 Noon",
        "2025-01-03 22:00 Late",
        "2025-01-04 00:30 Incident resolved",
    )
    assert made.values["resolved_at"] == datetime(2025, 1, 4, 0, 30, tzinfo=BERLIN)
    assert said(made) == []


def test_a_smaller_step_back_is_disorder_and_what_is_written_stays() -> None:
    made = timeline("10:00 Alert", "12:00 Middle", "11:30 Paged", "12:30 End")
    assert said(made) == [("RCA201", 7, "11:30 stands after 12:00")]
    assert made.values["acknowledged_at"] == datetime(2025, 1, 2, 11, 30, tzinfo=BERLIN)


def test_six_hours_back_is_still_disorder_and_more_is_the_next_day() -> None:
    assert said(timeline("23:00 a", "17:00 b")) == [("RCA201", 6, "17:00 stands after 23:00")]
    assert said(timeline("23:00 a", "16:59 b")) == []


def test_a_row_of_before_midnight_among_those_after_is_disorder() -> None:
    made = timeline("23:50 a", "00:10 b", "23:55 c", "00:20 d")
    assert said(made) == [("RCA201", 7, "23:55 stands after 00:10")]
    assert made.values["timeline"] == (
        "2025-01-02 23:50 a",
        "2025-01-03 00:10 b",
        "2025-01-02 23:55 c",
        "2025-01-03 00:20 d",
    )


def test_an_outage_may_go_on_for_days() -> None:
    made = timeline("20:00 a", "09:00 b", "22:00 c", "13:00 d")
    assert said(made) == []
    assert made.values["timeline"] == (
        "2025-01-02 20:00 a",
        "2025-01-03 09:00 b",
        "2025-01-03 22:00 c",
        "2025-01-04 13:00 d",
    )


def test_a_written_date_is_never_moved() -> None:
    made = timeline("10:00 a", "2025-01-01T09:00 b")
    assert made.values["timeline"] == ("2025-01-02 10:00 a", "2025-01-01 09:00 b")
    assert said(made) == [("RCA201", 6, "09:00 stands after 10:00")]


def test_a_clock_time_after_a_written_date_is_of_that_date() -> None:
    made = timeline("2025-01-05T10:00 a", "11:00 b")
    assert made.values["timeline"] == ("2025-01-05 10:00 a", "2025-01-05 11:00 b")


def test_milestones_are_the_first_events_that_say_so() -> None:
    made = timeline(
        "10:00 Deploy", "10:05 Monitoring alert", "10:06 Second alert", "10:07 On-call paged",
        "10:20 Cause identified", "10:30 Mitigation applied", "10:50 Resolved",
    )  # fmt: skip
    clock = {n: f"{v:%H:%M}" for n, v in made.values.items() if isinstance(v, datetime)}
    assert clock == {
        "started_at": "10:00", "detected_at": "10:05", "acknowledged_at": "10:07",
        "identified_at": "10:20", "mitigated_at": "10:30", "resolved_at": "10:50",
    }  # fmt: skip


@pytest.mark.parametrize("bad", ["25:00", "10:60", "10.30", "noon", "1030", "10:00CET", "T015:00"])
def test_a_time_that_is_none_is_said_and_its_event_stays(bad: str) -> None:
    made = timeline("10:00 Start", f"{bad} Alert", "11:00 Resolved")
    assert said(made) == [("RCA203", 6, repr(bad))]
    assert made.values["timeline"] == (
        "2025-01-02 10:00 Start",
        f"{bad} Alert",
        "2025-01-02 11:00 Resolved",
    )
    assert "detected_at" not in made.values


def test_without_a_date_the_events_stay_and_no_time_is_guessed() -> None:
    made = timeline("10:00 Start", "11:00 Resolved", day=None)
    assert made == Timeline({"timeline": ("10:00 Start", "11:00 Resolved")}, [])


def test_past_the_last_year_there_is_no_day() -> None:
    made = timeline("23:00 a", "01:00 b", day=date.max)
    assert said(made) == [("RCA203", 6, "'01:00'")]


def test_the_first_table_under_the_heading_that_has_both_columns() -> None:
    page = """\
        | Time | Event |
        |--|--|
        | 01:00 | before |

        ## Timeline

        | When | Who |
        |--|--|
        | 02:00 | nobody |

        ### Details

        | # | What happened | Time |
        |--|--|--|
        | 1 | It began | 03:00 |
        | 2 | |
    """
    made = read_timeline(note(page), RULE, DAY, UTC)
    assert made.values["timeline"] == ("2025-01-02 03:00 It began", " ")
    assert [one.line for one in made.diagnostics] == [16]
    assert read_timeline(note("## Timeline\n\nNothing.\n"), RULE, DAY, UTC) == Timeline({}, [])


def test_a_field_is_stronger_than_the_timeline() -> None:
    page = """\
        ---
        date: 2025-01-02
        started_at: 2025-01-02T08:00Z
        ---
        ## Timeline
        | Time | Event |
        |--|--|
        | 09:00 | Alert |
    """
    values = facts_of(page).node.properties
    assert values["started_at"] == datetime(2025, 1, 2, 8, tzinfo=UTC)
    assert values["detected_at"] == datetime(2025, 1, 2, 9, tzinfo=UTC)


CLOCKS = st.from_regex(r"[0-2]?[0-9]:[0-6][0-9]Z?", fullmatch=True)
MOMENTS = st.from_regex(r"[019][0-9]{3}-0[1-3]-[0-3]1T1[0-9]:00", fullmatch=True)
TIMES = CLOCKS | MOMENTS | st.text("0123456789:-TZ", min_size=1, max_size=16)


@settings(deadline=None)
@given(st.lists(TIMES, max_size=6), st.dates())
def test_any_times_on_any_day_give_every_event(times: list[str], day: date) -> None:
    made = timeline(*(f"{text} e" for text in times), day=day)
    lines = made.values.get("timeline", ())
    assert isinstance(lines, tuple)
    assert len(lines) == len(times)
    bad = [ast.literal_eval(one.detail) for one in made.diagnostics if one.code is Code.RCA203]
    assert [line for line in lines if not STAMPED.match(line)] == [f"{text} e" for text in bad]
