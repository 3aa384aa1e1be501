"""Whether the database still holds the graph, and how it is made to."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rcagraph.cli import main
from rcagraph.export.neo4j import Target, Verdict, export_neo4j, plan_export, verify_export
from rcagraph.export.neo4j.connect import driver_on
from rcagraph.export.neo4j.difference import difference
from rcagraph.export.neo4j.proof import prove
from rcagraph.export.neo4j.wanted import Wanted
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.errors import RcaGraphError
from tests.databases import ask, chain, contents, counts, run
from tests.graphs import shop
from tests.notes import write_vault

pytestmark = pytest.mark.neo4j

A = "MATCH (n {uid: 'test/Service/a'})"


def told(verdict: Verdict) -> list[str]:
    return [example for part in verdict.parts for example in part.examples]


@pytest.fixture
def three(neo4j: Target) -> Target:
    """A database that holds three services in a chain."""
    export_neo4j(chain("a", "b", "c"), neo4j)
    return neo4j


def test_what_was_exported_is_right(neo4j: Target) -> None:
    export_neo4j(shop(), neo4j)
    verdict = verify_export(shop(), neo4j)
    assert not verdict.is_drift
    assert verdict.number("right") == len(shop().nodes()) + len(shop().edges())
    assert verdict.table().rows == ()


def test_in_an_empty_database_all_is_missing(neo4j: Target) -> None:
    verdict = verify_export(chain("a", "b"), neo4j)
    assert (verdict.is_drift, verdict.number("missing")) == (True, 3)
    assert ask(neo4j, "MATCH (n) RETURN count(n)") == [(0,)]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (f"{A} SET n.name = 'z'", ["~ test/Service/a"]),
        (f"{A} SET n.declared = 1", ["~ test/Service/a"]),
        (f"{A} REMOVE n.saidAt", ["~ test/Service/a"]),
        (f"{A} REMOVE n:Service", ["~ test/Service/a"]),
        (f"{A} SET n._keys = []", ["~ test/Service/a"]),
        (f"{A} SET n._kind = 'Team'", ["~ test/Service/a"]),
        (f"{A} SET n._stale = true", ["~ test/Service/a"]),
        (f"{A}-[r]->() SET r.rules = ['x']", ["~ test/Service/a -DEPENDS_ON-> test/Service/b"]),
        (f"{A}-[r]->() DELETE r", ["- test/Service/a -DEPENDS_ON-> test/Service/b"]),
        (
            f"{A} DETACH DELETE n",
            ["- test/Service/a", "- test/Service/a -DEPENDS_ON-> test/Service/b"],
        ),
        (
            f"{A}-[r]->(b) CREATE (n)-[s:DEPENDS_ON]->(b) SET s = properties(r)",
            ["+ test/Service/a -DEPENDS_ON-> test/Service/b"],
        ),
        (
            f"{A} CREATE (m:RcaEntity:Service) SET m = n {{.*, uid: 'test/Service/z'}}",
            ["+ test/Service/z"],
        ),
    ],
)
def test_drift_is_told_and_repaired(three: Target, change: str, said: list[str]) -> None:
    before = contents(three)
    run(three, change)
    drifted = contents(three)
    verdict = verify_export(chain("a", "b", "c"), three)
    assert (verdict.is_drift, told(verdict)) == (True, said)
    assert contents(three) == drifted
    export_neo4j(chain("a", "b", "c"), three, repair=True)
    assert contents(three) == before
    assert not verify_export(chain("a", "b", "c"), three).is_drift


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (f"{A} SET n.pager = '555', n:Watched", ["* test/Service/a has pager, :Watched"]),
        (f"{A}-[r]->() SET r.w = 1", ["* test/Service/a -DEPENDS_ON-> test/Service/b has w"]),
    ],
)
def test_what_others_put_beside_is_told_and_is_no_drift(
    three: Target, change: str, said: list[str]
) -> None:
    run(three, change)
    before = contents(three)
    verdict = verify_export(chain("a", "b", "c"), three)
    assert (verdict.is_drift, told(verdict)) == (False, said)
    assert counts(export_neo4j(chain("a", "b", "c"), three, repair=True)) == (0, 0, 0, 0)
    assert contents(three) == before


def test_a_value_changed_by_hand_is_repaired_only_when_asked(three: Target) -> None:
    run(three, f"{A} SET n.name = 'z'")
    assert counts(export_neo4j(chain("a", "b", "c"), three)) == (0, 0, 0, 0)
    assert plan_export(chain("a", "b", "c"), three, repair=True).changed == 1
    assert counts(export_neo4j(chain("a", "b", "c"), three, repair=True)) == (0, 1, 0, 0)


def test_what_an_export_keeps_is_no_drift(three: Target) -> None:
    run(three, "MATCH (n {uid: 'test/Service/c'}) SET n.pager = '555'")
    export_neo4j(chain("a"), three, unread=["b.md", "services/b.md"])
    verdict = verify_export(chain("a"), three, unread=["b.md", "services/b.md"])
    assert (verdict.is_drift, verdict.number("right")) == (False, 1)


def test_a_node_that_another_vault_holds_is_right(neo4j: Target) -> None:
    run(neo4j, "CREATE (:RcaEntity {uid: 'test/Service/b'})")
    export_neo4j(chain("a", "b"), neo4j)
    assert verify_export(chain("a", "b"), neo4j).number("right") == 3


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (f"{A} DETACH DELETE n", "holds 1 Service instead of 2"),
        (f"{A} SET n._hash = n._hash + 1", "holds other Service than sent"),
        (f"{A}-[r]->() DELETE r", "holds 0 DEPENDS_ON instead of 1"),
    ],
)
def test_what_is_not_as_sent_undoes_the_transaction(neo4j: Target, change: str, said: str) -> None:
    """The server adds up what is there after the writing."""
    graph = chain("a", "b")
    export_neo4j(graph, neo4j)
    wanted = Wanted(graph, repair=True)
    with driver_on(neo4j) as driver, driver.session(database="neo4j") as session:
        done = session.execute_read(difference, wanted)
        session.execute_read(prove, done, wanted.owner)
        run(neo4j, change)
        with pytest.raises(RcaGraphError, match=said):
            session.execute_read(prove, done, wanted.owner)


def test_fingerprints_beyond_what_a_server_can_add_up_are_proved(neo4j: Target) -> None:
    names = [f"s{i}" for i in range(50)]
    graph = KnowledgeGraph("test", chain(*names).nodes(), [])
    assert sum(row.hash for span in Wanted(graph).spans for row in span.node_rows) > 2**63
    assert counts(export_neo4j(graph, neo4j)) == (50, 0, 0, 0)


@pytest.fixture
def export(neo4j: Target, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """`rcagraph export --neo4j` of one note, with these options."""
    note = "---\ntype: service\nowner: alpha\n---\n# A\n"
    vault = write_vault(tmp_path, {"rcagraph.toml": '[vault]\nname = "v"\n', "services/a.md": note})
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j.password)
    monkeypatch.setenv("NEO4J_USERNAME", neo4j.username)

    def run_it(*options: str) -> Result:
        given = ["export", "--vault", str(vault), "--neo4j", neo4j.uri, *options]
        return CliRunner().invoke(main, given)

    return run_it


def test_the_command_verifies_and_repairs(neo4j: Target, export: Callable[..., Result]) -> None:
    assert export().exit_code == 0
    clean = export("--verify")
    assert clean.exit_code == 0
    assert clean.output == "verified: 0 missing, 0 changed, 0 surplus, 0 beside, 3 right\n"
    run(neo4j, "MATCH (n:Service) SET n.name = 'z'")
    drifted = export("--verify")
    assert drifted.exit_code == 1
    assert "~ v/Service/a" in drifted.output
    assert "1 changed" in drifted.output
    assert "--repair" in drifted.output
    assert "done: 0 added, 1 changed" in export("--repair").output
    assert export("--verify").exit_code == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--verify", "--repair"), "--verify only looks: leave out --repair"),
        (("--dry-run", "--verify"), "--verify only looks: leave out --dry-run"),
        (("--timeout", "0"), "0 is not in the range x>0"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    export: Callable[..., Result], options: tuple[str, ...], said: str
) -> None:
    refused = export(*options)
    assert (refused.exit_code, said in refused.output) == (2, True)
