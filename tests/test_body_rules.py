"""The body of another house's post-mortem is read by its profile; a wrong rule is refused."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from rcagraph.model.errors import RcaGraphError
from rcagraph.profile import Profile, read_profile
from tests.notes import facts_of

HOUSE = r"""
[vault]
name = "test"
date_formats = ["%d.%m.%Y"]
[[type]]
type = "Incident"
path = "**"
fields.date = { from = "label:Datum" }
fields.severity = { from = "label:Stufe" }
[type.timeline]
section = ["Verlauf", '/^(chronik|ablauf)/']
time = '^(Zeit|Uhrzeit)$'
event = '^Ereignis$'
date = '^Tag$'
negation = '(?i)\b(nicht|kein)\s*$'
milestones.detected_at = '(?i)\bAlarm\b'
milestones.resolved_at = '(?i)\bbehoben\b'
[type.actions]
section = "Maßnahmen"
split = ' und '
columns.text = '^Was$'
columns.owner = '^Wer$'
marks.owner = '(?P<out>\(Wer: (?P<value>[^)]+)\))'
marks.due_date = 'bis (\d+\.\d+\.\d{4})'
"""
NOTE = """\
Datum: 02.01.2025
Stufe: hoch

## 2. Ablauf (UTC)

| Tag | Uhrzeit | Ereignis |
|-|-|-|
| 02.01.2025 | 10:03 | kein Alarm |
| 02.01.2025 | 10:05 | Alarm |
| 03.01.2025 | 09:00 | nicht behoben |
| 03.01.2025 | 09:30 | Behoben |

## Maßnahmen (offen)

- Pool weiten (Wer: Ann und Bo)
- Warnen bis 1.3.2025
"""


def profile(folder: Path, text: str) -> Profile:
    file = folder / "rcagraph.toml"
    file.write_text(text, "utf-8")
    return read_profile(file)


def test_a_house_that_writes_german(tmp_path: Path) -> None:
    said = facts_of(NOTE, "a.md", profile(tmp_path, HOUSE))
    incident, *actions = said.nodes
    assert incident.properties["date"] == date(2025, 1, 2)
    assert incident.properties["severity"] == "hoch"
    assert incident.properties["started_at"] == datetime(2025, 1, 2, 10, 3, tzinfo=UTC)
    assert incident.properties["detected_at"] == datetime(2025, 1, 2, 10, 5, tzinfo=UTC)
    assert incident.properties["resolved_at"] == datetime(2025, 1, 3, 9, 30, tzinfo=UTC)
    assert [{k: v for k, v in a.properties.items() if k != "path"} for a in actions] == [
        {"text": "Pool weiten"},
        {"text": "Warnen bis 1.3.2025", "due_date": date(2025, 3, 1)},
    ]
    assert said.ends("HAS_ACTION_ITEM") == ["a/1", "a/2"]
    assert [str(getattr(e.source, "name", "")) for e in said.edges("OWNS")] == ["Ann", "Bo"]
    assert said.complaints == []


INCIDENT = '[[type]]\ntype = "Incident"\n'


@pytest.mark.parametrize(
    ("text", "line", "message", "tip"),
    [
        ("[type.timeline]\nsection = []\n", 4, "section names no heading", "'Timeline'"),
        ("[type.timeline]\nsection = '/(/'\n", 4, "section: '(' is no regular expression", "\\("),
        ("[type.timeline]\nnegation = '('\n", 4, "negation: '(' is no regular", "\\("),
        ("[type.timeline]\nplace = 'x'\n", 4, "has no key 'place'", "section, time, event, date"),
        ("[type.actions]\nsection = 3\n", 4, "section must be a string or a list", "'text'"),
        ("[type.actions]\nmarks.owner = 'x'\n", 4, "owner: 'x' has no group", "(…)"),
        ("[type.actions]\nmarks.text = '(x)'\n", 4, "has no key 'text'", "owner, priority"),
        ("[type.actions]\nsplit = '('\n", 4, "split: '(' is no regular expression", "\\("),
    ],
)
def test_a_wrong_rule_is_refused_with_its_line(
    tmp_path: Path, text: str, line: int, message: str, tip: str
) -> None:
    with pytest.raises(RcaGraphError) as raised:
        profile(tmp_path, INCIDENT + text)
    assert f"rcagraph.toml:{line}: " in raised.value.message
    assert message in raised.value.message
    assert tip in raised.value.tip
