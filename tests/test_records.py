"""Several things in one file: items of a list, matches under headings, documents."""

from pathlib import Path

import pytest

from rcagraph.api import Vault
from tests.notes import edges_of, load_vault


def vault(tmp_path: Path, profile: str, notes: dict[str, str]) -> Vault:
    return load_vault(tmp_path, {"rcagraph.toml": '[vault]\nname = "v"\n' + profile, **notes})


CATALOGUE = """
[[type]]
type = "Service"
path = "catalogue.md"
records = "yaml:services[]"
id = "name"
fields.tier = "tier"
[[type.edge]]
rel = "OWNS"
to = "Team"
from = "teams"
reverse = true
[[type]]
type = "Team"
path = "catalogue.md"
records = "yaml:org.teams[]"
id = "name"
"""
NOTE = """\
---
services:
  - name: cart
    tier: 1
    teams: [alpha, beta]
  - name: web
    teams: [alpha]
org:
  teams:
    - name: alpha
    - beta
---
# Catalogue
"""


def test_two_lists_of_one_file_give_two_kinds(tmp_path: Path) -> None:
    made = vault(tmp_path, CATALOGUE, {"catalogue.md": NOTE}).graph
    assert [(n.name, n.declared, n.places[0].line) for n in made.nodes("Service")] == [
        ("cart", True, 3),
        ("web", True, 6),
    ]
    assert [(n.name, n.declared) for n in made.nodes("Team")] == [("alpha", True), ("beta", True)]
    assert edges_of(made, "OWNS") == [("alpha", "cart"), ("alpha", "web"), ("beta", "cart")]
    assert made.nodes("Document") == ()


PAGE = """
[[type]]
type = "Incident"
path = "list.md"
records = 'regex:(?m)^- (?P<day>\\d{4}-\\d{2}-\\d{2}) \\[(?P<title>[^\\]]+)\\]'
id = "title"
title = "title"
fields.date = "day"
[[type.edge]]
rel = "IN_CATEGORY"
to = "Category"
from = "heading"
"""


def test_incidents_that_stand_ten_to_a_page(tmp_path: Path) -> None:
    text = (
        "# All\n\n## Config errors\n\n- 2024-01-02 [Wrong flag](a)\n- 2024-03-04 [Typo](b)\n"
        "\n## 硬件\n\n- 2024-05-06 [Disque en panne](c)\n"
    )
    made = vault(tmp_path, PAGE, {"list.md": text}).graph
    assert [
        (n.name, str(n.properties["date"]), n.places[0].line) for n in made.nodes("Incident")
    ] == [
        ("Disque en panne", "2024-05-06", 10),
        ("Typo", "2024-03-04", 6),
        ("Wrong flag", "2024-01-02", 5),
    ]
    assert edges_of(made, "IN_CATEGORY") == [
        ("Disque en panne", "硬件"),
        ("Typo", "Config errors"),
        ("Wrong flag", "Config errors"),
    ]


def test_entity_references_pick_their_kind(tmp_path: Path) -> None:
    profile = """
[[type]]
type = "Service"
path = "s/*.md"
[[type.edge]]
rel = "DEPENDS_ON"
to = ["Service", "Resource"]
from = "needs"
entity_ref = true
"""
    refs = '[cart, "component:default/web", "resource:db", "api:x", "component:other/pay"]'
    made = vault(tmp_path, profile, {"s/a.md": f"---\nneeds: {refs}\n---\n"}).graph
    assert edges_of(made, "DEPENDS_ON") == [
        ("a", "db"),
        ("a", "cart"),
        ("a", "other/pay"),
        ("a", "web"),
    ]


def test_values_that_are_paths_lead_to_notes(tmp_path: Path) -> None:
    profile = """
[links.rewrite]
'^https://docs\\.example/' = '/'
[links.suffixes]
".html" = ".md"
[[type]]
type = "Service"
path = "s/*.md"
[[type.edge]]
rel = "DOCUMENTS"
to = "Runbook"
from = "runbook"
reverse = true
by_path = true
"""
    notes = {
        "s/a.md": "---\nrunbook: https://docs.example/runbooks/a.html\n---\n[r](../runbooks/a.html)\n",
        "runbooks/a.md": "# A\n",
    }
    made = vault(tmp_path, profile, notes)
    assert edges_of(made.graph, "DOCUMENTS") == [("a", "a")]
    assert made.diagnostics == ()


