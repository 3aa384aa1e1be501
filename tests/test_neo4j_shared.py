"""Two vaults that share a service: who holds it, what becomes of what the other says of it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from rcagraph.cli import main
from rcagraph.export.neo4j import Target, Withheld, export_neo4j, plan_export, verify_export
from rcagraph.export.neo4j.script import script
from rcagraph.graph import KnowledgeGraph, Node
from rcagraph.model.facts import Place
from rcagraph.model.vocabulary import Value
from tests.databases import ask, counts, run, run_script
from tests.graphs import edge, key
from tests.notes import write_vault

pytestmark = pytest.mark.neo4j

BUS = "MATCH (n {uid: 'acme/Service/bus'}) RETURN n._vault, n.tier, n.lifecycle, n._stale"


def speaks(vault: str, declared: bool = True, **of_bus: Value) -> KnowledgeGraph:
    """A vault whose own service depends on one that several vaults agree on."""
    own, bus = key("Service", "own", vault), key("Service", "bus", "acme")
    nodes = [
        Node(own, "own", True, (Place(f"{vault}.md", 1),)),
        Node(bus, "bus", declared, (Place(f"{vault}.md", 2),), of_bus),
    ]
    return KnowledgeGraph(vault, nodes, [edge("DEPENDS_ON", own, bus)])


def silent(vault: str) -> KnowledgeGraph:
    graph = speaks(vault)
    return KnowledgeGraph(vault, [n for n in graph.nodes() if n.name == "own"], [])


def test_the_first_that_declares_it_holds_it_and_the_other_is_told_what_is_not_stored(
    neo4j: Target,
) -> None:
    export_neo4j(speaks("one", tier="1"), neo4j)
    second = speaks("two", tier="2", lifecycle="old")
    told = (Withheld("acme/Service/bus", "rcagraph:one", ("lifecycle", "tier")),)
    assert plan_export(second, neo4j).withheld == told
    assert export_neo4j(second, neo4j).withheld == told
    assert export_neo4j(second, neo4j).withheld == told
    assert ask(neo4j, BUS) == [("rcagraph:one", "1", None, None)]
    assert not verify_export(second, neo4j).is_drift


def test_who_says_the_same_is_told_nothing(neo4j: Target) -> None:
    export_neo4j(speaks("one", tier="1"), neo4j)
    assert export_neo4j(speaks("two", tier="1"), neo4j).withheld == ()


def test_what_the_holder_gives_up_the_other_brings_with_its_next_export(neo4j: Target) -> None:
    export_neo4j(speaks("one", tier="1"), neo4j)
    export_neo4j(speaks("two", lifecycle="old"), neo4j)
    assert counts(export_neo4j(silent("one"), neo4j)) == (0, 0, 1, 1)
    assert ask(neo4j, BUS) == [("rcagraph:one", "1", None, True)]
    done = export_neo4j(speaks("two", lifecycle="old"), neo4j)
    assert (counts(done), done.withheld) == ((1, 0, 0, 0), ())
    assert ask(neo4j, BUS) == [("rcagraph:two", None, "old", None)]
    assert counts(export_neo4j(silent("one"), neo4j)) == (0, 0, 0, 0)


def test_who_declares_it_takes_it_from_who_only_mentions_it(neo4j: Target) -> None:
    export_neo4j(speaks("one", declared=False), neo4j)
    second = speaks("two", tier="2")
    assert not plan_export(second, neo4j).withheld
    assert verify_export(second, neo4j).number("missing") == 3
    assert counts(export_neo4j(second, neo4j)) == (3, 0, 0, 0)
    assert ask(neo4j, BUS) == [("rcagraph:two", "2", None, None)]
    for _ in range(2):
        assert counts(export_neo4j(speaks("one", declared=False), neo4j)) == (0, 0, 0, 0)
        assert counts(export_neo4j(second, neo4j)) == (0, 0, 0, 0)
    assert ask(neo4j, BUS) == [("rcagraph:two", "2", None, None)]


def test_each_takes_away_its_own_edges_and_the_last_the_node(neo4j: Target) -> None:
    export_neo4j(speaks("one", declared=False), neo4j)
    export_neo4j(speaks("two", tier="2"), neo4j)
    assert counts(export_neo4j(silent("two"), neo4j)) == (0, 0, 1, 1)
    export_neo4j(speaks("one", declared=False), neo4j)
    assert ask(neo4j, BUS) == [("rcagraph:one", None, None, None)]
    export_neo4j(silent("one"), neo4j)
    assert ask(neo4j, BUS) == []


def test_a_persons_node_is_never_taken(neo4j: Target) -> None:
    run(neo4j, "CREATE (:RcaEntity {uid: 'acme/Service/bus', declared: false, tier: 9})")
    done = export_neo4j(speaks("one", tier="1"), neo4j)
    assert done.withheld == (Withheld("acme/Service/bus", "", ("name", "tier")),)
    assert ask(neo4j, BUS) == [(None, 9, None, None)]


@pytest.mark.parametrize(
    ("declared", "holder"), [(True, ("rcagraph:two", "2")), (False, ("rcagraph:one", None))]
)
def test_a_script_holds_to_the_same(
    neo4j: Target, declared: bool, holder: tuple[str, str | None]
) -> None:
    export_neo4j(speaks("one", declared=False), neo4j)
    run_script(neo4j, "".join(script(speaks("two", declared, tier="2"))))
    assert [row[:2] for row in ask(neo4j, BUS)] == [holder]


def test_the_command_tells_it(
    neo4j: Target, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j.password)
    said = []
    for name, tier in (("one", "1"), ("two", "2")):
        files: dict[str, str | bytes] = {
            "rcagraph.toml": f'[vault]\nname = "{name}"\nshare = {{ Service = "acme" }}\n',
            "services/bus.md": f"---\ntype: service\ntier: {tier}\n---\n# Bus\n",
        }
        folder = write_vault(tmp_path / name, files)
        command = ["export", "--vault", str(folder), "--neo4j", neo4j.uri, "--quiet"]
        said.append(CliRunner().invoke(main, command).output)
    assert "not stored" not in said[0]
    assert "what these notes say of 1 node is not stored, since others hold them:" in said[1]
    assert "  acme/Service/bus (rcagraph:one): tier" in said[1].splitlines()
