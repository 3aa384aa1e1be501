"""The Neo4j export against a real server: it converges, and leaves alone what is not ours."""

import dataclasses
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from rcagraph.export.neo4j import (
    Target,
    export_neo4j,
    plan_export,
    read_query,
    schema_items,
)
from rcagraph.export.neo4j.connect import driver_on
from rcagraph.export.neo4j.orders import Order
from rcagraph.export.neo4j.rows import edge_row
from rcagraph.export.neo4j.statements import merge_edges
from rcagraph.graph import KnowledgeGraph, Node
from rcagraph.model.errors import RcaGraphError
from rcagraph.model.facts import Place
from rcagraph.model.ontology import ONTOLOGY
from rcagraph.model.vocabulary import Value
from tests.databases import ask, chain, counts, run
from tests.graphs import edge, key, node, shop

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

pytestmark = pytest.mark.neo4j

NASTY = '\'` \\u0060 \\\\u0041 "q" $x {y} // */ ;\r\nDETACH DELETE\t\x00 \u2028 \ufeff 日本 🦊'


def without(graph: KnowledgeGraph, *names: str, vault: str = "test") -> KnowledgeGraph:
    """The graph without the nodes of those names and their edges."""
    nodes = [n for n in graph.nodes() if n.name not in names]
    left = {n.key for n in nodes}
    edges = [e for e in graph.edges() if {e.source, e.target} <= left]
    return KnowledgeGraph(vault, nodes, edges)


def test_the_first_export_adds_and_the_second_changes_nothing(neo4j: Target) -> None:
    graph = shop()
    size = len(graph.nodes()) + len(graph.edges())
    assert counts(export_neo4j(graph, neo4j)) == (size, 0, 0, 0)
    before = ask(neo4j, "MATCH (n:RcaEntity) RETURN elementId(n), properties(n) ORDER BY n.uid")
    again = export_neo4j(graph, neo4j)
    assert counts(again) == (0, 0, 0, 0)
    assert again.unchanged == size
    assert (
        ask(neo4j, "MATCH (n:RcaEntity) RETURN elementId(n), properties(n) ORDER BY n.uid")
        == before
    )


def test_the_database_holds_every_node_and_edge_with_its_properties(neo4j: Target) -> None:
    graph = shop()
    export_neo4j(graph, neo4j)
    nodes = ask(neo4j, "MATCH (n:RcaEntity) RETURN n.uid, n._kind, labels(n) ORDER BY n.uid")
    wanted = sorted((n.key.uid, n.kind) for n in graph.nodes())
    assert [row[:2] for row in nodes] == wanted
    assert all(set(labels) == {"RcaEntity", kind} for _, kind, labels in nodes)
    edges = ask(neo4j, "MATCH (a)-[r]->(b) RETURN type(r), a.uid, b.uid")
    assert sorted(edges) == sorted((e.type, e.source.uid, e.target.uid) for e in graph.edges())
    [(shown,)] = ask(neo4j, "MATCH (i:Incident {date: date('2025-01-03')}) RETURN i")
    assert shown == {
        "uid": "test/Incident/2025-01-03-pool",
        "name": "2025-01-03-pool",
        "declared": True,
        "date": date(2025, 1, 3),
        "epochDay": 20091,
        "durationMinutes": 30,
        "line": 1,
        "saidAt": ["incidents/2025-01-03-pool.md:1 title"],
    }


def test_the_plan_says_what_the_export_then_does_and_touches_nothing(neo4j: Target) -> None:
    export_neo4j(shop(), neo4j)
    graph = without(shop(), "2025-05-06-deploy")
    plan = plan_export(graph, neo4j)
    assert ask(neo4j, "MATCH (i:Incident) RETURN count(i)") == [(3,)]
    done = export_neo4j(graph, neo4j)
    assert done.tallies == plan.tallies
    [incidents] = [tally for tally in plan.tallies if tally.name == "Incident"]
    assert incidents.removed.number == 1
    assert incidents.examples == ("- test/Incident/2025-05-06-deploy",)
    assert plan.table(plan.tallies).columns[:3] == ("what", "name", "added")


def test_the_plan_for_an_empty_database_creates_nothing_at_all(neo4j: Target) -> None:
    assert plan_export(shop(), neo4j).added == len(shop().nodes()) + len(shop().edges())
    assert ask(neo4j, "MATCH (n) RETURN count(n)") == [(0,)]