def test_the_least_and_the_greatest_of_all_matches(tmp_path: Path) -> None:
    profile = """
[vault]
date_formats = ["%d.%m.%Y %H:%M", "%d.%m.%Y"]
[[type]]
type = "Incident"
path = "i/*.md"
fields.date = "day"
fields.started_at = { from = "updates[].at", pick = "min" }
fields.resolved_at = { from = "updates[].at", pick = "max" }
"""
    note = (
        "---\nday: 02.01.2025\nupdates:\n- at: 02.01.2025 10:30\n- at: 02.01.2025 09:00\n"
        "- at: 2025-01-02T12:00Z\n---\n"
    )
    text = profile.replace("[vault]\n", "")
    (incident,) = vault(tmp_path, text, {"i/a.md": note}).graph.nodes("Incident")
    shown = {
        n: str(v)
        for n, v in incident.properties.items()
        if n in ("date", "started_at", "resolved_at")
    }
    assert shown == {
        "date": "2025-01-02",
        "started_at": "2025-01-02 09:00:00+00:00",
        "resolved_at": "2025-01-02 12:00:00+00:00",
    }


MONTH = """\
# March

Notes of the month.

## 2025-03-04 – API storm (SEV1)

- Services: api, gateway
- Owner: [[anna]]

| Key | Value |
|--|--|
| Region | EU |

### What happened

- 10:05 alert fired
- 10:30 resolved

### Follow-up

- [ ] Fix the storm (owner: Ops)

## Chatter

- Services: none

## 2025-03-11 – Slow logins (SEV3)

Services: auth
"""
BY_HEADING = """
[[type]]
type = "Incident"
path = "m/*.md"
records = 'heading:^(?P<day>\\d{4}-\\d\\d-\\d\\d) – (?P<what>.+) \\((?P<sev>\\w+)\\)$'
id = "what"
title = ["gone", "@h1"]
fields.date = "day"
fields.severity = "sev"
fields.summary = "label:Region"
fields.status = "label:.Owner"
edges.AFFECTS = { from = "label:Services", split = ', ' }
timeline = { section = "What happened", milestones = { resolved_at = 'resolved' } }
actions.section = "Follow-up"
actions.columns = { text = '^x$', owner = '^owner$' }
"""


def test_all_that_a_section_holds_is_its_own_at_its_line(tmp_path: Path) -> None:
    made = vault(tmp_path, BY_HEADING, {"m/03.md": MONTH}).graph
    storm, slow = made.nodes("Incident")
    assert [(n.name, n.places[0].line) for n in (storm, slow)] == [
        ("API storm", 5),
        ("Slow logins", 27),
    ]
    assert storm.properties["title"] == "2025-03-04 – API storm (SEV1)"
    assert str(storm.properties["resolved_at"]) == "2025-03-04 10:30:00+00:00"
    assert (storm.properties["summary"], storm.properties["status"]) == ("EU", "anna")
    assert "summary" not in slow.properties
    assert edges_of(made, "AFFECTS") == [
        *(("API storm", "api"), ("API storm", "gateway"), ("Slow logins", "auth")),
    ]
    (action,) = made.nodes("ActionItem")
    assert (action.properties["text"], action.places[0].line) == ("Fix the storm", 21)
    assert edges_of(made, "OWNS") == [("Ops", "API storm/1")]
    (link,) = made.edges("REFERENCES")
    assert (link.source, link.places[0].line) == (storm.key, 8)


def test_a_heading_inside_a_section_that_fits_as_well_is_a_part_of_it(tmp_path: Path) -> None:
    profile = (
        '[[type]]\ntype = "Incident"\npath = "a.md"\nrecords = "heading:^Outage"\nid = "heading"\n'
    )
    text = "## Outage 1\n\n### Outage of it\n\n## Outage 2\n\n# Outage 3\n"
    made = vault(tmp_path, profile, {"a.md": text}).graph
    assert [n.name for n in made.nodes("Incident")] == ["Outage 1", "Outage 2", "Outage 3"]


BLOCKS = """
[[type]]
type = "Incident"
path = "a.md"
records = 'regex:(?s)BEGIN (?P<id>\\w+)\\n(?P<text>.*?)\\nEND'
id = "id"
fields.date = "label:On"
fields.went_well = "list:Good"
fields.root_cause = "text"
"""


def test_what_a_regex_cuts_out_keeps_its_lists_and_lines(tmp_path: Path) -> None:
    text = (
        "# All\n\nOn: 2020-01-01\nBEGIN a\n\nOn: 2025-01-02\n\n## Good\n\n- x\n  - y\n\nEND\n"
        "\nBEGIN b\n\n- On: 2025-03-04\n\nEND\n- z\n"
    )
    made = vault(tmp_path, BLOCKS, {"a.md": text}).graph
    a, b = made.nodes("Incident")
    assert (a.name, a.places[0].line, b.name, b.places[0].line) == ("a", 4, "b", 15)
    assert [str(n.properties["date"]) for n in (a, b)] == ["2025-01-02", "2025-03-04"]
    assert a.properties["went_well"] == ("x", "y")
    assert "went_well" not in b.properties


