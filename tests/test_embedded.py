"""The graph in the embedded engine: every value as it was, and errors that say what to do."""

import resource
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings

from rcagraph.engines.embedded import EmbeddedGraph, _instant
from rcagraph.engines.process import ask
from rcagraph.engines.run_cypher import run_cypher
from rcagraph.graph import Edge, KnowledgeGraph, Node
from rcagraph.model.errors import RcaGraphError
from rcagraph.model.facts import Place
from rcagraph.model.ontology import NODES, ontology
from rcagraph.model.vocabulary import EdgeType, NodeType, Property, Value, ValueType
from tests.graphs import edge, key, node, shop
from tests.strategies import NASTY, graphs

TEXT = "".join(NASTY) + "'\"`\\ \r\n\t\0 [a, b] {a: 1} 2025-01-01 $x // /* \\u0041 👩‍🚒\u202e"


def _given_back(value: Value | None) -> object:
    if isinstance(value, datetime):
        return _instant(value)
    return list(value) if isinstance(value, tuple) else value


def _node_rows(engine: EmbeddedGraph, graph: KnowledgeGraph, made: Node) -> list[object]:
    table = graph.ontology.node_properties(made.kind)
    wanted = ", ".join(f"n.`{p.camel}`" for p in table)
    text = f"MATCH (n:`{made.kind}` {{uid: $uid}}) RETURN {wanted}"
    return [list(row) for row in engine.read(text, {"uid": made.key.uid})[1]]


def _edge_rows(engine: EmbeddedGraph, graph: KnowledgeGraph, made: Edge) -> list[object]:
    table = graph.ontology.edge_properties(made.type)
    wanted = ", ".join(f"e.`{p.camel}`" for p in table)
    ends = {"a": made.source.uid, "b": made.target.uid}
    text = (
        f"MATCH (:`{made.source.kind}` {{uid: $a}})-[e:`{made.type}`]->"
        f"(:`{made.target.kind}` {{uid: $b}}) RETURN {wanted}"
    )
    return [list(row) for row in engine.read(text, ends)[1]]


def _same(graph: KnowledgeGraph) -> None:
    with EmbeddedGraph(graph) as engine:
        for made in graph.nodes():
            table = graph.ontology.node_properties(made.kind)
            expected = [_given_back(made.record().get(p.name)) for p in table]
            assert _node_rows(engine, graph, made) == [expected]
        for link in graph.edges():
            table = graph.ontology.edge_properties(link.type)
            expected = [_given_back(link.record().get(p.name)) for p in table]
            assert _edge_rows(engine, graph, link) == [expected]
        count = engine.read("MATCH (a)-[e]->(b) RETURN count(*)", {})[1]
        assert count == [(len(graph.edges()),)]


@settings(max_examples=40, deadline=None)
@given(graphs())
def test_any_graph_comes_back_as_it_went_in(graph: KnowledgeGraph) -> None:
    _same(graph)


def test_text_of_notes_survives_to_the_character() -> None:
    made = node("Incident", TEXT, summary=TEXT, timeline=(TEXT, "", "null"), tags=())
    unset = node("Incident", "unset")
    _same(KnowledgeGraph("test", [made, unset], [edge("REFERENCES", made.key, unset.key)]))


def test_types_come_back_as_python_s_own_and_an_instant_in_utc() -> None:
    here = datetime(2025, 1, 2, 3, 4, 5, 678901, timezone(timedelta(hours=5, minutes=30)))
    made = node("Incident", "x", date=date(1969, 1, 2), started_at=here, revenue_impact=5)
    graph = KnowledgeGraph("test", [made], [])
    table = run_cypher(
        "MATCH (i:Incident) RETURN i.date, i.startedAt, i.revenueImpact, i.declared, i.line, "
        "i.saidAt, i.resolvedAt IS NULL",
        graph=graph,
    )
    (row,) = table.rows
    assert row == (
        date(1969, 1, 2),
        datetime(2025, 1, 1, 21, 34, 5, 678901, UTC),
        5.0,
        True,
        1,
        ("incidents/x.md:1 title",),
        True,
    )
    assert [type(c) for c in row] == [date, datetime, float, bool, int, tuple, bool]


def test_a_time_at_the_end_of_the_calendar_stops_nothing() -> None:
    last = datetime.max.replace(tzinfo=timezone(timedelta(hours=-12)))
    _same(KnowledgeGraph("test", [node("Incident", "x", started_at=last)], []))


def test_more_rows_than_one_statement_takes() -> None:
    nodes = [node("Service", f"s{i:04}", tier="1" if i == 4100 else "2") for i in range(4101)]
    edges = [edge("DEPENDS_ON", a.key, b.key) for a, b in pairwise(nodes)]
    with EmbeddedGraph(KnowledgeGraph("test", nodes, edges)) as engine:
        text = "MATCH (a:Service)-[:DEPENDS_ON]->(b:Service) RETURN count(*), min(b.tier)"
        assert engine.read(text, {})[1] == [(4100, "1")]