def test_a_removed_note_takes_its_node_and_edges_along(neo4j: Target) -> None:
    export_neo4j(shop(), neo4j)
    done = export_neo4j(without(shop(), "2025-05-06-deploy"), neo4j)
    assert counts(done) == (0, 0, 4, 0)
    assert ask(neo4j, "MATCH (n {name: '2025-05-06-deploy'}) RETURN n") == []
    assert ask(neo4j, "MATCH (:Incident)-[r]->() RETURN count(r)") == [(12,)]


def test_a_removed_edge_goes_and_its_ends_stay(neo4j: Target) -> None:
    export_neo4j(chain("a", "b"), neo4j)
    loose = KnowledgeGraph("test", chain("a", "b").nodes(), [])
    assert counts(export_neo4j(loose, neo4j)) == (0, 0, 1, 0)
    assert ask(neo4j, "MATCH (n:RcaEntity) RETURN n.name, count { (n)--() } ORDER BY n.name") == [
        ("a", 0),
        ("b", 0),
    ]


def test_a_property_that_is_gone_from_the_note_is_gone_from_node_and_edge(neo4j: Target) -> None:
    full = chain("a", "b")
    [joined] = full.edges()
    first = replace(full.nodes()[0], properties={"tier": "1", "lifecycle": "active"})
    rich = replace(joined, properties={"strength": "soft", "group": "g"})
    export_neo4j(KnowledgeGraph("test", [first, full.nodes()[1]], [rich]), neo4j)
    first, rich = replace(first, properties={"tier": "2"}), replace(joined, properties={})
    done = export_neo4j(KnowledgeGraph("test", [first, full.nodes()[1]], [rich]), neo4j)
    assert counts(done) == (0, 2, 0, 0)
    [(n, r)] = ask(neo4j, "MATCH (n)-[r]->() RETURN n, r")
    assert n == {
        "uid": "test/Service/a",
        "name": "a",
        "declared": True,
        "tier": "2",
        "line": 1,
        "saidAt": ["a.md:1"],
    }
    assert sorted(r) == ["asserted", "rules", "saidAt"]


def test_what_others_put_there_is_untouched(neo4j: Target) -> None:
    run(neo4j, "CREATE (:Service {name: 'a', cmdb: 7})-[:DEPENDS_ON {w: 1}]->(:Host {name: 'h'})")
    export_neo4j(chain("a", "b", "c"), neo4j)
    run(neo4j, "MATCH (n {uid: 'test/Service/a'}) SET n.pager = '555', n:Watched")
    run(neo4j, "MATCH (n {uid: 'test/Service/a'}), (h:Host) CREATE (n)-[:RUNS_ON {x: 2}]->(h)")
    run(neo4j, "MATCH (:RcaEntity)-[r:DEPENDS_ON]->() SET r.note = 'seen'")
    nodes = list(chain("a", "b", "c").nodes())
    nodes[0] = replace(nodes[0], properties={"tier": "1"})
    rich = [replace(e, properties={"strength": "soft"}) for e in chain("a", "b", "c").edges()]
    assert counts(export_neo4j(KnowledgeGraph("test", nodes, rich), neo4j)) == (0, 3, 0, 0)
    [(a, labels)] = ask(neo4j, "MATCH (n {uid: 'test/Service/a'}) RETURN n, labels(n)")
    assert (a["pager"], a["tier"]) == ("555", "1")
    assert "Watched" in labels
    assert ask(neo4j, "MATCH (:RcaEntity)-[r:DEPENDS_ON]->() RETURN r.note, r.strength") == [
        ("seen", "soft"),
        ("seen", "soft"),
    ]
    assert ask(neo4j, "MATCH (n:Service {cmdb: 7})-[r]->(h) RETURN properties(n), r, h") == [
        ({"name": "a", "cmdb": 7}, {"w": 1}, {"name": "h"})
    ]
    assert ask(neo4j, "MATCH (:RcaEntity)-[r:RUNS_ON]->(:Host) RETURN r") == [({"x": 2},)]