def test_a_paragraph_that_reaches_beyond_a_record_gives_only_its_lines(tmp_path: Path) -> None:
    profile = """
[[type]]
type = "Incident"
path = "a.md"
records = 'regex:(?m)^(?P<id>\\w+): (?P<what>.+)$'
id = "id"
fields.summary = "label:/^(one|two)$/"
"""
    made = vault(tmp_path, profile, {"a.md": "one: first\ntwo: second\n"}).graph
    assert [(n.name, n.properties["summary"]) for n in made.nodes("Incident")] == [
        ("one", "first"),
        ("two", "second"),
    ]


def test_a_group_stands_at_its_own_line_and_the_heading_at_its(tmp_path: Path) -> None:
    profile = """
[[type]]
type = "Incident"
path = "a.md"
records = 'regex:A (?P<id>\\w+)\\nB (?P<hit>\\w+)'
id = "id"
edges.AFFECTS = "hit"
edges.IN_CATEGORY = "heading"
"""
    made = vault(tmp_path, profile, {"a.md": "## H\n\ntext\n\nA 1\nB api\n"}).graph
    lines = [made.edges(name)[0].places[0].line for name in ("AFFECTS", "IN_CATEGORY")]
    assert lines == [6, 1]


LOG = """
[[type]]
type = "Incident"
extend = true
path = "log/*.md"
records = 'heading:^(?P<day>\\d{4}-\\d\\d-\\d\\d)'
id = "day"
fields.date = "day"
"""
MARCH = """\
# March

Before: [[feb]]. Tags: #calm

## 2025-03-04 Cart is slow

services: see [[cart]]

## Thanks

- to [[ann|Ann]]
"""
FILES = {
    "log/mar.md": MARCH, "log/feb.md": "## 2025-02-01\n\nx\n", "README.md": "[March](log/mar.md)\n",
    "services/cart.md": "", "people/ann.md": "",
}  # fmt: skip


def links(made: Vault) -> list[tuple[str, str]]:
    return edges_of(made.graph, "REFERENCES")


def test_what_is_in_no_record_is_told(tmp_path: Path) -> None:
    made = vault(tmp_path, LOG, FILES)
    assert [str(one) for one in made.diagnostics if one.code.name == "RCA210"] == [
        "log/mar.md:3: info[RCA210] text stands in no record: "
        "line 3 under 'March'; line 11 under 'Thanks'; "
        "to have it read, say `page = 'Document'`"
    ]
    assert links(made) == [("2025-03-04", "cart")]
    assert [node.name for node in made.graph.nodes("Document")] == ["README"]


def test_a_page_may_be_a_thing_beside_its_records(tmp_path: Path) -> None:
    made = vault(tmp_path, f'{LOG}page = "Document"\n', FILES)
    assert [one for one in made.diagnostics if one.code.name == "RCA210"] == []
    assert links(made) == [
        ("README", "mar"),
        ("mar", "feb"),
        ("mar", "ann"),
        ("2025-03-04", "cart"),
    ]
    march = next(node for node in made.graph.nodes("Document") if node.name == "mar")
    assert (march.key.id, march.properties["title"]) == ("log/mar", "March")
    assert march.properties["tags"] == ("calm",)


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ("heading:^(?P<day>[0-9-]{10}) ", ["2025-01-02 A", "2025-01-03 B"]),
        ("heading:^(?P<day>[0-9-]{10}) (?P<id>.+)$", ["A", "B"]),
        ("regex:(?m)^## (?P<day>[0-9-]{10}) ", ["2025-01-02", "2025-01-03"]),
        ("regex:(?m)^## (?P<day>[0-9-]{10}) (?P<id>.+)$", ["A", "B"]),
        ("yaml:told[]", ["x", "I-2"]),
    ],
)
def test_a_record_is_called_after_what_it_begins_with_where_no_rule_says(
    records: str, expected: list[str], tmp_path: Path
) -> None:
    rule = f"[[type]]\ntype = 'Incident'\npath = 'a.md'\nrecords = '{records}'\n"
    page = "---\ntold: [{name: x}, {name: y, id: I-2}]\n---\n## 2025-01-02 A\n\n## 2025-01-03 B\n"
    made = load_vault(tmp_path, {"rcagraph.toml": rule, "a.md": page})
    assert sorted(n.name for n in made.graph.nodes("Incident")) == sorted(expected)
    assert "RCA204" not in [one.code.name for one in made.diagnostics]


def test_a_rule_that_names_a_record_is_asked_first(tmp_path: Path) -> None:
    rule = "[[type]]\ntype = 'Service'\npath = 'a.md'\nrecords = 'table:A'\nname = 'Short'\n"
    page = "# A\n\n| Name | Short |\n|---|---|\n| The cart | cart |\n"
    made = load_vault(tmp_path, {"rcagraph.toml": rule, "a.md": page})
    assert [node.key.id for node in made.graph.nodes("Service")] == ["cart"]
