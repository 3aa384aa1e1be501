"""The map of the worst services, as Mermaid in the Markdown report and as data; the JSON report."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt

from rcagraph.analysis.recurrence import recurrence
from rcagraph.cli import main
from rcagraph.graph import KnowledgeGraph
from rcagraph.report.report_json import recurring_failure_report
from rcagraph.report.worst_services import as_json, as_markdown, worst_services
from tests.graphs import edge, incident, key, node, shop

EXAMPLE = Path(__file__).parents[1] / "examples" / "hopfield-pantry"


def told(graph: KnowledgeGraph) -> list[str]:
    return list(as_markdown(graph, worst_services(graph, recurrence(graph))))


def test_the_map_of_the_shop() -> None:
    heading, legend, drawing = told(shop())
    assert heading == "## The worst services and what is next to them"
    assert "in brackets is of the incidents that began there" in legend
    assert drawing.splitlines() == [
        "```mermaid",
        "flowchart LR",
        '    n0["cart"]',
        '    n1["checkout"]',
        '    n2["orders #40;2#41;"]',
        '    n3["users #40;1#41;"]',
        "    n0 --> n2",
        "    n1 --> n2",
        "    n2 --> n3",
        "```",
    ]


def hostile(name: str, neighbours: int = 1) -> KnowledgeGraph:
    made, edges = incident("2025-01-01-a", name, "m")
    around = [node("Service", f"n{i:03}") for i in range(neighbours)]
    needs = [edge("DEPENDS_ON", each.key, key("Service", name)) for each in around]
    nodes = [made, node("Service", name), node("FailureMode", "m"), *around]
    return KnowledgeGraph("test", nodes, [*edges, *needs])


@pytest.mark.parametrize(
    "name", ["```\n<script>x</script>", '"]; click n0 "javascript:x"', "`~~~", "a --> b %%{init}%%"]
)
def test_a_name_breaks_neither_the_drawing_nor_the_fence(name: str) -> None:
    page = "\n\n".join(told(hostile(name)))
    tokens = MarkdownIt("commonmark").parse(page)
    assert [t.type for t in tokens][-1] == "fence"
    lines = tokens[-1].content.splitlines()
    assert [line for line in lines[1:] if not re.fullmatch(_BOX_OR_ARROW, line)] == []
    assert len(lines) == 4


_BOX_OR_ARROW = r'    n\d+(?:\["(?:[\w \-./]|#\d+;)*"\]| --> n\d+)'


def test_neighbours_without_room_are_left_out_and_counted() -> None:
    found = worst_services(hostile("hub", 50), recurrence(hostile("hub", 50)))
    assert (len(found.nodes), found.left_out) == (40, 11)
    assert "11 more neighbours are left out." in told(hostile("hub", 50))[1]


def test_without_dependencies_there_is_no_map() -> None:
    made, edges = incident("2025-01-01-a", "alone", "m")
    graph = KnowledgeGraph("t", [made, node("Service", "alone"), node("FailureMode", "m")], edges)
    assert told(graph) == []
    assert as_json(worst_services(graph, recurrence(graph))) == {
        "nodes": [], "edges": [], "left_out": 0,
    }  # fmt: skip


def test_the_report_as_data() -> None:
    graph = shop()
    shape: Any = recurring_failure_report(graph, recurrence(graph), date(2025, 6, 1))
    assert (shape["vault"], shape["today"], shape["change"]) == ("test", "2025-06-01", None)
    assert shape["map"]["nodes"][2] == {
        "uid": "test/Service/orders", "kind": "Service", "name": "orders", "incidents": 2,
    }  # fmt: skip
    assert [action["text"] for action in shape["undated_actions"]] == ["Widen the pool"]
    assert shape["recurrence"]["families"][0]["incidents"] == 2


def run(*arguments: str) -> Any:
    return CliRunner().invoke(main, [*arguments, "--vault", str(EXAMPLE), "--quiet"])


def test_the_report_of_a_period_knows_of_nothing_after_it() -> None:
    done = run("report", "--format", "json", "--period", "2025-Q2", "--today", "2026-10-01")
    shape = json.loads(done.stdout)
    assert (shape["change"]["period"]["incidents"], shape["change"]["before"]["incidents"]) == (
        4, 5,
    )  # fmt: skip
    assert shape["recurrence"]["last"] == "2025-06-11"
    assert shape["recurrence"]["window"]["closed_by"] == "as-of"
    assert shape["silent_since"] is None
    assert shape["change"]["rate"]["verdict"] == "no evidence either way (n=9)"


def test_the_format_follows_the_suffix_and_the_option_wins(tmp_path: Path) -> None:
    for name, start in (("r.json", "{"), ("r.MD", "# R"), ("r.markdown", "# R")):
        assert run("report", "-o", str(tmp_path / name)).exit_code == 0
        assert (tmp_path / name).read_text("utf-8").startswith(start)
    assert run("report", "-o", str(tmp_path / "r.txt"), "--format", "json").exit_code == 0
    assert (tmp_path / "r.txt").read_text("utf-8").startswith("{")
    printed = run("report", "--format", "markdown").stdout
    assert printed == (tmp_path / "r.MD").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "error: no file for the report. Name one with -o"),
        (["-o", "r.pdf"], "error: r.pdf has no suffix that a report can have. Name it "),
        (["--format", "json", "--period", "Q9"], "error: no period 'Q9'. Write one like 2025"),
    ],
)
def test_what_cannot_be_written_is_a_sentence(arguments: list[str], said: str) -> None:
    done = run("report", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(said)
    assert len(done.stderr.splitlines()) == 1


def test_no_date_no_period(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntype: incident\n---\n", "utf-8")
    done = CliRunner().invoke(
        main, ["report", "--format", "json", "--period", "2025", "--vault", str(tmp_path), "-q"]
    )
    assert (done.exit_code, done.stderr) == (
        2, "error: no incident has a date. See `rcagraph check`.\n",
    )  # fmt: skip
