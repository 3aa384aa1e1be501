"""Timelines: clock times become moments, also past midnight; events become milestones."""

import ast
import re
from dataclasses import replace
from datetime import date, datetime
from time import perf_counter
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rcagraph.extract.timeline import Timeline, Times, read_timeline
from rcagraph.model.diagnostics import Code
from rcagraph.profile import built_in
from rcagraph.profile.shape import TimelineRule
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
    return read_timeline(note(page), RULE, Times(day, BERLIN))


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


@pytest.mark.parametrize("bad", ["25:00", "10:60", "10.10", "noon", "1030", "10:00XYZ", "T015:00"])
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


def test_a_table_under_the_heading_that_has_both_columns() -> None:
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
    made = read_timeline(note(page), RULE, Times(DAY, UTC))
    assert made.values["timeline"] == ("2025-01-02 03:00 It began", "? ")
    assert [(one.code.name, one.line) for one in made.diagnostics] == [
        ("RCA203", 16),
        ("RCA208", 7),
    ]
    assert read_timeline(note("## Timeline\n\nNothing.\n"), RULE, Times(DAY, UTC)) == Timeline(
        {}, []
    )


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


def listed(body: str, heading: str = "## Timeline", day: date | None = DAY) -> Timeline:
    """The timeline of a body under its heading; the body begins on line 3."""
    return read_timeline(note(f"{heading}\n\n{body}"), RULE, Times(day, BERLIN))


@pytest.mark.parametrize(
    "line",
    [
        "- 10:03 – alert fires",
        "- **10:03**: alert fires",
        "* [10:03] alert fires",
        "1. 10:03 alert fires",
        "- `10:03` | alert fires",
        "- (10:03) alert fires",
        "- 2025-01-02 10:03 - alert fires",
        "- 2025-01-02, 10:03: alert fires",
        "- 10:03 am → alert fires",
        "10:03 - alert fires",
        "**10:03** alert fires",
    ],
)
def test_each_form_of_a_line(line: str) -> None:
    made = listed(line)
    assert made.values["timeline"] == ("2025-01-02 10:03 alert fires",)
    assert made.values["detected_at"] == datetime(2025, 1, 2, 10, 3, tzinfo=BERLIN)
    assert said(made) == []


@pytest.mark.parametrize(
    ("written", "clock"),
    [
        ("3:05 pm", "15:05"), ("3:05PM", "15:05"), ("12:05 a.m.", "00:05"), ("12:30 PM", "12:30"),
        ("3pm", "15:00"),
        ("13:05 pm", "13:05"), ("0:05 am", "00:05"), ("10:03:59", "10:03"), ("~9:03", "09:03"),
        ("09:03:07.250", "09:03"),
    ],
)  # fmt: skip
def test_clocks(written: str, clock: str) -> None:
    assert listed(f"- {written} - x").values["timeline"] == (f"2025-01-02 {clock} x",)


@pytest.mark.parametrize("written", ["13:05 am", "0:30 pm", "24:00", "10:61", "10:00:61"])
def test_what_is_no_clock(written: str) -> None:
    made = listed(f"- 09:00 - a\n- {written} - x")
    assert said(made) == [("RCA203", 4, repr(written))]


@pytest.mark.parametrize(
    ("zone", "offset"),
    [
        ("UTC", "+00:00"), ("Z", "+00:00"), ("GMT", "+00:00"), ("utc", "+00:00"), ("CET", "+01:00"),
        ("CEST", "+02:00"), ("PST", "-08:00"), ("EDT", "-04:00"), ("UTC+2", "+02:00"),
        ("UTC-05:30", "-05:30"), ("+0530", "+05:30"), ("(UTC)", "+00:00"), ("", "+01:00"),
    ],
)  # fmt: skip
def test_a_zone_after_the_time(zone: str, offset: str) -> None:
    made = listed(f"- 10:03 {zone} – alert fires")
    at = made.values["detected_at"]
    assert isinstance(at, datetime)
    assert at.isoformat() == f"2025-01-02T10:03:00{offset}"
    assert said(made) == []


def test_a_zone_that_is_unclear_is_said_and_the_vaults_own_is_taken() -> None:
    made = listed("- 10:03 IST – alert fires\n- 10:05 BST – x")
    assert said(made) == [
        ("RCA207", 3, "'IST' was read as Europe/Berlin"),
        ("RCA207", 4, "'BST' was read as Europe/Berlin"),
    ]
    assert made.values["detected_at"] == datetime(2025, 1, 2, 10, 3, tzinfo=BERLIN)


