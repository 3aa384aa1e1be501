"""Several things in one file: items of a list, matches under headings, documents."""

from pathlib import Path

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
