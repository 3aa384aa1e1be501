"""A public vault that the default profile reads without configuration, against a recount of it.

The vault lies outside of the repository, in `../shared`; without it these tests say so.
"""

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from rcagraph.api import Vault, load
from rcagraph.graph import Node
from rcagraph.model.vocabulary import Value

SHARED = Path(__file__).parents[1] / ".." / "shared"
FOLDER = SHARED / "vaults" / "devops-rca"
COUNTS = SHARED / "truth" / "counts.json"
INCIDENTS = SHARED / "truth" / "devops-rca.incidents.json"
MISSING = [str(path.resolve()) for path in (FOLDER, COUNTS, INCIDENTS) if not path.exists()]

pytestmark = pytest.mark.skipif(
    bool(MISSING), reason=f"measured only where it is; not here: {', '.join(MISSING)}"
)


@cache
def vault() -> Vault:
    return load(FOLDER)


@cache
def counts() -> Any:
    return json.loads(COUNTS.read_text("utf-8"))["devops-rca"]


def truth() -> list[Any]:
    return json.loads(INCIDENTS.read_text("utf-8")) if INCIDENTS.exists() else []


def test_the_nodes() -> None:
    found = Counter((node.kind, node.declared) for node in vault().graph.nodes())
    wanted = {
        (kind, state == "declared"): number
        for kind, states in counts()["nodes"].items()
        for state, number in states.items()
        if number
    }
    assert dict(found) == wanted
    assert vault().files == counts()["files"]


def test_the_edges() -> None:
    graph = vault().graph
    assert dict(Counter(edge.type for edge in graph.edges())) == counts()["edges"]
    for type_, pairs in counts()["edges_by_kinds"].items():
        kinds = (f"{edge.source.kind}>{edge.target.kind}" for edge in graph.edges(type_))
        assert dict(Counter(kinds)) == pairs


def test_the_wikilinks() -> None:
    links = vault().wikilinks
    wanted = counts()["wikilinks"]
    assert {name: getattr(links, name) for name in wanted} == wanted
    assert links.by_file_name == links.resolved


def test_every_note_of_the_recount_is_an_incident_and_no_other() -> None:
    found = [node.properties["path"] for node in vault().graph.nodes("Incident")]
    assert sorted(map(str, found)) == sorted(one["file"] for one in truth())


@pytest.mark.parametrize("wanted", truth(), ids=lambda one: one["name"])
def test_an_incident(wanted: Any) -> None:
    (node,) = (n for n in vault().graph.nodes("Incident") if n.properties["path"] == wanted["file"])
    assert node.name == wanted["name"]
    assert node.properties["title"] == wanted["title"]
    assert str(node.properties["date"]) == wanted["date"]
    for name in ("severity", "status", "duration_minutes"):
        assert node.properties[name] == wanted[name]
    assert ends(node, "IN_CATEGORY") == [wanted["category"]]
    assert ends(node, "HAS_FAILURE_MODE") == [wanted["failure_mode"]]
    assert ends(node, "ORIGINATED_IN") == [wanted["primary_service"]]
    assert ends(node, "AFFECTS") == sorted(wanted["services"])
    assert ends(node, "AUTHORED_BY") == [wanted["author_team"]]
    assert events(node) == [tuple(event) for event in wanted["timeline"]]
    assert actions(node) == wanted["action_items"]
    assert links(node) == {one["target"]: one["resolved"] for one in wanted["links"]}
    (runbook,) = vault().graph.out(node.key, "USES_RUNBOOK")
    assert vault().graph[runbook.target].properties["path"] == wanted["runbook"]


def ends(node: Node, type_: str) -> list[str]:
    """The names that the node's edges of a type lead to."""
    graph = vault().graph
    return sorted(graph[edge.target].name for edge in graph.out(node.key, type_))


def events(node: Node) -> list[tuple[str, str]]:
    """Clock time and event of each line `YYYY-MM-DD HH:MM event`."""
    lines: Value = node.properties["timeline"]
    assert isinstance(lines, tuple)
    return [(line[11:16], line[17:]) for line in lines]


def actions(node: Node) -> list[dict[str, str]]:
    """The promises in the order of their numbers."""
    graph = vault().graph
    items = [graph[edge.target] for edge in graph.out(node.key, "HAS_ACTION_ITEM")]
    return [
        {
            "priority": str(item.properties["priority"]),
            "action": str(item.properties["text"]),
            "owner": graph[graph.into(item.key, "OWNS")[0].source].name,
            "due": str(item.properties["due_date"]),
        }
        for item in sorted(items, key=lambda item: int(item.name.rpartition("/")[2]))
    ]


def links(node: Node) -> dict[str, bool]:
    """The names that the note's links lead to, and whether a note answers."""
    graph = vault().graph
    types = ("RELATES_TO", "USES_RUNBOOK", "REFERENCES")
    targets = (graph[edge.target] for t in types for edge in graph.out(node.key, t))
    return {target.name: target.kind != "Unresolved" for target in targets}
