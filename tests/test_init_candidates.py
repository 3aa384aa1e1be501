"""What `rcagraph init` notices beside Markdown that says what it is."""

import tomllib
from pathlib import Path

import pytest

from rcagraph.api import Vault, load
from rcagraph.graph import Node
from rcagraph.starter import begin
from tests.notes import edges_of, write_vault

HEADED = "Subject: Down\nDate: 2024-02-0{}\nServices: mailhub\n\nIt was down.\n"
CATALOGUE = "services:\n- {{{0}: cart, tier: 1}}\n- {{{0}: web}}\n"


def own_lines(text: str, first: str, last: str) -> str:
    """The commented lines from one to another, as TOML."""
    lines = [line.removeprefix("# ") for line in text.splitlines()]
    start = lines.index(first)
    return "\n".join(lines[start : lines.index(last, start) + 1])


def test_plain_text_with_headers_is_read_where_there_is_more_of_it(tmp_path: Path) -> None:
    files = {f"outages/2024-02-0{n}-mail.txt": HEADED.format(n) for n in (1, 2, 3)}
    start = begin(write_vault(tmp_path, {**files, "README.md": "# All\n"}))
    assert 'include = ["**/*.md", "**/*.txt"]' in start.text
    assert '\nfront_matter = ["yaml", "toml", "header", "headless", "lines"]\n' in start.text
    days = [str(node.properties["date"]) for node in start.vault.graph.nodes("Incident")]
    assert days == ["2024-02-01", "2024-02-02", "2024-02-03"]


def test_a_few_text_files_beside_markdown_are_left(tmp_path: Path) -> None:
    files = {"a.txt": "x", "b.txt": "x", "robots.txt": "x"}
    notes = {f"incidents/{n}.md": "# X\n" for n in range(3)}
    assert begin(write_vault(tmp_path, {**files, **notes})).vault.files == 3


def test_a_list_of_named_services_is_a_catalogue(tmp_path: Path) -> None:
    files = {"data/core.yaml": CATALOGUE.format("id"), "data/edge.json": '{"teams": [{"x": 1}]}'}
    start = begin(write_vault(tmp_path, {**files, "incidents/a.md": "# A\n"}))
    names = [node.name for node in start.vault.graph.nodes("Service") if node.declared]
    assert names == ["cart", "web"]
    rules = tomllib.loads(start.text)["type"]
    assert rules == [
        {
            **{"type": "Service", "path": "data/core.yaml"},
            **{"records": "yaml:services[]", "id": "id", "fields": {"tier": "tier"}},
        }
    ]


def test_folders_keys_and_headings_of_mere_documents_are_named(tmp_path: Path) -> None:
    note = "---\nkiedy: 2025-01-0{0}\n---\n# {0}\n\n## Opis\n\nx\n"
    files = {f"awarie/{n}.md": note.format(n) for n in (1, 2)}
    text = begin(write_vault(tmp_path, dict(files))).text
    assert "# - awarie/ (2 notes)\n" in text
    assert "# Keys of such notes: kiedy (2)\n" in text
    assert "# Headings of such notes: Opis (2)\n" in text


def test_dated_headings_are_proposed_as_records_that_load(tmp_path: Path) -> None:
    page = "# March\n\n## 2025-03-04 – API down\n\nBad.\n\n## 2025-03-11 – Slow\n\n### Why\n\nSo.\n"
    root = write_vault(tmp_path, {"months/2025-03.md": page})
    proposed = own_lines(begin(root).text, "[[type]]", 'id = ["heading"]')
    (root / "rcagraph.toml").write_text(proposed, "utf-8")
    found = load(root).graph.nodes("Incident")
    assert [str(node.properties["date"]) for node in found] == ["2025-03-04", "2025-03-11"]
    assert [node.properties["title"] for node in found] == ["API down", "Slow"]
    assert found[0].key.id == "2025-03-04 – API down"


def test_dated_headings_that_say_what_incidents_say_are_read(tmp_path: Path) -> None:
    part = (
        "## 2025-03-0{0} – Bad ({1})\n\n- Services: cart, web\n- Duration: 2{0}m\n\nSo it was.\n\n"
    )
    page = "# March\n\n" + part.format(1, "SEV1") + part.format(2, "SEV2")
    vault = begin(write_vault(tmp_path, {"months/2025-03.md": page})).vault
    found = vault.graph.nodes("Incident")
    said = ("title", "severity", "duration_minutes")
    assert [[node.properties[name] for name in said] for node in found] == [
        ["Bad", "SEV1", 21],
        ["Bad", "SEV2", 22],
    ]
    assert len(vault.graph.edges("AFFECTS")) == 4