@pytest.mark.parametrize(
    "use",
    [
        "MATCH (n {uid: 'test/Service/c'}) CREATE (:Person {name: 'Eve'})-[:WATCHES]->(n)",
        "MATCH (n {uid: 'test/Service/c'}) SET n.pager = '555'",
        "MATCH (n {uid: 'test/Service/c'}) SET n:Watched",
    ],
)
def test_a_node_that_others_use_is_kept_and_marked_and_comes_back(neo4j: Target, use: str) -> None:
    export_neo4j(chain("a", "b", "c"), neo4j)
    run(neo4j, use)
    gone = chain("a", "b")
    assert counts(export_neo4j(gone, neo4j)) == (0, 0, 1, 1)
    assert ask(neo4j, "MATCH (n:RcaEntity {_stale: true}) RETURN n.uid") == [("test/Service/c",)]
    assert counts(export_neo4j(gone, neo4j)) == (0, 0, 0, 1)
    assert counts(export_neo4j(chain("a", "b", "c"), neo4j)) == (1, 1, 0, 0)
    assert ask(neo4j, "MATCH (n:RcaEntity {_stale: true}) RETURN n") == []


def test_a_stale_node_that_nobody_uses_any_more_goes(neo4j: Target) -> None:
    export_neo4j(chain("a", "b", "c"), neo4j)
    run(neo4j, "MATCH (n {uid: 'test/Service/c'}) CREATE (:Person)-[:WATCHES]->(n)")
    export_neo4j(chain("a", "b"), neo4j)
    run(neo4j, "MATCH (:Person)-[r]->() DELETE r")
    assert counts(export_neo4j(chain("a", "b"), neo4j)) == (0, 0, 1, 0)
    assert ask(neo4j, "MATCH (n:RcaEntity) RETURN n.uid ORDER BY n.uid") == [
        ("test/Service/a",),
        ("test/Service/b",),
    ]


def test_a_persons_own_edge_of_the_same_type_is_never_adopted(neo4j: Target) -> None:
    export_neo4j(KnowledgeGraph("test", chain("a", "b").nodes(), []), neo4j)
    link = "MATCH (a {uid: 'test/Service/a'}), (b {uid: 'test/Service/b'})"
    run(neo4j, f"{link} CREATE (a)-[:DEPENDS_ON {{mine: true}}]->(b)")
    export_neo4j(chain("a", "b"), neo4j)
    assert ask(neo4j, "MATCH ()-[r:DEPENDS_ON]->() RETURN count(r)") == [(2,)]
    export_neo4j(KnowledgeGraph("test", chain("a", "b").nodes(), []), neo4j)
    assert ask(neo4j, "MATCH ()-[r:DEPENDS_ON]->() RETURN properties(r)") == [({"mine": True},)]


def test_another_vaults_graph_is_untouched(neo4j: Target) -> None:
    export_neo4j(chain("a", "b", vault="one"), neo4j)
    export_neo4j(chain("a", "b", "c", vault="two"), neo4j)
    text = "MATCH (n {_vault: 'rcagraph:one'}) RETURN properties(n) ORDER BY n.uid"
    before = ask(neo4j, text)
    export_neo4j(chain("a", vault="two"), neo4j)
    assert len(before) == 2
    assert ask(neo4j, text) == before
    assert ask(neo4j, "MATCH ({_vault: 'rcagraph:one'})-[r]->() RETURN count(r)") == [(1,)]
    assert ask(neo4j, "MATCH (n {_vault: 'rcagraph:two'}) RETURN count(n)") == [(1,)]


def shared(vault: str, bus: bool = True) -> KnowledgeGraph:
    """A vault whose one service depends on one that several vaults agree on."""
    own, common = key("Service", "own", vault), key("Service", "bus", "acme")
    nodes = [Node(own, "own", True, (Place(f"{vault}.md", 1),))]
    if not bus:
        return KnowledgeGraph(vault, nodes, [])
    nodes.append(Node(common, "bus", True, (Place(f"{vault}.md", 2),)))
    return KnowledgeGraph(vault, nodes, [edge("DEPENDS_ON", own, common)])


def test_vaults_meet_in_a_shared_node_and_the_second_inherits_it(neo4j: Target) -> None:
    assert counts(export_neo4j(shared("one"), neo4j)) == (3, 0, 0, 0)
    assert counts(export_neo4j(shared("two"), neo4j)) == (2, 0, 0, 0)
    assert counts(export_neo4j(shared("one"), neo4j)) == (0, 0, 0, 0)
    assert ask(neo4j, "MATCH (n {name: 'bus'}) RETURN n.saidAt, count { (n)--() }") == [
        (["one.md:2"], 2)
    ]
    assert counts(export_neo4j(shared("one", bus=False), neo4j)) == (0, 0, 1, 1)
    assert counts(export_neo4j(shared("two"), neo4j)) == (1, 0, 0, 0)
    assert counts(export_neo4j(shared("two"), neo4j)) == (0, 0, 0, 0)
    assert ask(neo4j, "MATCH (n {name: 'bus'}) RETURN n.saidAt, n._vault, n._stale") == [
        (["two.md:2"], "rcagraph:two", None)
    ]


