"""Every query of docs/query-your-incidents.md gives the answer printed below it."""

from pathlib import Path

import pytest

from rcagraph.api import load
from rcagraph.engines.embedded import EmbeddedGraph
from rcagraph.engines.read_only import checked
from rcagraph.export.neo4j import Target, export_neo4j, read_query
from rcagraph.export.neo4j.connect import driver_on
from rcagraph.graph import KnowledgeGraph
from tests.graphs import edge, key, node
from tests.query_page import Question, questions, table

EXAMPLE = Path(__file__).parent.parent / "examples" / "hopfield-pantry"
QUESTIONS = questions()
PORTABLE = [question for question in QUESTIONS if not question.neo4j_only]


def titles(some: list[Question]) -> list[str]:
    return [question.title for question in some]


@pytest.fixture(scope="module")
def example() -> KnowledgeGraph:
    return load(EXAMPLE).graph


@pytest.fixture(scope="module")
def embedded(example: KnowledgeGraph) -> EmbeddedGraph:
    return EmbeddedGraph(example)


def test_the_page_has_its_dozen_and_says_which_need_a_server() -> None:
    assert len(QUESTIONS) == 14
    assert titles([question for question in QUESTIONS if question.neo4j_only]) == [
        "Find a word in any note",
        "The shortest way from a service to a resource, however long",
    ]
    empty = [question for question in QUESTIONS if question.answer.count("\n") < 3]
    assert titles(empty) == ["Dependencies that go in a circle"]


@pytest.mark.parametrize("question", QUESTIONS, ids=titles(QUESTIONS))
def test_the_command_for_queries_takes_it(question: Question) -> None:
    assert checked(question.text).startswith(question.text.split()[0])


@pytest.mark.parametrize("question", PORTABLE, ids=titles(PORTABLE))
def test_the_embedded_engine_gives_the_printed_answer(
    question: Question, embedded: EmbeddedGraph
) -> None:
    assert table(*embedded.read(checked(question.text), {})) == question.answer


def test_a_circle_is_found() -> None:
    [question] = [q for q in QUESTIONS if "circle" in q.title]
    names = ("a", "b", "c", "loose")
    pairs = (("a", "b"), ("b", "c"), ("c", "a"), ("loose", "a"))
    edges = [edge("DEPENDS_ON", key("Service", a), key("Service", b)) for a, b in pairs]
    graph = KnowledgeGraph("test", [node("Service", name) for name in names], edges)
    with EmbeddedGraph(graph) as engine:
        assert engine.read(checked(question.text), {})[1] == [("a", 3), ("b", 3), ("c", 3)]


@pytest.mark.neo4j
def test_neo4j_gives_the_printed_answers(neo4j: Target, example: KnowledgeGraph) -> None:
    export_neo4j(example, neo4j)
    read_query(neo4j, "CALL db.awaitIndexes(60)", {})
    for question in QUESTIONS:
        assert table(*read_query(neo4j, question.text, {})) == question.answer, question.title


@pytest.mark.neo4j
@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("MATCH (i:Incident) WHERE i.severity = 'P1' RETURN i", "severity"),
        ("MATCH (i:Incident) WHERE i.status = 'open' RETURN i", "status"),
        ("MATCH (i:Incident) WHERE i.date >= date('2026-01-01') RETURN i", "date"),
        ("MATCH (s:Service {name: 'checkout-api'}) RETURN s", "name"),
        ("MATCH (a:ActionItem) WHERE a.dueDate < date('2026-01-01') RETURN a", "dueDate"),
    ],
)
def test_what_people_search_by_has_an_index(
    neo4j: Target, example: KnowledgeGraph, query: str, index: str
) -> None:
    export_neo4j(example, neo4j)
    with driver_on(neo4j) as driver:
        plan = driver.execute_query(f"EXPLAIN {query}").summary.plan
    assert "NodeIndexSeek" in str(plan)
    assert f"({index})" in str(plan)


@pytest.mark.neo4j
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("name:sanctions OR summary:acquirer", 1),
        ("text:certificate", 2),
        ("certif*", 9),
        ("zebrafish", 0),
    ],
)
def test_the_full_text_index_finds_words(
    neo4j: Target, example: KnowledgeGraph, words: str, found: int
) -> None:
    export_neo4j(example, neo4j)
    read_query(neo4j, "CALL db.awaitIndexes(60)", {})
    text = "CALL db.index.fulltext.queryNodes('rcagraph_text', $words) YIELD node RETURN node"
    assert len(read_query(neo4j, text, {"words": words})[1]) == found