def test_what_the_vaults_own_zone_is_called_is_clear() -> None:
    kolkata = ZoneInfo("Asia/Kolkata")
    made = read_timeline(note("## Timeline\n\n- 10:03 IST – x"), RULE, Times(DAY, kolkata))
    assert made == Timeline(
        {
            "timeline": ("2025-01-02 10:03 x",),
            "started_at": datetime(2025, 1, 2, 10, 3, tzinfo=kolkata),
        },
        [],
    )


def test_words_after_a_time_are_no_zone() -> None:
    made = listed("- 10:03 SRE restarts\n- 10:04 est. five users hit")
    assert made.values["timeline"] == (
        "2025-01-02 10:03 SRE restarts",
        "2025-01-02 10:04 est. five users hit",
    )


@pytest.mark.parametrize(
    ("heading", "body"),
    [
        ("## Timeline (UTC)", "- 10:03 x"),
        ("## 3. Timeline (all times UTC):", "- 10:03 x"),
        ("## Timeline", "All times are in UTC.\n\n- 10:03 x"),
        ("## Timeline", "- Times: UTC\n- 10:03 x"),
        ("## Timeline", "| Time in UTC | What happened |\n|-|-|\n| 10:03 | x |"),
    ],
)
def test_a_zone_said_once_for_all(heading: str, body: str) -> None:
    made = listed(body, heading)
    assert made.values["started_at"] == datetime(2025, 1, 2, 10, 3, tzinfo=UTC)


def test_dates_as_headings_and_as_items() -> None:
    body = """\
### 2025-01-03

- 23:50 a
- 00:10 b

### Day 3 (2025-01-05)

- 09:00 c
- 2025-01-06
  - 08:00 d
"""
    made = listed(body)
    assert made.values["timeline"] == (
        "2025-01-03 23:50 a",
        "2025-01-04 00:10 b",
        "2025-01-05 09:00 c",
        "2025-01-06 08:00 d",
    )
    assert said(made) == []


def test_a_column_of_dates() -> None:
    body = (
        "| Date | Time | Event |\n|-|-|-|\n| 2025-01-03 | 23:50 | a |\n| | 23:55 | b |\n"
        "| 2025-01-03 | 00:10 | c |\n| soon | 00:20 | d |\n"
    )
    made = listed(body)
    assert made.values["timeline"] == (
        "2025-01-03 23:50 a",
        "2025-01-03 23:55 b",
        "2025-01-03 00:10 c",
        "soon 00:20 d",
    )
    assert said(made) == [
        ("RCA201", 7, "00:10 stands after 23:55"),
        ("RCA203", 8, "'soon 00:20'"),
    ]


def test_what_is_nested_belongs_to_its_parent_unless_it_has_a_time() -> None:
    body = "- 10:03 – deploy\n  - of cart\n  - to all\n  - 10:04 – alert fires\n- 10:05 – end\n"
    assert listed(body).values["timeline"] == (
        "2025-01-02 10:03 deploy; of cart; to all",
        "2025-01-02 10:04 alert fires",
        "2025-01-02 10:05 end",
    )


def test_lines_of_a_paragraph_go_on_until_the_next_time() -> None:
    made = listed("We were slow.\n\n10:03 - alert\nfires\n10:05 - on-call paged\n\nSo it was.\n")
    assert made.values["timeline"] == (
        "2025-01-02 10:03 alert fires",
        "2025-01-02 10:05 on-call paged",
    )
    assert said(listed("a\n10:03 - x\n25:00 - y\n")) == [("RCA203", 5, "'25:00'")]


@pytest.mark.parametrize(
    "written", ["Jan 2, 10:03", "2nd January 2025 at 10:03", "Thu 2 Jan 10:03", "02/01/2025 10:03"]
)
def test_a_date_of_another_form_is_said_unless_the_profile_knows_it(written: str) -> None:
    body = f"{written} - a\n10:04 - b\n"
    made = listed(body)
    assert said(made) == [("RCA203", 3, repr(written))]
    assert "started_at" not in made.values
    assert made.values["timeline"] == (f"{written} a", "2025-01-02 10:04 b")


def test_a_date_that_the_profile_knows() -> None:
    times = Times(None, UTC, None, ("%d.%m.%Y %H:%M", "%d.%m.%Y"))
    page = note(
        "## Timeline\n\n- 02.01.2025 10:03: a\n- 10:04: b\n\n### 03.01.2025\n\n- 09:00: c\n"
    )
    assert read_timeline(page, RULE, times).values["timeline"] == (
        "2025-01-02 10:03 a",
        "2025-01-02 10:04 b",
        "2025-01-03 09:00 c",
    )


def test_a_span_begins_when_it_begins() -> None:
    assert listed("- 10:03–10:10: a\n- 10:04 - 10:30 b").values["timeline"] == (
        "2025-01-02 10:03 a (until 10:10)",
        "2025-01-02 10:04 b (until 10:30)",
    )