def test_a_profile_s_own_kinds_are_tables_too_even_with_reserved_names() -> None:
    wider = ontology(
        (*NODES, NodeType("Group", "x", (Property("order", ValueType.INTEGER, "x"),))),
        (EdgeType("TABLE", ("Group",), ("Group",), "x", "x"),),
    )
    a, b = (Node(key("Group", n), n, True, (Place("g.md", 1),), {"order": 1}) for n in ("a", "b"))
    graph = KnowledgeGraph("test", [a, b], [edge("TABLE", a.key, b.key)], wider)
    table = run_cypher("MATCH (a:`Group`)-[:`TABLE`]->(b) RETURN a.`order`, b", graph=graph)
    assert table.rows == ((1, "b"),)


def test_nodes_paths_and_maps_become_cells() -> None:
    table = run_cypher(
        "MATCH p = (a:Service {name: $name})-[e:DEPENDS_ON]->(b:Service) "
        "RETURN a, p, nodes(p), e, {x: 1, y: b.name} AS m, [1, 2] AS l, sum(a.line) AS total",
        {"name": "orders"},
        shop(),
    )
    path = ("orders", "users")
    assert table.columns[-3:] == ("m", "l", "total")
    assert table.rows == (
        ("orders", path, path, "DEPENDS_ON", '{"x": 1, "y": "users"}', ("1", "2"), 1),
    )


@pytest.mark.parametrize(
    ("text", "parameters", "message"),
    [
        ("MATCH (s:Servise) RETURN s", {}, "Table Servise does not exist"),
        ("MATCH (s:Service) RETURN", {}, "cannot run the query: Parser exception"),
        ("MATCH (s {name: $x}) RETURN s", {}, "needs the parameter x. Add x=VALUE"),
        ("RETURN $name", {"name": 1, "nome": 2}, "use the parameter nome. Did you mean name?"),
    ],
)
def test_a_query_that_cannot_run_says_why(
    text: str, parameters: dict[str, object], message: str
) -> None:
    with pytest.raises(RcaGraphError) as raised:
        run_cypher(text, parameters, shop())
    assert message in str(raised.value)


def test_cypher_does_not_run_in_memory() -> None:
    with pytest.raises(RcaGraphError, match="does not run in memory"):
        run_cypher("MATCH (n) RETURN n", graph=shop(), on="memory")


def test_a_query_without_end_is_stopped() -> None:
    names = [f"s{i}" for i in range(30)]
    edges = [edge("DEPENDS_ON", key("Service", a), key("Service", b)) for a in names for b in names]
    graph = KnowledgeGraph("test", [node("Service", n) for n in names], edges)
    with (
        EmbeddedGraph(graph, seconds=1) as engine,
        pytest.raises(RcaGraphError, match="more than 1 seconds and was stopped"),
    ):
        engine.read("MATCH (a)-[:DEPENDS_ON*1..10]->(b) RETURN count(*)", {})


def test_a_query_of_a_person_runs_in_a_process_of_its_own_with_all_it_needs() -> None:
    table = run_cypher(
        "MATCH (i:Incident) WHERE i.date > $day RETURN i.name, i.date",
        {"day": date(2025, 4, 1)},
        shop(),
    )
    assert table.rows == (("2025-05-06-deploy", date(2025, 5, 6)),)


def test_an_engine_that_breaks_down_is_a_sentence() -> None:
    text = f"RETURN {'abs(' * 500}1{')' * 500}"  # what the check before it would refuse
    before = resource.getrlimit(resource.RLIMIT_STACK)
    resource.setrlimit(resource.RLIMIT_STACK, (1 << 20, before[1]))  # breaks it the sooner
    try:
        with pytest.raises(RcaGraphError, match="The embedded engine broke down on the query"):
            ask(shop(), text, {}, 60)
    finally:
        resource.setrlimit(resource.RLIMIT_STACK, before)


def test_a_process_that_does_not_start_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rcagraph.engines.process.MODULE", "rcagraph.engines.none")
    with pytest.raises(
        RcaGraphError, match=r"did not start: .*No module named rcagraph\.engines\.n"
    ):
        ask(shop(), "RETURN 1", {}, 60)


def test_an_engine_that_does_not_come_back_is_ended() -> None:
    text = f"RETURN {'CASE WHEN true THEN ' * 50}1{' END' * 50}"
    with pytest.raises(RcaGraphError, match="took more than 1 seconds and was stopped"):
        run_cypher(text, graph=shop(), seconds=1)


def test_a_module_in_the_current_folder_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ladybug", "pickle", "rcagraph"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('run')")
    monkeypatch.chdir(tmp_path)
    assert run_cypher("RETURN 1 AS n", graph=shop()).rows == ((1,),)


@pytest.mark.parametrize(
    ("text", "tip"),
    [
        ("MATCH (s:Servise) RETURN s", "Kinds, edges and functions are those of `rcagraph schema`"),
        ("MATCH (s:Service) RETURN s.size", "Kinds and properties are listed by `rcagraph schema`"),
        ("MATCH (s:Service) RETURN", "Check the spelling and the order of its clauses"),
        ("MATCH (s:Service) RETURN t.name", "Bind the variable with MATCH, UNWIND or WITH"),
    ],
)
def test_what_to_try_fits_what_is_wrong(text: str, tip: str) -> None:
    with pytest.raises(RcaGraphError) as raised:
        run_cypher(text, graph=shop())
    assert raised.value.tip.startswith(tip)
