"""The generated pages: current, and complete."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click import Context, Option

import rcagraph
import rcagraph.graph
from rcagraph.cli import main
from rcagraph.cli.app import COMMANDS
from rcagraph.cli.pages import PAGES
from rcagraph.export.files import write_text
from rcagraph.model.diagnostics import Code
from rcagraph.model.ontology import EDGES, NODES, ONTOLOGY, ontology
from rcagraph.model.vocabulary import EdgeType, NodeType
from rcagraph.reference import diagnostics_page, ontology_page
from rcagraph.reference.json_schema import SCHEMAS

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(("path", "page"), PAGES)
def test_the_page_kept_is_the_page_written(path: str, page: Callable[[], str]) -> None:
    if os.environ.get("RCAGRAPH_UPDATE_GOLDEN"):
        write_text(ROOT / path, page())
    assert (ROOT / path).read_text(encoding="utf-8") == page(), (
        "the table has changed: RCAGRAPH_UPDATE_GOLDEN=1 writes the page anew"
    )


def test_every_code_is_told_with_its_severity_title_and_remedy() -> None:
    rows = re.findall(r"^\| `(RCA\d+)` \| (\w+) \| (.+)\. \| (.+)\. \|$", diagnostics_page(), re.M)
    assert [
        (code, severity, title.casefold(), remedy.casefold())
        for code, severity, title, remedy in rows
    ] == [
        (c.name, c.severity.value, c.value.title.casefold(), c.value.remedy.casefold())
        for c in Code
    ]


def test_every_kind_and_edge_has_its_heading_and_every_property_its_row() -> None:
    page = ontology_page()
    assert re.findall(r"^### (\w+)$", page, re.M) == [*ONTOLOGY.nodes, *ONTOLOGY.edges]
    for kind in ONTOLOGY.nodes.values():
        section = page.split(f"### {kind.name}\n")[1].split("\n#")[0]
        assert re.findall(r"^\| `(\w+)` ", section, re.M) == [p.name for p in kind.properties]


def test_names_are_those_of_neo4j_and_rdf() -> None:
    page = ontology_page()
    assert "| `due_date` | date | When it is due. | `dueDate` | `rca:dueDate` |" in page
    assert "| `name` | string, always |" in page
    assert "Neo4j `:HAS_FAILURE_MODE`, RDF `rca:hasFailureMode`." in page
    assert "Neo4j `:FailureMode`, RDF `rca:FailureMode`, IRI `failure-mode/…`." in page


def test_the_diagram_has_every_edge_but_the_one_that_joins_anything() -> None:
    diagram = ontology_page().split("```mermaid\n")[1].split("```")[0]
    shown = set(re.findall(r"-->\|(\w+)\|", diagram))
    assert set(ONTOLOGY.edges) - shown == {"REFERENCES"}


def test_a_profiles_kinds_and_edges_are_on_its_page() -> None:
    region = NodeType("Region", "Where things run.")
    runs = EdgeType("RUNS_IN", ("Service",), ("Region",), "It runs there | here.", "runs")
    page = ontology_page(ontology((*NODES, region), (*EDGES, runs)))
    assert "    Service -->|RUNS_IN| Region" in page
    assert "### Region\n\nWhere things run." in page
    assert "Edges in: `REFERENCES`, `RUNS_IN`." in page


def page_called(name: str) -> str:
    return dict(PAGES)[f"docs/reference/{name}.md"]()


def test_every_command_has_its_heading_its_examples_and_every_option() -> None:
    page = page_called("cli")
    assert re.findall(r"^## ([\w-]+)$", page, re.M) == list(COMMANDS)
    for name in COMMANDS:
        section = page.split(f"\n## {name}\n")[1].split("\n## ")[0]
        assert f"`rcagraph {name} [OPTIONS]" in section
        assert f"rcagraph {name}" in section.split("```sh\n")[1].split("```")[0]
        command = main.get_command(Context(main), name)
        assert command
        longest = [max(p.opts, key=len) for p in command.params if isinstance(p, Option)]
        assert [option for option in longest if f"{option}" not in section] == []


def test_an_option_is_told_with_its_value_and_its_default() -> None:
    assert (
        "| `--max-delete PERCENTAGE` | Refuse to delete more than this share of what the server "
        "holds of the vault.  [default: 30%] |"
    ) in page_called("cli")


def test_a_method_is_told_as_it_is_called_with_types_and_docstring() -> None:
    page = page_called("python")
    assert (
        "#### `Vault.query`\n\n```python\nquery(name: str, parameters: Mapping[str, Cell] | None = "
        "None) -> Table\n```\n\nThe rows of a named query"
    ) in page
    assert "- `path: str`: Relative to the vault, with `/`." in page
    assert "_profile_of" not in page


def test_what_is_public_in_python_is_on_its_page() -> None:
    page = page_called("python")
    names = {*rcagraph.__all__, *rcagraph.graph.__all__} - {"__version__"}
    assert [name for name in sorted(names) if f"\n### {name}\n" not in page] == []


def test_every_schema_has_its_keys_on_the_page() -> None:
    page = page_called("json-schemas")
    assert set(re.findall(r"^## (\S+)$", page, re.M)) == {"notes", *SCHEMAS}
    assert "| `[].line` | integer or null | From 1; null for the file as a whole. |" in page
    assert "| `edges_by_kinds.*.*` | integer |  |" in page
    assert '| `[].severity` | `"error"` or `"warning"` or `"info"` |  |' in page
