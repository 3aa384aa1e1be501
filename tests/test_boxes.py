"""Obsidian's boxes with a title are sections; times that no timeline is known for are told."""

import pytest

from rcagraph.vault.markdown import read_markdown
from tests.notes import facts_of

DAY = "---\ndate: 2025-01-02\nservices: [db]\n---\n"


def under(body: str) -> list[tuple[str, str]]:
    """Each item and paragraph with the heading that it stands under."""
    read = read_markdown(body)
    held = sorted((*read.items, *read.paragraphs), key=lambda one: one.line)
    names = [heading.text for heading in read.headings]
    return [(one.text, names[one.section] if one.section >= 0 else "") for one in held]


def test_what_a_box_holds_stands_under_its_title_and_what_follows_does_not() -> None:
    body = "## A\none\n\n> [!note]- Timeline\n> - 08:00 down\n\ntwo\n\n### B\nthree\n"
    assert under(body) == [("one", "A"), ("08:00 down", "Timeline"), ("two", "A"), ("three", "B")]


def test_a_box_in_a_box() -> None:
    body = "> [!note] Outer\n> one\n>\n> > [!tip] Inner\n> > two\n>\n> three\n"
    assert under(body) == [("one", "Outer"), ("two", "Inner"), ("three", "Outer")]


@pytest.mark.parametrize(
    ("box", "texts"),
    [
        ("> [!warning] Mind the gap\n", ["Mind the gap"]),
        ("> [!note] It failed, and nobody saw it for hours\n> then\n",
         ["It failed, and nobody saw it for hours then"]),
        ("> [!note] It broke.\n> then\n", ["It broke. then"]),
        ("> [!note] Impact: all\n> Owner: me\n", ["Impact: all Owner: me"]),
        ("> [!note]\n> text\n", ["text"]),
    ],
)  # fmt: skip
def test_what_is_no_title_is_text(box: str, texts: list[str]) -> None:
    read = read_markdown(box)
    assert ([p.text for p in read.paragraphs], read.headings) == (texts, ())


def test_a_timeline_and_actions_may_stand_in_boxes() -> None:
    body = "> [!note]- Timeline\n> - 08:00 down\n> - 09:00 resolved\n\n"
    body += "> [!todo] Action Items\n> - [ ] Mend\n"
    said = facts_of(DAY + body)
    assert str(said.node.properties["resolved_at"]) == "2025-01-02 09:00:00+00:00"
    assert [n.properties["text"] for n in said.nodes if n.key.kind == "ActionItem"] == ["Mend"]


def test_labels_of_a_box_at_the_top_are_above_the_headings() -> None:
    said = facts_of("> [!info] Facts\n> **Owner:** core\n\n# Cart\n", "services/cart.md")
    assert said.ends("OWNS") == ["core"]


def told(body: str) -> list[tuple[str, int, str]]:
    return [one for one in facts_of(DAY + body).complaints if one[0] == "RCA211"]


TABLE = "| Hora | Suceso |\n|---|---|\n| 08:00 | caída |\n| 09:00 | vuelve |\n"


def test_a_table_of_times_under_an_unknown_heading_is_told() -> None:
    assert told(f"## Cronología\n{TABLE}") == [("RCA211", 6, "under 'Cronología'")]


def test_a_list_of_times_is_told_too() -> None:
    assert told("## Verlauf\n- 08:00 aus\n- 09:00 an\n") == [("RCA211", 6, "under 'Verlauf'")]


def test_beside_a_timeline_that_is_read_nothing_is_told() -> None:
    assert told(f"## Timeline\n- 08:00 down\n\n## Cronología\n{TABLE}") == []


def test_one_time_is_no_timeline() -> None:
    assert told("## Calls\n- 08:00 first call\n- later\n") == []