def test_dated_items_are_proposed_as_records_that_load(tmp_path: Path) -> None:
    page = "# List\n\n" + "".join(f"- 2025-02-0{n}: api down\n" for n in (1, 2, 3))
    root = write_vault(tmp_path, {"lists/all.md": page})
    proposed = own_lines(begin(root).text, "[[type]]", 'id = ["date"]')
    (root / "rcagraph.toml").write_text(proposed, "utf-8")
    found = load(root).graph.nodes("Incident")
    assert [node.key.id for node in found] == ["2025-02-01", "2025-02-02", "2025-02-03"]
    assert found[0].properties["title"] == "api down"


def test_what_things_in_a_catalogue_say_of_themselves_is_read(tmp_path: Path) -> None:
    catalogue = """
    services:
      - id: pay
        display: Payments
        ops: {tier: 1, owner: {team: money, escalation: chiefs}, "on/call": x}
        needs: {services: [login], datastores: [{name: pg}, {name: redis}]}
      - display: login
        ops: {tier: 2}
        depends_on: pg
      - {id: mail, display: Mail}
    """
    vault = begin(write_vault(tmp_path, {"data/all.yaml": catalogue})).vault
    tiers = {n.name: (n.properties.get("tier"), n.properties["title"]) for n in declared(vault)}
    assert tiers == {
        "login": ("2", "login"),
        "mail": (None, "Mail"),
        "pay": ("1", "Payments"),
    }
    assert edges_of(vault.graph, "OWNS") == [("money", "pay")]
    assert edges_of(vault.graph, "ESCALATES_TO") == [("pay", "chiefs")]
    ends = [(s, t) for s, t in edges_of(vault.graph, "DEPENDS_ON")]
    assert ends == [("login", "pg"), ("pay", "pg"), ("pay", "redis"), ("pay", "login")]


def declared(vault: Vault) -> list[Node]:
    return [node for node in vault.graph.nodes("Service") if node.declared]


@pytest.mark.parametrize(
    ("dates", "formats"),
    [
        (("24/11/2025", "01/02/2025"), ["%d/%m/%Y"]),
        (("11/24/2025", "01/02/2025"), ["%m/%d/%Y"]),
        (("24/11/2025", "11/24/2025"), []),
        (("01/02/2025", "02/03/2025"), []),
        (("24.11.2025 10:30", "2025年11月3日"), ["%Y年%m月%d日", "%d.%m.%Y %H:%M"]),
        (("October 30, 2015", "2025-01-02"), ["%B %d, %Y"]),
    ],
)
def test_how_dates_are_written_is_told_where_it_is_sure(
    tmp_path: Path, dates: tuple[str, str], formats: list[str]
) -> None:
    files = {f"incidents/{n}.md": f"---\ndate: {day}\n---\n" for n, day in enumerate(dates)}
    vault = begin(write_vault(tmp_path, dict(files))).vault
    assert list(vault.profile.vault.date_formats) == formats
    if formats:
        assert all("date" in node.properties for node in vault.graph.nodes("Incident"))


def test_the_file_of_a_house_of_no_known_tongue_is_ready_to_be_taken_in(tmp_path: Path) -> None:
    note = "---\nkiedy: 2025-01-0{0}\nwaga: {1}\ntrwanie: {0}h\ndotyczy: [koszyk, kasa]\n---\n"
    body = "# Awaria {0}\n\n## Opis\n\nx\n"
    files = {f"awarie/{n}.md": note.format(n, "P1") + body.format(n) for n in (1, 2, 3)}
    service = "---\nopiekun: sklep, magazyn\n---\n# X\n"
    files |= {f"uslugi/{n}.md": service for n in ("koszyk", "kasa")}
    files |= {f"zespoly/{n}.md": f"# {n}\n" for n in ("sklep", "magazyn")}
    root = write_vault(tmp_path, dict(files))
    text = begin(root).text
    assert '# severity = "waga"  # 3 notes: P1\n' in text
    marked = text.partition("# By their values, the notes of awarie/")[2].partition("# Names that")[
        0
    ]
    rules = [line.removeprefix("# ") for line in marked.splitlines()[1:]]
    own = "\n".join(line for line in rules if not line.startswith("By their"))
    (root / "rcagraph.toml").write_text(own, "utf-8")
    vault = load(root)
    incident = vault.graph.nodes("Incident")[0]
    assert (str(incident.properties["date"]), incident.properties["duration_minutes"]) == (
        "2025-01-01",
        60,
    )
    assert edges_of(vault.graph, "AFFECTS")[:2] == [("1", "kasa"), ("1", "koszyk")]
    assert ("sklep", "kasa") in edges_of(vault.graph, "OWNS")
    assert vault.diagnostics == ()
