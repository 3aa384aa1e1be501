"""Every named query on a small graph, row by row, and what a wrong question is told."""

from datetime import date
from itertools import pairwise

import pytest

from rcagraph.engines.header import parse, queries_folder
from rcagraph.engines.named import QUERIES
from rcagraph.engines.run import run_named
from rcagraph.engines.scope import scoped
from rcagraph.graph import KnowledgeGraph, Node
from rcagraph.model.errors import RcaGraphError
from rcagraph.model.facts import NodeKey, Place
from tests.graphs import edge, incident, key, lattice, node, shop


def chain(length: int) -> KnowledgeGraph:
    """`s0` needs `s1`, which needs `s2`, …"""
    names = [f"s{i}" for i in range(length)]
    pairs = pairwise(names)
    return KnowledgeGraph(
        "test",
        [node("Service", name) for name in names],
        [edge("DEPENDS_ON", key("Service", a), key("Service", b)) for a, b in pairs],
    )


def test_blast_radius() -> None:
    table = run_named("blast_radius", {"service": "users"}, shop())
    assert table.columns == ("service", "tier", "depth", "uid")
    assert table.rows == (
        ("orders", "1", 1, "test/Service/orders"),
        ("cart", "1", 2, "test/Service/cart"),
        ("checkout", "1", 2, "test/Service/checkout"),
        ("web", "1", 3, "test/Service/web"),
    )
    assert table.truncated == ""


def test_blast_radius_paths() -> None:
    table = run_named("blast_radius_paths", {"service": "orders"}, shop())
    assert table.columns == ("service", "depth", "path", "uid")
    assert table.rows == (
        ("cart", 1, ("cart", "orders"), "test/Service/cart"),
        ("checkout", 1, ("checkout", "orders"), "test/Service/checkout"),
        ("web", 2, ("web", "cart", "orders"), "test/Service/web"),
        ("web", 2, ("web", "checkout", "orders"), "test/Service/web"),
    )


def test_recurrence() -> None:
    table = run_named("recurrence", {}, shop())
    assert table.rows == (("orders", "Pool Exhaustion", 2, date(2025, 1, 3), date(2025, 3, 4), 60),)
    assert run_named("recurrence", {"minIncidents": "1"}, shop()).rows == (
        *table.rows,
        ("users", "Bad Deploy", 1, date(2025, 5, 6), date(2025, 5, 6), 30),
    )
    assert run_named("recurrence", {"minIncidents": 3}, shop()).rows == ()


def test_failing_together() -> None:
    assert run_named("failing_together", {}, shop()).rows == (
        ("checkout", "orders", 2, date(2025, 3, 4)),
    )
    assert run_named("failing_together", {"minIncidents": "1"}, shop()).rows == (
        ("checkout", "orders", 2, date(2025, 3, 4)),
        ("cart", "checkout", 1, date(2025, 1, 3)),
        ("cart", "orders", 1, date(2025, 1, 3)),
    )


def test_incidents_without_runbook() -> None:
    table = run_named("incidents_without_runbook", {}, shop())
    pool, deploy = "2025-03-04-pool", "2025-05-06-deploy"
    assert table.rows == (
        (pool, date(2025, 3, 4), None, 1, f"test/Incident/{pool}"),
        (deploy, date(2025, 5, 6), None, 0, f"test/Incident/{deploy}"),
    )


def test_team_load() -> None:
    assert run_named("team_load", {}, shop()).rows == (
        ("alpha", 1, 2, 0, "test/Team/alpha"),
        ("beta", 0, 0, 1, "test/Team/beta"),
    )


@pytest.mark.parametrize(
    ("properties", "open_actions"),
    [
        ({}, 1),
        ({"status": "in progress"}, 1),
        ({"status": "Done"}, 0),
        ({"status": "open", "closed_date": date(2025, 1, 1)}, 0),
    ],
)
def test_an_action_item_is_open_until_it_is_said_to_be_closed(
    properties: dict[str, str | date], open_actions: int
) -> None:
    item = node("ActionItem", "x/1", text="t", **properties)
    graph = KnowledgeGraph(
        "test",
        [item, node("Team", "ops")],
        [edge("OWNS", key("Team", "ops"), item.key)],
    )
    assert run_named("team_load", {}, graph).rows[0][3] == open_actions


def test_what_depends_on_a_resource_counts_too() -> None:
    graph = KnowledgeGraph(
        "test",
        [node("Service", "api"), node("Resource", "replica"), node("Resource", "PostgreSQL")],
        [
            edge("DEPENDS_ON", key("Service", "api"), key("Resource", "replica")),
            edge("DEPENDS_ON", key("Resource", "replica"), key("Resource", "PostgreSQL")),
        ],
    )
    table = run_named("blast_radius", {"service": "postgresql"}, graph)
    assert table.rows == (
        ("replica", None, 1, "test/Resource/replica"),
        ("api", None, 2, "test/Service/api"),
    )


def test_an_incident_that_no_note_tells_of_does_not_count() -> None:
    told, its_edges = incident("2025-01-01-x", "a", "m")
    mentioned = Node(told.key, told.name, False, told.places, told.properties)
    ends = [node("Service", "a"), node("FailureMode", "m"), node("Team", "ops")]
    graph = KnowledgeGraph("test", [mentioned, *ends], its_edges)
    assert run_named("recurrence", {"minIncidents": 1}, graph).rows == ()
    assert run_named("incidents_without_runbook", {}, graph).rows == ()


