"""What `rcagraph init` notices beside Markdown that says what it is."""

import tomllib
from pathlib import Path

from rcagraph.api import load
from rcagraph.starter import begin
from tests.notes import write_vault

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
            **{"records": "yaml:services[]", "id": "id"},
        }
    ]


def test_folders_keys_and_headings_of_mere_documents_are_named(tmp_path: Path) -> None:
    note = "---\n日期: 2025-01-0{0}\n---\n# {0}\n\n## 概述\n\nx\n"
    files = {f"故障/{n}.md": note.format(n) for n in (1, 2)}
    text = begin(write_vault(tmp_path, dict(files))).text
    assert "# - 故障/ (2 notes)\n" in text
    assert "# Keys of such notes: 日期 (2)\n" in text
    assert "# Headings of such notes: 概述 (2)\n" in text


def test_dated_headings_are_proposed_as_records_that_load(tmp_path: Path) -> None:
    page = "# March\n\n## 2025-03-04 – API down\n\nBad.\n\n## 2025-03-11 – Slow\n\n### Why\n\nSo.\n"
    root = write_vault(tmp_path, {"months/2025-03.md": page})
    proposed = own_lines(begin(root).text, "[[type]]", 'fields.date = "day"')
    (root / "rcagraph.toml").write_text(proposed, "utf-8")
    found = load(root).graph.nodes("Incident")
    assert [str(node.properties["date"]) for node in found] == ["2025-03-04", "2025-03-11"]
    assert found[0].key.id == "2025-03-04 – API down"