def test_offsets_count_from_the_stated_start() -> None:
    page = note("## Timeline\n\n- T+0: a\n- T+5m: b\n- T+01:30 – c\n- T+1h 45m d\n- T-2m: e\n")
    start = datetime(2025, 1, 2, 10, 0, tzinfo=UTC)
    made = read_timeline(page, RULE, Times(DAY, UTC, start))
    assert made.values["timeline"] == (
        "2025-01-02 10:00 a",
        "2025-01-02 10:05 b",
        "2025-01-02 11:30 c",
        "2025-01-02 11:45 d",
        "2025-01-02 09:58 e",
    )
    without = read_timeline(page, RULE, Times(DAY, UTC))
    assert [one.hint for one in without.diagnostics] == [
        "give the incident `started_at`, from which T counts"
    ] * 5


def rows_of(*rows: str, rule: TimelineRule = RULE) -> Timeline:
    page = "\n".join(("## Timeline", "", "| Time | Event |", "|---|---|", *rows))
    return read_timeline(note(page), rule, Times(DAY, UTC))


@pytest.mark.parametrize("written", ["~10:03", "10:03~", "≈ 2025-01-02 10:03"])
def test_about_a_time_is_that_time(written: str) -> None:
    made = rows_of(f"| {written} | alert |")
    assert made.values["started_at"] == datetime(2025, 1, 2, 10, 3, tzinfo=UTC)
    assert made.diagnostics == []


def test_the_last_row_may_stand_for_a_property_that_no_event_marks() -> None:
    rule = replace(RULE, last="resolved_at")
    half_past = datetime(2025, 1, 2, 10, 30, tzinfo=UTC)
    made = rows_of("| 10:00 | alert |", "| 10:30 | all well |", rule=rule)
    assert made.values["resolved_at"] == half_past
    made = rows_of("| 10:30 | resolved |", "| 10:40 | all well |", rule=rule)
    assert made.values["resolved_at"] == half_past
    made = rows_of("| 10:30 | alert |", "| 10:?? | all well |", rule=rule)
    assert "resolved_at" not in made.values


def test_a_first_row_that_cannot_be_read_gives_no_start() -> None:
    made = timeline("10.10 Deploy", "10:45 Alert")
    assert "started_at" not in made.values
    assert made.values["detected_at"] == datetime(2025, 1, 2, 10, 45, tzinfo=BERLIN)
    assert said(made) == [("RCA203", 5, "'10.10'")]
    assert "started_at" in listed("- All quiet\n- 10:45 Alert").values


NOT_YET = (
    "Not resolved", "Issue not yet fully resolved", "It isn't resolved", "Still unresolved",
    "Never resolved", "could not be resolved", "It will be resolved tomorrow",
)  # fmt: skip


@pytest.mark.parametrize("event", NOT_YET)
def test_a_milestone_that_is_taken_back_is_none(event: str) -> None:
    made = timeline(f"10:00 {event}", "11:00 Incident resolved")
    assert made.values["resolved_at"] == datetime(2025, 1, 2, 11, tzinfo=BERLIN)


@pytest.mark.parametrize(
    "event",
    [
        "No alert", "No monitoring alert", "Alert did not fire", "The alerts didn't fire",
        "Alert for cart was not raised", "Alert never fired", "It wasn't detected", "Undetected",
        "Nobody noticed", "Alerting failed to trigger", "without any alert",
    ],
)  # fmt: skip
def test_what_nobody_noticed_is_not_detected(event: str) -> None:
    made = timeline(f"10:00 {event}", "10:10 Alert fires")
    assert made.values["detected_at"] == datetime(2025, 1, 2, 10, 10, tzinfo=BERLIN)


@pytest.mark.parametrize(
    "event",
    [
        "Login does not work, noticed by support", "No alert, but a customer noticed",
        "Noticed that login does not work", "Users not able to login: alert",
        "Alert: cart is not responding", "Alert fired but nobody was paged",
        "Detected that pods were not ready",
    ],
)  # fmt: skip
def test_another_negation_takes_nothing_back(event: str) -> None:
    made = timeline(f"10:00 {event}", "10:10 Alert fires")
    assert made.values["detected_at"] == datetime(2025, 1, 2, 10, tzinfo=BERLIN)


@pytest.mark.parametrize(
    "heading",
    ["## ⏱ Timeline", "# 2) Incident timeline", "### Chronology:", "## Timeline of Events"],
)
def test_headings_of_a_timeline(heading: str) -> None:
    assert listed("- 10:03 x", heading).values["timeline"] == ("2025-01-02 10:03 x",)


def test_of_a_list_beside_a_table_what_has_a_time_is_an_event() -> None:
    body = "- 10:01 - b\n- The shift ends at 11:00\n\n| Time | Event |\n|-|-|\n| 10:03 | a |\n"
    assert listed(body).values["timeline"] == ("2025-01-02 10:01 b", "2025-01-02 10:03 a")