def test_a_query_over_paths_says_what_lies_deeper_than_it_looks() -> None:
    within = run_named("blast_radius", {"service": "s10"}, chain(11))
    assert (len(within.rows), within.truncated) == (10, "")
    for name in ("blast_radius", "blast_radius_paths"):
        cut = run_named(name, {"service": "s12"}, chain(13))
        assert len(cut.rows) == 10
        assert cut.truncated.startswith("2 more lie deeper: this query follows 10 hops")


def test_paths_are_listed_up_to_a_bound_the_shortest_first() -> None:
    table = run_named("blast_radius_paths", {"service": "root"}, lattice(9, 9))
    assert len(table.rows) == 1000
    assert table.rows[0] == ("l0.0", 1, ("l0.0", "root"), "test/Service/l0.0")
    assert table.rows[-1] == (
        *("l3.0", 4),
        ("l3.0", "l2.2", "l1.2", "l0.0", "root"),
        "test/Service/l3.0",
    )
    total = sum(9**depth for depth in range(1, 10))
    assert table.truncated == f"{total - 1000} more paths: this query lists 1000"


def test_the_embedded_engine_lists_as_many_or_says_why_not() -> None:
    some = lattice(4, 6)
    memory = run_named("blast_radius_paths", {"service": "root"}, some)
    assert memory.truncated == "4460 more paths: this query lists 1000"
    assert run_named("blast_radius_paths", {"service": "root"}, some, "embedded") == memory
    with pytest.raises(RcaGraphError, match="There are more than 100000 paths, too many for"):
        run_named("blast_radius_paths", {"service": "root"}, lattice(9, 9), "embedded")


@pytest.mark.parametrize(
    ("text", "scoped_text"),
    [
        ("MATCH (a:A)-[:X]->(b) RETURN a", "MATCH (a:A)-[:X {_vault: $vault}]->(b) RETURN a"),
        (
            "MATCH (a)<-[r:X|Y*1..3]-(b), (c) RETURN [x IN [1] | -x]",
            "MATCH (a)<-[r:X|Y*1..3 {_vault: $vault}]-(b), (c) RETURN [x IN [1] | -x]",
        ),
        (
            "MATCH (i:I {declared: true}) WHERE i.x RETURN i",
            "MATCH (i:I {declared: true} WHERE i._vault = $vault AND i._stale IS NULL "
            "OR EXISTS { MATCH (i)-[r]-() WHERE r._vault = $vault }) WHERE i.x RETURN i",
        ),
    ],
)
def test_a_query_is_kept_to_one_vault(text: str, scoped_text: str) -> None:
    assert scoped(text) == scoped_text


def test_every_edge_of_every_query_is_kept_to_one_vault() -> None:
    for query in QUERIES:
        text = query.text.on("neo4j")
        edges = text.count("-[:")
        assert edges > 0
        assert text.count("{_vault: $vault}]") == edges, query.name
    with pytest.raises(ValueError, match="an edge has a condition already"):
        scoped("MATCH (a)-[:X {y: 1}]->(b) RETURN a")


def test_two_things_of_one_name_share_a_radius() -> None:
    other = Node(NodeKey("acme", "Service", "db"), "db", True, (Place("a.md", 1),))
    graph = KnowledgeGraph(
        "test",
        [node("Resource", "db"), other, node("Service", "api"), node("Service", "web")],
        [
            edge("DEPENDS_ON", key("Service", "api"), key("Resource", "db")),
            edge("DEPENDS_ON", key("Service", "web"), key("Service", "api")),
            edge("DEPENDS_ON", key("Service", "web"), other.key),
        ],
    )
    rows = run_named("blast_radius", {"service": "db"}, graph).rows
    assert [(row[0], row[2]) for row in rows] == [("api", 1), ("web", 1)]


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        ("blast_radios", {}, "There is no query blast_radios. Did you mean blast_radius"),
        ("blast_radius", {}, "The query needs the parameter service. Add service=VALUE"),
        ("blast_radius", {"service": "order"}, "named order. Did you mean orders?"),
        ("recurrence", {"minIncident": 2}, "no parameter minIncident. Did you mean minIncidents?"),
        ("recurrence", {"minIncidents": "two"}, "minIncidents is no integer: 'two'. Write it like"),
        ("recurrence", {"minIncidents": True}, "minIncidents is no integer: True"),
    ],
)
def test_a_wrong_question_is_told_what_to_ask(
    name: str, parameters: dict[str, object], message: str
) -> None:
    with pytest.raises(RcaGraphError) as raised:
        run_named(name, parameters, shop())
    assert message in str(raised.value)


def test_an_engine_that_is_not_there_is_named() -> None:
    with pytest.raises(RcaGraphError, match=r"no engine neo5j\. Did you mean neo4j\?"):
        run_named("team_load", {}, shop(), on="neo5j")


def test_every_query_text_has_its_answer_and_the_other_way_round() -> None:
    texts = sorted(f.name for f in queries_folder().iterdir() if f.name.endswith(".cypher"))
    assert texts == [f"{query.name}.cypher" for query in QUERIES]


def test_a_header_says_what_it_must() -> None:
    text = "// title: T\n// param: since DATE = 2025-01-01\n// columns: a, b\nRETURN 1 AS a\n"
    found = parse(text)
    assert (found.title, found.columns, found.body) == ("T", ("a", "b"), "RETURN 1 AS a\n")
    assert found.parameters[0].default == "2025-01-01"
    with pytest.raises(ValueError, match="must have"):
        parse("RETURN 1")
    with pytest.raises(ValueError, match="to put a faster pattern in its place"):
        parse(text + "// on neo4j: MATCH => RETURN\n")
    with pytest.raises(ValueError, match="is not `NAME TYPE"):
        parse(text + "// param: nonsense\n")
