"""Which kind a note is: what it says of itself, else its tags, its folders, its name."""

import re
from dataclasses import replace

import pytest

from rcagraph.extract.classify import kind_of, rule_for
from rcagraph.profile.shape import Profile, TypeRule
from rcagraph.profile.source import parse_source
from tests.notes import note, profile


def kind(path: str, front: str = "") -> str:
    return rule_for(note(f"---\n{front}\n---\n\n# x\n", path), profile()).kind


@pytest.mark.parametrize(
    ("path", "front", "expected"),
    [
        ("a.md", "type: incident", "Incident"),
        ("a.md", "type: Post-Mortem", "Incident"),
        ("a.md", "kind: service", "Service"),
        ("a.md", "type: person", "Person"),
        ("a.md", "tags: [x, RCA]", "Incident"),
        ("a.md", 'tags: ["#runbook"]', "Runbook"),
        ("RCAs/a.md", "", "Incident"),
        ("Services/eu/a.md", "", "Service"),
        ("Playbooks/a.md", "", "Runbook"),
        ("Teams/a.md", "", "Team"),
        ("runbook-cart.md", "", "Runbook"),
        ("Playbook cart.md", "", "Runbook"),
        ("runbooks-are-good.md", "", "Document"),
        ("a.md", "", "Document"),
        ("a.md", "type: recipe", "Document"),
        ("incidents/a.md", "type: recipe", "Incident"),
        ("incidents/a.md", "type: service", "Service"),
        ("incidents/a.md", "type: document", "Document"),
        ("services/a.md", "tags: [rca]", "Incident"),
        ("services/incidents/a.md", "", "Incident"),
        ("incidents/services/runbook-a.md", "", "Service"),
        ("incidents/README.md", "type: incident", "Document"),
        ("README.md", "", "Document"),
        ("incidents/_templates/a.md", "tags: [rca]", "Document"),
        ("templates/incidents/a.md", "", "Document"),
        ("archetypes/a.md", "type: incident", "Document"),
        ("incidents/_index.md", "", "Document"),
    ],
)
def test_what_a_note_is(path: str, front: str, expected: str) -> None:
    assert kind(path, front) == expected


def with_rules(*rules: TypeRule) -> Profile:
    return replace(profile(), types=rules)


def test_rules_by_path_and_contents_come_before_what_a_note_calls_itself() -> None:
    done = {"state": (parse_source("state"), re.compile("^done$"))}
    by = with_rules(
        TypeRule("Team", where=done),
        TypeRule("Person", ("people/*",), where=done),
        TypeRule("System", ("people/**",)),
        TypeRule("-", ("drafts/**",)),
        TypeRule("Incident"),
    )
    page = note("---\nstate: done\n---\n", "people/a.md")
    assert rule_for(page, by).kind == "Team"
    assert rule_for(page, replace(by, types=by.types[1:])).kind == "Person"
    assert rule_for(note("x", "people/a.md"), by).kind == "System"
    assert rule_for(note("x", "drafts/incidents/a.md"), by).kind == "-"
    assert rule_for(note("x", "incidents/a.md"), by).kind == "Incident"


def test_a_kind_without_rule_is_read_bare() -> None:
    assert rule_for(note("x", "runbooks/a.md"), with_rules()) == TypeRule("Runbook")
    assert kind_of(note("x", "runbooks/a.md"), with_rules()) == "Runbook"