def test_a_node_that_a_person_gave_our_uid_is_joined_and_not_changed(neo4j: Target) -> None:
    run(neo4j, "CREATE (:RcaEntity {uid: 'test/Service/b', mine: 1})")
    assert counts(export_neo4j(chain("a", "b"), neo4j)) == (2, 0, 0, 0)
    assert counts(export_neo4j(chain("a"), neo4j)) == (0, 0, 1, 0)
    assert ask(neo4j, "MATCH (n {uid: 'test/Service/b'}) RETURN properties(n), labels(n)") == [
        ({"uid": "test/Service/b", "mine": 1}, ["RcaEntity"])
    ]


def test_a_note_that_changes_its_kind_is_one_removed_and_one_added(neo4j: Target) -> None:
    export_neo4j(KnowledgeGraph("test", [node("Document", "a")], []), neo4j)
    done = export_neo4j(KnowledgeGraph("test", [node("Runbook", "a")], []), neo4j)
    assert counts(done) == (1, 0, 1, 0)
    assert [(t.name, t.added.number, t.removed.number) for t in done.tallies] == [
        ("Runbook", 1, 0),
        ("Document", 0, 1),
    ]
    assert ask(neo4j, "MATCH (n:RcaEntity) RETURN labels(n), n.uid") == [
        (["RcaEntity", "Runbook"], "test/Runbook/a")
    ]


def test_what_a_person_deleted_of_ours_comes_back(neo4j: Target) -> None:
    export_neo4j(chain("a", "b", "c"), neo4j)
    run(neo4j, "MATCH (n {uid: 'test/Service/c'}) DETACH DELETE n")
    assert counts(export_neo4j(chain("a", "b", "c"), neo4j)) == (2, 0, 0, 0)


def test_a_copy_of_an_edge_of_ours_goes(neo4j: Target) -> None:
    export_neo4j(chain("a", "b"), neo4j)
    run(neo4j, "MATCH (a)-[r:DEPENDS_ON]->(b) CREATE (a)-[s:DEPENDS_ON]->(b) SET s = r {.*}")
    assert counts(export_neo4j(chain("a", "b"), neo4j)) == (0, 0, 0, 0)
    assert ask(neo4j, "MATCH ()-[r:DEPENDS_ON]->() RETURN count(r)") == [(1,)]


def test_what_an_unread_note_said_stays_while_the_rest_converges(neo4j: Target) -> None:
    export_neo4j(shop(), neo4j)
    lost = without(shop(), "2025-05-06-deploy", "runbook-orders")
    done = export_neo4j(lost, neo4j, unread=["incidents/2025-05-06-deploy.md"])
    assert [(t.name, t.kept.number, t.removed.number) for t in done.tallies if t.kept.number] == [
        ("Incident", 1, 0),
        ("AFFECTS", 1, 0),
        ("ORIGINATED_IN", 1, 0),
        ("HAS_FAILURE_MODE", 1, 0),
    ]
    assert ask(neo4j, "MATCH (n:Runbook) RETURN n") == []
    assert ask(neo4j, "MATCH (n {name: '2025-05-06-deploy'}) RETURN n._stale") == [(None,)]
    assert export_neo4j(lost, neo4j).removed == 4


def test_an_unread_notes_edge_keeps_the_node_that_it_reaches(neo4j: Target) -> None:
    export_neo4j(chain("a", "b"), neo4j)
    nothing = KnowledgeGraph("test", [], [])
    assert counts(export_neo4j(nothing, neo4j, unread=["a.md", "services/a.md"])) == (0, 0, 0, 3)
    assert ask(neo4j, "MATCH (n)-[r]->(m) RETURN n.name, n._stale, m.name, m._stale") == [
        ("a", None, "b", True)
    ]


def test_a_mass_removal_is_refused_and_changes_nothing(neo4j: Target) -> None:
    many = chain(*(f"s{i:02}" for i in range(20)))
    export_neo4j(many, neo4j)
    few = chain(*(f"s{i:02}" for i in range(8)))
    with pytest.raises(RcaGraphError, match=r"remove 24 of the 39 nodes and edges") as caught:
        export_neo4j(few, neo4j)
    assert "--max-delete 100%" in caught.value.tip
    assert ask(neo4j, "MATCH (n:RcaEntity) RETURN count(n)") == [(20,)]
    assert counts(export_neo4j(few, neo4j, max_delete=1.0)) == (0, 0, 24, 0)


