"""Dataview's inline fields are values of their keys, as the front matter's are."""

import pytest

from tests.notes import facts_of, note


def fields(text: str) -> dict[str, object]:
    read = note(text).inline
    return {
        key: entry.value.text if hasattr(entry.value, "text") else [v.text for v in entry.value]  # type: ignore[union-attr]
        for key, entry in read.items()
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("severity:: P2", {"severity": "P2"}),
        ("**Owner**:: Paul\n**Root Cause::** a typo", {"owner": "Paul", "root_cause": "a typo"}),
        ("- severity:: P2\n> status:: open", {"severity": "P2", "status": "open"}),
        ("It took [duration:: 2h] and (team:: core).", {"duration": "2h", "team": "core"}),
        ("services:: [[cart]], [[pay|Pay]]", {"services": ["[[cart]]", "[[pay|Pay]]"]}),
        ("[related:: [[cart]]]", {"related": "[[cart]]"}),
        ("severity:: P2\nseverity:: P3", {"severity": ["P2", "P3"]}),
        ("- [ ] Do [due:: 2025-01-02]\n- [x] due:: 2025-01-03", {}),
        ("`severity:: P2`\n\n    status:: open\n\n```\nstate:: x\n```", {}),
        ("%% severity:: P2 %%\n<!-- status:: open -->", {}),
        ("std::string s;\nSee a::b and [x::y](z.md).", {}),
        ("severity::\nstatus: open", {}),
    ],
)
def test_what_is_an_inline_field(text: str, expected: dict[str, object]) -> None:
    assert fields(text) == expected


def test_their_places_and_what_they_mean() -> None:
    said = facts_of("---\nservices:\n---\n# X\n\nservices:: [[cart]]\n\n[severity:: P1] at once.\n")
    assert said.node.properties["severity"] == "P1"
    (edge,) = said.edges("AFFECTS")
    assert (edge.place.line, edge.rule) == (6, "services")
    assert said.complaints == []


def test_beside_a_value_of_the_front_matter_they_are_one_more() -> None:
    said = facts_of("---\nservices: pay\nseverity: P1\n---\n\nservices:: cart\nseverity:: P2\n")
    assert said.ends("AFFECTS") == ["pay", "cart"]
    assert said.node.properties["severity"] == "P1"
    assert said.complaints == [("RCA106", 3, "severity: of a list, only 'P1' is read")]


def test_a_slip_in_a_key_is_said_and_a_label_ends_where_one_begins() -> None:
    said = facts_of("Status: open\n[severty:: P1]\nSummary:: slow\n")
    assert said.complaints == [("RCA112", 2, "severty")]
    assert said.node.properties["status"] == "open"
    assert said.node.properties["summary"] == "slow"


def test_of_a_task_they_are_marks() -> None:
    text = "## Action Items\n\n- [ ] Mend it [due:: 2025-01-09] [owner:: core] ^mend\n"
    said = facts_of(text)
    item = next(node for node in said.nodes if node.key.kind == "ActionItem")
    assert str(item.properties["due_date"]) == "2025-01-09"
    assert item.properties["text"] == "Mend it"
