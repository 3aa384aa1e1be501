"""The Cypher script on real servers: any text is safe, and what it leaves equals a push."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rcagraph.export.neo4j import Target, export_neo4j
from rcagraph.export.neo4j.script import script, script_remark
from rcagraph.graph import KnowledgeGraph
from tests.databases import ask, run, run_script, wipe
from tests.graphs import edge, key, node, shop
from tests.nasty_graph import nasty
from tests.neo4j_contents import contents
from tests.statements import statements
from tests.strategies import graphs, texts

HARD = "\\'\"`;/*{}$u0022 \n\r\t\0\u2028\u2029\x85\ufeffnN0"
"""Signs that a parser gives a meaning to."""


def text_of(graph: KnowledgeGraph) -> str:
    return "".join(script(graph))


def titled(text: str) -> KnowledgeGraph:
    return KnowledgeGraph("test", [node("Service", "a", title=text, tags=(text, text))], [])


def test_schema_comes_first_then_nodes_then_edges() -> None:
    kinds = [text.split()[0] for text in statements(text_of(shop()))]
    assert kinds[:2] == ["CREATE", "CREATE"]
    assert kinds == sorted(kinds, key=["CREATE", "MATCH", "UNWIND"].index)
    heads = [text for text in statements(text_of(shop())) if text.split()[0] == "UNWIND"]
    assert [("MERGE (a)" in head) for head in heads] == [False] * 7 + [True] * 9


def test_a_statement_holds_200_rows_at_most() -> None:
    many = KnowledgeGraph("test", [node("Service", f"s{n:03}") for n in range(401)], [])
    rows = [text.count('["test/Service/') for text in statements(text_of(many))]
    assert [count for count in rows if count] == [200, 200, 1]


def test_a_semicolon_ends_a_statement_and_stands_nowhere_else() -> None:
    text = text_of(nasty())
    assert len([part for part in text.split(";") if part.strip()]) == len(statements(text))


@given(texts() | st.text(alphabet=HARD, max_size=12))
def test_no_text_ends_a_line_or_looks_like_a_command(text: str) -> None:
    graph = KnowledgeGraph(text or "x", titled(text).nodes(), [])
    plain = KnowledgeGraph("x", titled("x").nodes(), [])
    assert text_of(graph).count("\n") == text_of(plain).count("\n")
    assert len(text_of(graph).splitlines()) - text_of(graph).count("\n") == 0
    assert not [line for line in text_of(graph).splitlines() if line.startswith(":")]
    assert ":param" not in text_of(plain)
    assert "USE " not in text_of(plain)


def test_a_large_graph_is_told_a_faster_way() -> None:
    few = KnowledgeGraph("test", [node("Service", f"s{n}") for n in range(20_000)], [])
    assert script_remark(few) == ""
    more = KnowledgeGraph("test", [*few.nodes(), node("Team", "a")], [])
    assert script_remark(more).startswith("20,001 rows are many for a script")
    assert "--neo4j-csv" in script_remark(more)


@pytest.mark.neo4j
@pytest.mark.parametrize("graph", [nasty(), shop()], ids=["nasty", "shop"])
def test_a_script_equals_a_push_and_a_push_then_changes_nothing(
    neo4j: Target, graph: KnowledgeGraph
) -> None:
    run_script(neo4j, text_of(graph))
    after_script = contents(neo4j)
    assert len(after_script) == len(graph.nodes()) + len(graph.edges())
    run_script(neo4j, text_of(graph))
    assert contents(neo4j) == after_script
    done = export_neo4j(graph, neo4j)
    assert (done.added, done.changed, done.removed, done.kept) == (0, 0, 0, 0)
    wipe(neo4j)
    export_neo4j(graph, neo4j)
    assert contents(neo4j) == after_script


@pytest.mark.neo4j
@given(st.text(alphabet=HARD, max_size=12))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_comes_back_as_it_was(neo4j: Target, text: str) -> None:
    [statement] = [s for s in statements(text_of(titled(text))) if s.split()[0] == "UNWIND"]
    run(neo4j, statement)
    assert ask(neo4j, "MATCH (n:Service) RETURN n.title, n.tags") == [(text, [text, text])]


@pytest.mark.neo4j
@given(graphs())
@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_graph_gives_what_a_push_gives(neo4j: Target, graph: KnowledgeGraph) -> None:
    wipe(neo4j)
    run_script(neo4j, text_of(graph))
    after_script = contents(neo4j)
    wipe(neo4j)
    export_neo4j(graph, neo4j)
    assert contents(neo4j) == after_script


@pytest.mark.neo4j
def test_a_script_forgets_what_is_gone_and_keeps_what_others_put_there(neo4j: Target) -> None:
    def depending(role: dict[str, str], **properties: str) -> KnowledgeGraph:
        nodes = [node("Service", "a", **properties), node("Service", "b", tier="3")]
        return KnowledgeGraph(
            "test", nodes, [edge("DEPENDS_ON", nodes[0].key, nodes[1].key, **role)]
        )

    run_script(neo4j, text_of(depending({"role": "db"}, tier="1")))
    run(neo4j, "MATCH (n:Service {name: 'a'}) SET n.pager = '555', n.lifecycle = 'theirs'")
    run(neo4j, "MATCH (a {name: 'a'}), (b {name: 'b'}) CREATE (a)-[:DEPENDS_ON {w: 1}]->(b)")
    run_script(neo4j, text_of(depending({}, title="A")))
    [(a,)] = ask(neo4j, "MATCH (n:Service {name: 'a'}) RETURN n {.*}")
    assert (a["pager"], a["lifecycle"], a["title"]) == ("555", "theirs", "A")
    assert "tier" not in a
    edges = ask(neo4j, "MATCH ()-[r:DEPENDS_ON]->() RETURN r.role, r.w ORDER BY r.w")
    assert edges == [(None, 1), (None, None)]


@pytest.mark.neo4j
def test_a_push_after_an_older_script_is_not_misled(neo4j: Target) -> None:
    first, second = titled("one"), titled("two")
    export_neo4j(first, neo4j)
    run_script(neo4j, text_of(second))
    assert ask(neo4j, "MATCH (n:Service) RETURN n.title") == [("two",)]
    assert export_neo4j(first, neo4j).changed == 1
    assert ask(neo4j, "MATCH (n:Service) RETURN n.title") == [("one",)]


@pytest.mark.neo4j
def test_a_node_of_another_vault_is_joined_and_not_changed(neo4j: Target) -> None:
    theirs = KnowledgeGraph("other", titled("theirs").nodes(), [])
    export_neo4j(theirs, neo4j)
    mine = [*titled("mine").nodes(), node("Service", "b")]
    link = edge("DEPENDS_ON", key("Service", "b"), key("Service", "a"))
    run_script(neo4j, text_of(KnowledgeGraph("test", mine, [link])))
    assert ask(neo4j, "MATCH (n)-[:DEPENDS_ON]->(m) RETURN n.name, m.title, m._vault") == [
        ("b", "theirs", "rcagraph:other")
    ]