def test_nasty_text_comes_back_equal(neo4j: Target) -> None:
    service = key("Service", NASTY)
    made = Node(service, NASTY, True, (Place(NASTY, 1, NASTY),), {"tier": NASTY, "tags": (NASTY,)})
    joined = edge("DEPENDS_ON", service, service, role=NASTY)
    graph = KnowledgeGraph(NASTY, [made], [joined])
    export_neo4j(graph, neo4j)
    assert counts(export_neo4j(graph, neo4j)) == (0, 0, 0, 0)
    assert ask(neo4j, "MATCH (n)-[r]->(n) RETURN n.uid, n.name, n.tier, n.tags, r.role") == [
        (service.uid, NASTY, NASTY, [NASTY], NASTY)
    ]
    assert ask(neo4j, "MATCH (n) RETURN count(n)") == [(2,)]


def test_values_keep_their_types(neo4j: Target) -> None:
    moment = datetime(2025, 1, 3, 8, 30, tzinfo=UTC)
    values: dict[str, Value] = {
        "date": date(2025, 1, 3),
        "started_at": moment,
        "duration_minutes": 94,
        "revenue_impact": 1.5,
        "resolution": (),
        "timeline": ("a", "b"),
        "users_affected": 2**70,
        "summary": "half \ud83d",
    }
    graph = KnowledgeGraph("test", [replace(node("Incident", "i"), properties=values)], [])
    export_neo4j(graph, neo4j)
    [(row,)] = ask(neo4j, "MATCH (n:Incident) RETURN n")
    assert row["date"] == date(2025, 1, 3)
    assert row["startedAt"] == moment
    assert row["durationMinutes"] == 94
    assert row["revenueImpact"] == 1.5
    assert row["resolution"] == []
    assert row["timeline"] == ["a", "b"]
    assert row["usersAffected"] == str(2**70)
    assert row["summary"] == "half ?"


def test_concurrent_exports_converge(neo4j: Target) -> None:
    graphs = [without(shop(), name) for name in ("nobody", "web", "cart", "2025-05-06-deploy")]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda graph: export_neo4j(graph, neo4j, max_delete=1.0), graphs))
    assert ask(neo4j, "MATCH (l:RcaSync) RETURN count(l)") == [(1,)]
    stored = {uid for (uid,) in ask(neo4j, "MATCH (n:RcaEntity) RETURN n.uid")}
    assert stored in [{n.key.uid for n in graph.nodes()} for graph in graphs]
    export_neo4j(shop(), neo4j)
    edges = ask(neo4j, "MATCH ()-[r]->() RETURN count(r)")
    assert edges == [(len(shop().edges()),)]


def test_rows_that_the_database_does_not_take_undo_everything(neo4j: Target) -> None:
    rows = [edge_row(e) for e in chain("a", "b").edges()]

    def work(tx: "ManagedTransaction") -> None:
        tx.run("CREATE (:RcaEntity {uid: 'test/Service/a'})").consume()
        Order(merge_edges("DEPENDS_ON"), rows=rows).run(tx, "rcagraph:test")

    with pytest.raises(RcaGraphError, match="took 0 of 1 rows"), driver_on(neo4j) as driver:
        driver.session(database=neo4j.database).execute_write(work)
    assert ask(neo4j, "MATCH (n) RETURN count(n)") == [(0,)]


