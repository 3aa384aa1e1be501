"""Every figure of the page leads to the notes and lines that it comes from, part by part."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from rcagraph.report.page import libraries
from tests.notes import write_vault
from tests.page import EXAMPLE, PARTS, hostile_vault, report

WEB = "https://git.example.com/v"
VOID = ("meta", "link", "input", "br")
SCRIPTED = ("blast-radius", "graph")
"""Parts that a script draws: `test_page_in_browser` walks them."""


class Element:
    def __init__(self, name: str, attributes: dict[str, str | None], over: "Element | None"):
        self.name, self.attributes, self.over = name, attributes, over
        self.inside: list[Element | str] = []

    def all(self, *names: str) -> "Iterator[Element]":
        for each in self.inside:
            if isinstance(each, Element):
                if each.name in names:
                    yield each
                yield from each.all(*names)

    @property
    def text(self) -> str:
        return "".join(each if isinstance(each, str) else each.text for each in self.inside)

    @property
    def links(self) -> list[str]:
        return [str(each.attributes["href"]) for each in self.all("a")]

    def within(self, name: str) -> "Element | None":
        over = self.over
        while over and over.name != name:
            over = over.over
        return over


class Tree(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.top = self.at = Element("", {}, None)
        self.by_id: dict[str, Element] = {}
        self.feed(page[page.index("<body") : page.index('<script type="application/json"')])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, dict(attrs), self.at)
        self.at.inside.append(made)
        if name := made.attributes.get("id"):
            self.by_id[name] = made
        if tag not in VOID:
            self.at = made

    def handle_endtag(self, tag: str) -> None:
        assert self.at.name == tag
        assert self.at.over
        self.at = self.at.over

    def handle_data(self, data: str) -> None:
        self.at.inside.append(data)


def made(vault: Path, folder: Path, *options: str) -> Tree:
    """With stand-ins where the libraries were not built."""
    vendor = folder / "vendor"
    vendor.mkdir()
    for name in (*libraries.LIBRARIES, libraries.LICENCES):
        (vendor / name).write_text(f"'{name}';")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(libraries.libraries, "__defaults__", (vendor,))
        file = report(vault, folder / "r.html", "--link-base", WEB, *options)
    return Tree(file.read_text("utf-8"))


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    return made(EXAMPLE, tmp_path_factory.mktemp("example"), "--period", "2026-H1")


def figures(part: Element) -> Iterator[Element]:
    """Rows of tables, items of lists and paragraphs that tell of a number above 0."""
    for each in part.all("tr", "li", "p"):
        in_head = each.within("thead") or any(True for _ in each.all("tr", "li", "p"))
        if re.search(r"[1-9]", each.text) and not in_head:
            yield each


def is_led(figure: Element, part: Element) -> bool:
    """By a link of its own, of its table, or of the family that it unfolds from; a sentence by
    the lists and tables of its part."""
    table, details = figure.within("table"), figure.within("details")
    caption = [link for each in table.all("caption") for link in each.links] if table else []
    around = details.links if details else []
    below = part.links if figure.name == "p" and part.attributes["id"] != "headline" else []
    return bool(figure.links or caption or around or below)


@pytest.mark.parametrize("name", [part for part in PARTS if part not in SCRIPTED])
def test_every_figure_leads_somewhere(tree: Tree, name: str) -> None:
    part = tree.by_id[name]
    found = list(figures(part))
    assert found
    assert [each.text for each in found if not is_led(each, part)] == []


def test_what_leads_within_the_page_arrives_at_notes(tree: Tree) -> None:
    inside = {link[1:] for link in tree.by_id["main"].links if link.startswith("#")}
    parts = {link.split("/")[0] for link in inside}
    assert sorted(parts - tree.by_id.keys()) == []
    notes = {name: tree.by_id[name] for name in parts - {"main", *SCRIPTED}}
    without = [name for name, its in notes.items() if not any(WEB in a for a in _near(its).links)]
    assert without == []


def _near(target: Element) -> Element:
    """A heading stands for the part that it is in."""
    return target if target.links else target.within("section") or target


def test_a_pair_leads_to_the_incidents_that_hit_both(tree: Tree) -> None:
    rows = [r for r in tree.by_id["together"].all("tr") if "no evidence" in r.text]
    assert rows[0].text.startswith("card-acquirer-northnotification-service")
    assert [link for link in rows[0].links if "/incidents/" in link] == [
        f"{WEB}/incidents/2025-09-16-egress-proxy-failure.md#L2",
        f"{WEB}/incidents/2026-06-30-egress-proxy-failure.md#L2",
    ]


@pytest.mark.parametrize("files", [{}, {"a.md": "# A\n"}, {"incidents/2025-01-01-a.md": "# A\n"}])
def test_small_vaults_have_no_dead_link(files: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir()
    tree = made(write_vault(tmp_path / "vault", files), tmp_path)
    inside = {link[1:].split("/")[0] for link in tree.top.links if link.startswith("#")}
    assert inside - tree.by_id.keys() == set()


def test_a_hostile_vault_has_no_dead_link(tmp_path: Path) -> None:
    tree = made(hostile_vault(tmp_path / "vault"), tmp_path)
    inside = {link[1:].split("/")[0] for link in tree.top.links if link.startswith("#")}
    assert inside - tree.by_id.keys() == set()
