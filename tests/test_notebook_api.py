"""What a notebook gets: short HTML with all text escaped, data frames, help, and a light import."""

import doctest
import pydoc
import re
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import rcagraph
import rcagraph.api
from rcagraph.analysis.blast_radius import blast_radius
from rcagraph.analysis.recurrence import recurrence
from rcagraph.export.frames import frames
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.errors import RcaGraphError
from rcagraph.model.html import MOST_ROWS, MOST_SIGNS
from rcagraph.model.table import Table
from tests.graphs import edge, incident, key, node, shop
from tests.notes import load_vault
from tests.pasts import happened, vault
from tests.test_architecture import HEAVY, ROOT, loaded_by

EVIL = "<img src=x onerror=alert(1)>&\"'"
TAGS = {"div", "p", "b", "table", "caption", "thead", "tbody", "tr", "th", "td"}


class Tags(HTMLParser):
    """Names of the tags, and the text between them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names, self.attributes, self.text = set[str](), list[Any](), ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def evil() -> KnowledgeGraph:
    one, edges = incident("2025-01-01-a", EVIL, EVIL)
    two, more = incident("2025-02-01-b", EVIL, EVIL)
    above = edge("DEPENDS_ON", key("Service", f"{EVIL}2"), key("Service", EVIL))
    nodes = [one, two, node("Service", EVIL), node("Service", f"{EVIL}2")]
    return KnowledgeGraph(EVIL, [*nodes, node("FailureMode", EVIL)], [*edges, *more, above])


def test_what_notes_say_is_text_and_nothing_else() -> None:
    graph = evil()
    shown = (
        graph,
        blast_radius(graph, key("Service", EVIL)),
        recurrence(graph),
        Table(EVIL, (EVIL,), ((EVIL,), ((EVIL, "x"),)), EVIL),
    )
    for each in shown:
        html = each._repr_html_()
        found = Tags(html)
        assert found.names <= TAGS
        assert found.attributes == []
        assert EVIL in found.text or repr(EVIL) in found.text
        assert "<img" not in html


def test_a_vault_shows_how_much_there_is(tmp_path: Path) -> None:
    its = load_vault(tmp_path, {"a.md": "[[gone]]", "services/x.md": "---\ntype: service\n---\n"})
    assert re.fullmatch(r"Vault\('vault', 2 files, \d errors, \d warnings\)", repr(its))
    assert "<tr><td>Service</td><td>1</td><td>0</td></tr>" in its._repr_html_()


def test_graphs_and_answers_say_in_a_line_what_they_are() -> None:
    graph = shop()
    assert repr(graph) == "KnowledgeGraph('test', 15 nodes, 23 edges)"
    assert repr(blast_radius(graph, key("Service", "orders"))) == (
        "BlastRadius('orders', 3 depend on it, 2 incidents hit 2)"
    )
    assert repr(recurrence(graph)) == "Recurrence(3 incidents, 1 families repeated)"


def test_a_long_table_is_cut_and_says_so() -> None:
    table = Table("", ("n",), tuple((f"{i}{'x' * 500}",) for i in range(MOST_ROWS + 7)), "cut off")
    html = table._repr_html_()
    assert html.count("<tr>") == MOST_ROWS + 1
    assert html.endswith("<p>7 more rows; cut off</p>")
    assert max(map(len, re.findall("<td>(.*?)</td>", html))) == MOST_SIGNS


def test_data_frames_have_the_ontology_s_names_and_pandas_types() -> None:
    zone = timezone(timedelta(hours=2))
    told = [
        happened(1, started_at=datetime(2025, 1, 2, 1, tzinfo=zone), users_affected=7),
        happened(400, started_at=datetime(9999, 1, 2, tzinfo=UTC)),
    ]
    nodes, edges = frames(vault(told))
    first = nodes.loc["test/Incident/a-m-1"]
    assert (first.kind, first["name"], first.users_affected) == ("Incident", "a-m-1", 7)
    assert (first.date.date(), str(first.started_at)) == (
        date(2025, 1, 2),
        "2025-01-01 23:00:00+00:00",
    )
    assert str(nodes.users_affected.dtype) == "Int64"
    assert nodes.users_affected.isna().sum() == 3
    assert nodes.started_at.max().year == 9999
    assert edges.type.value_counts().to_dict() == {
        "AFFECTS": 2, "ORIGINATED_IN": 2, "HAS_FAILURE_MODE": 2,
    }  # fmt: skip
    assert set(edges.source) | set(edges.target) == set(nodes.index)


def test_an_empty_graph_has_empty_frames() -> None:
    nodes, edges = frames(KnowledgeGraph("v", [], []))
    assert (len(nodes), len(edges)) == (0, 0)
    assert list(edges.columns[:3]) == ["type", "source", "target"]


def test_without_pandas_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(RcaGraphError) as caught:
        frames(shop())
    assert caught.value.tip == "Run: pip install 'rcagraph[pandas]'"


def test_importing_the_package_loads_three_modules() -> None:
    listing = "import rcagraph, sys\nprint(*sorted(n for n in sys.modules if 'rcagraph' in n))"
    assert not loaded_by("import rcagraph") & HEAVY
    done = loaded_modules(listing)
    assert done == ["rcagraph", "rcagraph.model", "rcagraph.model.version"]


def loaded_modules(code: str) -> list[str]:
    import subprocess

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return done.stdout.split()


def test_loading_a_vault_imports_no_library_of_numbers_or_graphs() -> None:
    code = "import rcagraph\nrcagraph.load('examples/hopfield-pantry')"
    assert not loaded_by(code) & (HEAVY - {"yaml", "frontmatter", "pyromark"})


def test_help_names_what_there_is_to_ask() -> None:
    said = pydoc.plain(pydoc.render_doc(rcagraph))
    for name in ("load", "blast_radius", "recurrence", "period_change", "to_pandas", "to_rdflib"):
        assert f" {name}(" in said
    assert "RcaGraphError" in said
    assert {"load", "Vault"} <= set(dir(rcagraph))


def test_the_examples_of_the_help_are_true(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    found = doctest.testmod(rcagraph.api)
    assert (found.failed, found.attempted) == (0, 6)
