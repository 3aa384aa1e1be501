"""Timelines that stand under keys: lists of entries, of texts, blocks; in notes and in data."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from rcagraph.model.errors import RcaGraphError
from rcagraph.profile import Profile, read_profile
from tests.notes import Said, facts_of, load_vault

RULE = '[extend.Incident]\ntimeline = { from = "log", time = "^at$", event = "^what$" }\n'


def by(rule: str, folder: Path) -> Profile:
    file = folder / "rcagraph.toml"
    file.write_text(rule, "utf-8")
    return read_profile(file)


def told(front: str, rule: Profile | None = None, body: str = "") -> Said:
    """What an incident says; the key of its timeline stands on line 3."""
    return facts_of(f"---\ndate: 2025-01-02\n{front}\n---\n{body}", by=rule)


LINES = ("2025-01-02 10:03 alert fires", "2025-01-02 10:40 resolved")


@pytest.mark.parametrize(
    "front",
    [
        "timeline:\n  - {time: 10:03, event: alert fires}\n  - {time: 10:40, event: resolved}",
        "timeline:\n  - time: 2025-01-02T10:03:00Z\n    who: ann\n    event: alert fires\n"
        "  - event: |\n      resolved\n    time: 2025-01-02T10:40:00Z",
        "timeline:\n  - 10:03 alert fires\n  - 10:40 – resolved",
        "timeline:\n  - 10:03: alert fires\n  - 10:40: resolved",
        "timeline:\n  10:03: alert fires\n  10:40: resolved",
        "timeline: |\n  10:03 alert fires\n  10:40 resolved",
        "timeline:\n  - {date: 2025-01-02, when: 10:03, note: alert fires}\n"
        "  - {date: 2025-01-02, when: 10:40, note: resolved}",
        "timeline:\n  - {moment: 10:03, text: alert fires}\n  - {moment: 10:40, text: resolved}",
    ],
)
def test_each_form_of_a_list(front: str) -> None:
    said = told(front)
    assert said.node.properties["timeline"] == LINES
    assert said.node.properties["detected_at"] == datetime(2025, 1, 2, 10, 3, tzinfo=UTC)
    assert said.node.properties["resolved_at"] == datetime(2025, 1, 2, 10, 40, tzinfo=UTC)
    assert said.complaints == []


def test_keys_of_the_house_are_named_as_columns_are(tmp_path: Path) -> None:
    said = told("log:\n  - {at: 23:50, what: alert}\n  - {at: 00:10, what: x}", by(RULE, tmp_path))
    assert said.node.properties["timeline"] == ("2025-01-02 23:50 alert", "2025-01-03 00:10 x")


def test_what_stands_under_the_heading_is_read_as_well() -> None:
    body = "## Timeline\n\n- 10:40 resolved\n"
    assert told("timeline: [10:03 alert fires]", body=body).node.properties["timeline"] == LINES


def test_a_list_above_all_headings_is_none_of_the_entries() -> None:
    said = told("timeline:\n  - {time: 10:03, event: x}", body="- 10:40 call mother\n\n# A\n")
    assert said.node.properties["timeline"] == ("2025-01-02 10:03 x",)


@pytest.mark.parametrize(
    ("front", "complaint"),
    [
        ("timeline:\n  - {who: ann, did: restart, why: x}",
         ("RCA208", 3, "who, did, why (keys of entries)")),
        ("timeline:\n  - {time: 10:03, event: a}\n  - {event: b}",
         ("RCA203", 5, "none beside 'b'")),
        ("timeline:\n  - {time: 10:03, event: a}\n  - {time: soon, event: b}",
         ("RCA203", 5, "'soon'")),
        ("timeline:\n  - 10:40: a\n  - 10:03: b", ("RCA201", 5, "10:03 stands after 10:40")),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_line(front: str, complaint: tuple[str, int, str]) -> None:
    assert told(front).complaints == [complaint]


@pytest.mark.parametrize("front", ["timeline:", "timeline: see the channel", "timeline: []"])
def test_what_has_no_time_is_no_timeline(front: str) -> None:
    said = told(front)
    assert "timeline" not in said.node.properties
    assert said.complaints == []


STATUS = (
    '{"incidents": [{"id": "st-9", "started_at": "2025-01-02T10:00:00Z", "updates": [\n'
    '{"body": "We look into it.", "created_at": "2025-01-02T10:05:00Z"},\n'
    '{"body": "Resolved.", "created_at": "2025-01-02T10:42:00Z"}]}]}'
)
PAGE = """
[vault]
include = "status.json"
[[type]]
type = "Incident"
path = "status.json"
extend = true
records = "yaml:incidents[]"
timeline = { from = "updates", time = "^created_at$", event = "^body$" }
"""


def test_updates_in_a_data_file_are_its_timeline(tmp_path: Path) -> None:
    vault = load_vault(tmp_path, {"rcagraph.toml": PAGE, "status.json": STATUS})
    (incident,) = vault.graph.nodes("Incident")
    assert incident.properties["timeline"] == (
        "2025-01-02 10:05 We look into it.",
        "2025-01-02 10:42 Resolved.",
    )
    assert incident.properties["resolved_at"] == datetime(2025, 1, 2, 10, 42, tzinfo=UTC)
    assert incident.properties["started_at"] == datetime(2025, 1, 2, 10, 0, tzinfo=UTC)


def test_only_a_key_has_entries(tmp_path: Path) -> None:
    with pytest.raises(RcaGraphError) as caught:
        by('[extend.Incident]\ntimeline.from = "list:Log"\n', tmp_path)
    assert "rcagraph.toml:2: 'list:Log' is no key" in caught.value.message
