"""Inline tags: alone on a line, or at the end of a labelled one; a channel's name is text."""

import pytest

from tests.notes import facts_of, note


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#outage #perf", [("outage", 1), ("perf", 1)]),
        ("#outage, #perf", [("outage", 1), ("perf", 1)]),
        ("Severity: P1 #network #db", [("network", 1), ("db", 1)]),
        ("- Severity: P1 #network", [("network", 1)]),
        ("Status: done\n#area/db #1-of-2", [("area/db", 2), ("1-of-2", 2)]),
        ("Tags: #network #db", [("network", 1), ("db", 1)]),
        ("严重程度：高 #支付", [("支付", 1)]),
        ("It fell over #badly", []),
        ("Fixed in #123", []),
        ("#123 #4", []),
        ("Slack channel: war room #inc-42", []),
        ("Escalation: SRE #sre-oncall", []),
        ("Owner: #core", []),
        ("- #ops-alerts", []),
        ("`#outage`", []),
        ("\\#outage", []),
        ("Link: https://a.b/c#d", []),
        ("# Title", []),
    ],
)
def test_what_is_a_tag(text: str, expected: list[tuple[str, int]]) -> None:
    assert list(note(text).body_tags) == expected


def test_a_value_is_without_the_tags_after_it() -> None:
    said = facts_of("Severity: P1 #network #db\nStatus: resolved\n#perf\n\n#incident/big\n")
    values = said.node.properties
    assert (values["severity"], values["status"]) == ("P1", "resolved")
    assert values["tags"] == ("network", "db", "perf", "incident/big")
    assert said.ends("IN_CATEGORY") == ["network", "db", "perf", "incident/big"]


def test_tags_of_the_front_matter_come_first_and_none_twice() -> None:
    said = facts_of("---\ntags: [db, cache]\n---\n\n#db #perf\n")
    assert said.node.properties["tags"] == ("db", "cache", "perf")


def test_a_paragraph_is_without_the_tags_at_the_ends_of_its_lines() -> None:
    text = "## Summary\n\n#perf\n\n#db\nAll was slow.\nTags: #late\nAgain.\n"
    assert facts_of(text).node.properties["summary"] == "All was slow. Tags: Again."


def test_a_tag_says_what_a_note_is() -> None:
    assert facts_of("# Cart\n\n#service\n", "notes/cart.md").node.key.kind == "Service"
