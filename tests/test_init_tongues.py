"""What `rcagraph init` makes of notes in other tongues, and of labels in bodies."""

from pathlib import Path

import pytest

from rcagraph.api import Vault
from rcagraph.starter import begin
from tests.notes import edges_of, write_vault

GERMAN = """
---
Datum: 24.11.2025
Schweregrad: hoch
Dauer: 2h
betroffene Dienste: Kasse, Lager
Verfasser: Team Kasse
---
# Ausfall

## Zusammenfassung

Nichts ging.

## Ursache

Ein Zertifikat lief ab.

## Ablauf

| Uhrzeit | Ereignis |
| --- | --- |
| 09:30 | Alarm der Kasse |
| 11:00 | Problem behoben |

## Maßnahmen

| Aufgabe | Verantwortlich | Frist |
| --- | --- | --- |
| Erneuern | Lager | 05.12.2025 |
"""
SPANISH = """
---
fecha: 2025-01-0{0}
gravedad: alta
servicios afectados: [caja]
---
# Falla

## Causa raíz

Un certificado.
"""
JAPANESE = """
# 障害{0}

- **発生日**：2025-01-0{0}
- **重大度**：高
- **影響サービス**：決済、在庫

## 根本原因

証明書の期限切れ。
"""


def started(folder: Path, files: dict[str, str]) -> Vault:
    return begin(write_vault(folder, dict(files))).vault


def test_a_german_vault_is_read_with_its_dates_and_tables(tmp_path: Path) -> None:
    files = {"Ausfälle/a.md": GERMAN, "Dienste/Kasse.md": "---\nEigentümer: Laden\n---\n# Kasse\n"}
    graph = started(tmp_path, files).graph
    (incident,) = graph.nodes("Incident")
    wanted = {
        **{"date": "2025-11-24", "severity": "hoch", "duration_minutes": "120"},
        **{"summary": "Nichts ging.", "root_cause": "Ein Zertifikat lief ab."},
        **{"detected_at": "2025-11-24 09:30:00+00:00"},
        "resolved_at": "2025-11-24 11:00:00+00:00",
    }
    assert {key: str(incident.properties[key]) for key in wanted} == wanted
    assert [end for _, end in edges_of(graph, "AFFECTS")] == ["Kasse", "Lager"]
    assert [end for _, end in edges_of(graph, "AUTHORED_BY")] == ["Team Kasse"]
    assert ("Laden", "Kasse") in edges_of(graph, "OWNS")
    (action,) = graph.nodes("ActionItem")
    assert (action.properties["text"], str(action.properties["due_date"])) == (
        "Erneuern",
        "2025-12-05",
    )


@pytest.mark.parametrize(
    ("folder", "note", "severity", "cause", "services"),
    [
        ("incidentes", SPANISH, "alta", "Un certificado.", {"caja"}),
        ("障害", JAPANESE, "高", "証明書の期限切れ。", {"決済", "在庫"}),
    ],
)
def test_keys_and_labels_of_other_tongues_are_read(
    tmp_path: Path, folder: str, note: str, severity: str, cause: str, services: set[str]
) -> None:
    graph = started(tmp_path, {f"{folder}/{n}.md": note.format(n) for n in (1, 2)}).graph
    first = graph.nodes("Incident")[0].properties
    assert (str(first["date"]), first["severity"]) == ("2025-01-01", severity)
    assert first["root_cause"] == cause
    assert {end for _, end in edges_of(graph, "AFFECTS")} == services


@pytest.mark.parametrize(
    "line", ["- **Service**: checkout", "**Services:** checkout", "Service: checkout"]
)
def test_labels_above_the_headings_are_as_good_as_keys(tmp_path: Path, line: str) -> None:
    note = "# A\n\n**Severity:** P1\n\n{0}\n\n## Impact\n\nNote: it was bad.\n"
    files = {f"incidents/2025-01-0{n}.md": note.format(line) for n in (1, 2)}
    graph = started(tmp_path, files).graph
    assert [end for _, end in edges_of(graph, "AFFECTS")] == ["checkout", "checkout"]
    assert graph.nodes("Incident")[0].properties["severity"] == "P1"


def test_sentences_with_a_colon_are_no_names(tmp_path: Path) -> None:
    note = "# A\n\n**Services:** the shop was down for all who came in by the front door\n"
    vault = begin(write_vault(tmp_path, {f"incidents/{n}.md": note for n in (1, 2)})).vault
    assert vault.graph.edges("AFFECTS") == ()


def test_the_contacts_of_a_runbook_do_not_own_it(tmp_path: Path) -> None:
    note = "# R\n\n## Contacts\n\nTeam: storefront\nEscalation: #channel\n"
    graph = started(tmp_path, {f"runbooks/r{n}.md": note for n in range(6)}).graph
    assert (graph.edges("OWNS"), graph.edges("ESCALATES_TO")) == ((), ())


def test_a_label_that_is_a_key_elsewhere_needs_no_other_note(tmp_path: Path) -> None:
    files = {f"pannes/{n}.md": f"---\ngravité: haute\n---\n# {n}\n" for n in (1, 2, 3, 4)}
    files["pannes/5.md"] = "# 5\n\n- Gravité : basse\n"
    graph = started(tmp_path, files).graph
    said = [node.properties["severity"] for node in graph.nodes("Incident")]
    assert said == ["haute", "haute", "haute", "haute", "basse"]


def test_a_guess_names_each_property_once(tmp_path: Path) -> None:
    keys = ("date", "foo", "bar", "created")
    note = "---\n" + "".join(f"{key}: 2025-01-0{{0}}\n" for key in keys) + "---\n"
    files = {f"incidents/{n}.md": note.format(n) for n in (1, 2)}
    text = begin(write_vault(tmp_path, dict(files))).text
    assert text.count('# date = "') == 1
    assert '# date = "foo"  # 2 notes: 2025-01-01, 2025-01-02\n' in text
    assert "# Keys of Incident notes that nothing reads: bar (2), created (2), foo (2)\n" in text