@pytest.mark.parametrize(
    "text", ["alert " * 20_000, "not " * 30_000 + "resolved", "10:00-" * 9_999]
)
def test_a_long_row_is_read_in_time_that_grows_with_its_length(text: str) -> None:
    start = perf_counter()
    assert len(listed(f"- 10:03 {text}").diagnostics) == 0
    assert perf_counter() - start < 2


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


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("14h05", "14:05"),
        ("14 h 05", "14:05"),
        ("9H05", "09:05"),
        ("14:05h", "14:05"),
        ("14:05 Uhr", "14:05"),
        ("14.05 Uhr", "14:05"),
        ("14:05 hrs", "14:05"),
        ("14：05", "14:05"),
        ("14時05分", "14:05"),
        ("14时5分30秒", "14:05"),
        ("14時", "14:00"),
        ("3点半", "03:30"),
        ("下午2:05", "14:05"),
        ("午後2時5分", "14:05"),
        ("오전 9시 5분", "09:05"),
    ],
)
def test_clocks_as_other_languages_write_them(written: str, at: str) -> None:
    made = rows_of(f"| {written} | alert |")
    assert made.values["timeline"] == (f"2025-01-02 {at} alert",)
    assert made.diagnostics == []
    item = listed(f"- {written} – alert").values
    assert item["timeline"] == (f"2025-01-02 {at} alert",)


@pytest.mark.parametrize(
    "written", ["14h", "14小时", "14時間", "3点", "25h05", "14h60", "下午13.5"]
)
def test_what_may_be_how_long_is_no_clock(written: str) -> None:
    made = rows_of(f"| {written} | alert |")
    assert made.values["timeline"] == (f"{written} alert",)
    assert [one.code for one in made.diagnostics] == [Code.RCA203]


def test_a_time_of_so_much_later_is_none() -> None:
    made = listed("- 10:00 alert\n- 2h10 later all was well")
    assert made.values["timeline"] == ("2025-01-02 10:00 alert", "2h10 later all was well")
    assert made.diagnostics == []


def test_a_span_of_such_times_says_its_end() -> None:
    made = listed("- 14h05–14h20 : début\n- 14時30分～14時40分 対応")
    assert made.values["timeline"] == (
        "2025-01-02 14:05 début (until 14h20)",
        "2025-01-02 14:30 対応 (until 14時40分)",
    )


def test_dots_part_a_clock_where_one_of_them_can_part_no_day_and_month() -> None:
    made = listed("- 10.05 Beginn\n- 10.50: Alarm\n- 11.02–11.10 Neustart\n")
    assert made.values["timeline"] == (
        "2025-01-02 10:05 Beginn",
        "2025-01-02 10:50 Alarm",
        "2025-01-02 11:02 Neustart (until 11:10)",
    )
    assert made.diagnostics == []


def test_dots_that_may_part_a_day_and_a_month_are_said() -> None:
    made = listed("- 10.05 Beginn\n- 11.02. Alarm")
    assert "started_at" not in made.values
    assert [one.code for one in made.diagnostics] == [Code.RCA203, Code.RCA203]


def test_without_a_blank_an_ideograph_is_apart_and_a_letter_is_not() -> None:
    made = listed("- 10:00监控报警\n- 10:05：恢复\n- 10:10x")
    assert made.values["timeline"] == (
        "2025-01-02 10:00 监控报警",
        "2025-01-02 10:05 恢复",
        "10:10x",
    )


def test_a_duration_at_the_head_of_an_item_is_no_time() -> None:
    assert listed("- 10:00 a\n- 1h20m of silence").values["timeline"] == (
        "2025-01-02 10:00 a",
        "1h20m of silence",
    )


def table_of(*lines: str) -> Timeline:
    rows = "\n".join(lines)
    return read_timeline(note(f"## Timeline\n\n{rows}\n"), RULE, Times(DAY, UTC))


def test_two_columns_are_known_by_what_they_hold() -> None:
    made = table_of("| Ereignis | Uhrzeit |", "|--|--|", "| Alarm | 10:05 |", "| Ende | 10.50 |")
    assert made.values["timeline"][0] == "2025-01-02 10:05 Alarm"
    assert [one.code for one in made.diagnostics] == []


def test_columns_are_not_guessed() -> None:
    for table in (
        ("| A | B | C |", "|--|--|--|", "| 10:05 | x | y |"),
        ("| A | B |", "|--|--|", "| 10:05 | 10:06 |"),
        ("| A | B |", "|--|--|", "| 10:05 | x |", "| later | y |"),
    ):
        made = table_of(*table)
        assert "timeline" not in made.values
        assert [one.code for one in made.diagnostics] == [Code.RCA208]