def test_many_rows_go_in_several_batches(neo4j: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rcagraph.export.neo4j.orders.BATCH", 3)
    many = chain(*(f"s{i}" for i in range(10)))
    assert counts(export_neo4j(many, neo4j)) == (19, 0, 0, 0)
    assert counts(export_neo4j(chain("s0"), neo4j, max_delete=1)) == (0, 0, 18, 0)


@pytest.fixture
def bare(neo4j: Target) -> Iterator[Target]:
    """An empty database without constraints and indexes, before and after."""
    drop_schema(neo4j)
    yield neo4j
    drop_schema(neo4j)


def own_schema(target: Target) -> set[str]:
    rows = ask(target, "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name")
    return {name for (name,) in rows if name.startswith("rcagraph_") or name == "theirs"}


def drop_schema(target: Target) -> None:
    """A constraint takes its index along."""
    for name in own_schema(target):
        run(target, f"DROP CONSTRAINT {name} IF EXISTS")
        run(target, f"DROP INDEX {name} IF EXISTS")


def test_the_schema_is_there_once_and_can_be_left_out(bare: Target) -> None:
    export_neo4j(shop(), bare, schema=False)
    assert own_schema(bare) == set()
    export_neo4j(shop(), bare)
    export_neo4j(shop(), bare)
    assert own_schema(bare) == {item.name for item in schema_items(ONTOLOGY)}


def test_a_name_that_stands_for_something_else_is_told(bare: Target) -> None:
    run(bare, "CREATE CONSTRAINT rcagraph_uid FOR (n:Other) REQUIRE n.x IS UNIQUE")
    with pytest.raises(RcaGraphError, match="rcagraph_uid stands for another") as caught:
        export_neo4j(shop(), bare)
    assert caught.value.tip.startswith("DROP CONSTRAINT rcagraph_uid")
    assert ask(bare, "MATCH (n:RcaEntity) RETURN count(n)") == [(0,)]


def test_an_index_in_the_place_of_a_constraint_is_told(bare: Target) -> None:
    run(bare, "CREATE INDEX theirs FOR (n:RcaEntity) ON (n.uid)")
    with pytest.raises(RcaGraphError, match="An index of somebody else"):
        export_neo4j(shop(), bare)


def test_duplicates_in_the_place_of_a_constraint_are_told(bare: Target) -> None:
    run(bare, "CREATE (:RcaEntity {uid: 'x'}), (:RcaEntity {uid: 'x'})")
    with pytest.raises(RcaGraphError, match="A constraint does not hold"):
        export_neo4j(shop(), bare)


def test_somebody_elses_index_of_the_same_shape_serves_as_well(bare: Target) -> None:
    run(bare, "CREATE CONSTRAINT theirs FOR (n:Service) REQUIRE n.name IS UNIQUE")
    export_neo4j(shop(), bare)
    wanted = {item.name for item in schema_items(ONTOLOGY)} - {"rcagraph_service_name"}
    assert own_schema(bare) == wanted | {"theirs"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"password": "hunter2-wrong"}, "refuses the user name or password"),
        ({"uri": "bolt://127.0.0.1:1"}, "No Neo4j server answers for database neo4j on bolt:"),
        ({"uri": "neo4j://127.0.0.1:1"}, "No Neo4j server answers for database neo4j on neo4j:"),
        ({"database": "nowhere"}, "There is no database nowhere"),
    ],
)
def test_surroundings_that_do_not_answer_are_one_sentence(
    neo4j: Target, change: dict[str, str], said: str
) -> None:
    wrong = dataclasses.replace(neo4j, **change)
    for attempt in (export_neo4j, plan_export):
        with pytest.raises(RcaGraphError, match=said) as caught:
            attempt(shop(), wrong)
        assert caught.value.tip
        assert wrong.password not in str(caught.value)
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "parameters", "said"),
    [
        ("CREATE (n:X) RETURN n", {}, "may only read"),
        ("RETURN", {}, "does not understand the query: Invalid input"),
        ("RETURN $x", {}, "refuses the query: Expected parameter"),
        ("RETURN $x", {"x": 2**70}, "cannot take a parameter"),
        ("UNWIND range(1, 10000000000) AS x RETURN count(x * x)", {}, "took too long"),
    ],
)
def test_a_query_that_cannot_be_answered_is_one_sentence(
    neo4j: Target, text: str, parameters: dict[str, object], said: str
) -> None:
    with pytest.raises(RcaGraphError, match=said):
        read_query(neo4j, text, parameters, timeout=1)
    assert ask(neo4j, "MATCH (n) RETURN count(n)") == [(0,)]


def test_answers_are_plain_python(neo4j: Target) -> None:
    export_neo4j(chain("a", "b"), neo4j)
    text = (
        "MATCH p = (a)-[r:DEPENDS_ON]->(b) RETURN a, r, nodes(p) AS path, p, {x: a} AS map, "
        "date('2025-01-03') AS d, datetime('2025-01-03T08:30Z') AS t, duration('PT94M') AS u"
    )
    columns, _ = read_query(neo4j, text, {})
    assert columns == ("a", "r", "path", "p", "map", "d", "t", "u")
    [(a, r, path, p, mapped, day, moment, duration)] = ask(neo4j, text)
    assert a["uid"] == "test/Service/a"
    assert not any(name.startswith("_") for name in [*a, *r])
    assert path == p == [a, *path[1:]]
    assert mapped == {"x": a}
    assert (day, moment) == (date(2025, 1, 3), datetime(2025, 1, 3, 8, 30, tzinfo=UTC))
    assert duration == "PT1H34M"
