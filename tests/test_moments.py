"""Times without their day are on the incident's; the duration is reckoned where none states it."""

from pathlib import Path

import pytest

from rcagraph.profile import read_profile
from tests.notes import facts_of


def moments(text: str, path: str = "incidents/x.md") -> dict[str, str]:
    values = facts_of(text, path).node.properties
    return {name: str(value) for name, value in values.items() if name.endswith(("_at", "minutes"))}


def test_labels_with_a_time_alone_are_on_the_day_of_the_incident() -> None:
    text = "**Date:** 2025-01-01\n**Start time:** 08:00\n**End time:** 09:30\n"
    assert moments(text) == {
        "started_at": "2025-01-01 08:00:00+00:00",
        "resolved_at": "2025-01-01 09:30:00+00:00",
        "duration_minutes": "90",
    }


def test_an_end_before_its_start_is_on_the_next_day_and_said() -> None:
    text = "---\nstarted_at: 23:40\nresolved_at: 01:10\n---\n"
    said = facts_of(text, "incidents/2025-01-01-x.md")
    assert str(said.node.properties["resolved_at"]) == "2025-01-02 01:10:00+00:00"
    assert [one for one in said.complaints if one[0] != "RCA402"] == [
        ("RCA113", 3, "resolved_at: '01:10' was read as 2025-01-02 01:10")
    ]


def test_an_end_follows_a_start_that_the_timeline_gives() -> None:
    text = "---\ndate: 2025-01-01\nend: 01:10\n---\n## Timeline\n- 23:40 down\n"
    assert moments(text)["resolved_at"] == "2025-01-02 01:10:00+00:00"


def test_what_was_noticed_a_little_before_the_start_stays_on_its_day() -> None:
    text = "---\ndate: 2025-01-01\nstarted_at: 08:05\ndetected_at: 08:00\n---\n"
    assert moments(text)["detected_at"] == "2025-01-01 08:00:00+00:00"


def test_a_time_keeps_the_zone_that_it_says() -> None:
    text = "---\ndate: 2025-01-01\nstarted_at: 08:00 +02:00\n---\n"
    assert moments(text) == {"started_at": "2025-01-01 08:00:00+02:00"}


def test_without_a_day_a_time_is_no_moment() -> None:
    said = facts_of("---\nstarted_at: 08:00\n---\n", "incidents/x.md")
    assert "started_at" not in said.node.properties
    assert ("RCA106", 2, "started_at: '08:00' is no date and time") in said.complaints


@pytest.mark.parametrize(
    ("written", "read"),
    [("14:05", "14:05"), ("14h05", "14:05"), ("21h", "21:00"), ("下午2:05", "14:05")],
)
def test_a_house_writes_its_times_as_in_a_timeline(tmp_path: Path, written: str, read: str) -> None:
    file = tmp_path / "rcagraph.toml"
    field = '[extend.Incident]\nfields.started_at = "label:开始时间"\n'
    rule = f'[vault]\ntimezone = "Asia/Shanghai"\n{field}'
    file.write_text(rule, "utf-8")
    said = facts_of(f"- 开始时间：{written}\n", "incidents/2024-01-09-x.md", read_profile(file))
    assert str(said.node.properties["started_at"]) == f"2024-01-09 {read}:00+08:00"


def test_a_stated_duration_stands() -> None:
    text = (
        "---\nstarted_at: 2025-01-01 08:00\nresolved_at: 2025-01-01 09:00\nduration: 45 min\n---\n"
    )
    assert moments(text)["duration_minutes"] == "45"


def test_the_duration_is_reckoned_from_a_timeline_and_half_a_minute_rounds_up() -> None:
    text = "---\ndate: 2025-01-01\n---\n## Timeline\n- 08:00:30 down\n- 09:01 resolved\n"
    assert moments(text)["duration_minutes"] == "61"


def test_an_end_before_its_start_has_no_duration() -> None:
    text = "---\nstarted_at: 2025-01-01 08:00\nresolved_at: 2025-01-01 07:00\n---\n"
    assert "duration_minutes" not in moments(text)
