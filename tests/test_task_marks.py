"""Obsidian's tasks: Dataview's fields and the signs of the Tasks plugin, and several owners."""

import pytest

from tests.notes import facts_of, written


def promise(item: str) -> tuple[str, list[str], dict[str, str]]:
    """Text, owners and what else is known of the one action."""
    said = facts_of(f"---\nservices: [db]\n---\n## Action Items\n{item}\n")
    (node,) = (node for node in said.nodes if node.key.kind == "ActionItem")
    properties = {k: str(v) for k, v in node.properties.items() if k not in ("path", "text")}
    owners = [written(edge.source) for edge in said.edges("OWNS")]
    return str(node.properties["text"]), owners, properties


OPEN = {"status": "open"}


@pytest.mark.parametrize(
    ("item", "text", "owners", "rest"),
    [
        ("- [ ] One [owner:: [[Tom Beck]]]", "One", ["Tom Beck"], OPEN),
        ("- [ ] One [owner:: Tom Beck]", "One", ["Tom Beck"], OPEN),
        ("- [ ] One (owner:: [[Tom Beck|Tom]])", "One", ["Tom Beck"], OPEN),
        ("- [ ] One (assignee:: Tom) [due:: 2025-05-01]", "One", ["Tom"],
         OPEN | {"due_date": "2025-05-01"}),
        ("- [ ] One 📅 2025-04-01 [owner:: Ann, Bo]", "One", ["Ann", "Bo"],
         OPEN | {"due_date": "2025-04-01"}),
        ("- [x] One ⏫ 🗓️ 2025-04-01 ✅ 2025-03-30", "One", [],
         {"status": "done", "priority": "high", "due_date": "2025-04-01",
          "closed_date": "2025-03-30"}),
        ("- [ ] One\n  - owner:: Tom", "One", ["Tom"], OPEN),
        ("- [ ] One [area:: shop] ➕ 2025-01-01", "One [area:: shop] ➕ 2025-01-01", [], OPEN),
        ("- [ ] One（owner：李娜、张伟，due：2025-01-02）", "One", ["李娜", "张伟"],
         OPEN | {"due_date": "2025-01-02"}),
    ],
)  # fmt: skip
def test_each_form(item: str, text: str, owners: list[str], rest: dict[str, str]) -> None:
    assert promise(item) == (text, owners, rest)
