"""What an export reads, where little or nothing changed since the last one."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from msgspec.structs import replace

from rcagraph.export.neo4j import Target, export_neo4j
from rcagraph.export.neo4j.spans import Span, merged, spans_of
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.vocabulary import Value
from tests.databases import ask, chain, counts, numbered, run
from tests.graphs import node

MANY = numbered(3000)


def retold(graph: KnowledgeGraph, name: str, **properties: str) -> KnowledgeGraph:
    """The graph with other properties of one node."""
    nodes = [replace(n, properties=properties) if n.name == name else n for n in graph.nodes()]
    return KnowledgeGraph(graph.vault, nodes, graph.edges())


@contextmanager
def statements() -> Iterator[list[str]]:
    """The beginning of each statement sent to the server."""
    from neo4j import ManagedTransaction

    sent, really = list[str](), ManagedTransaction.run

    def noting(tx: ManagedTransaction, text: str, *args: object, **kwargs: object) -> object:
        sent.append(text.split("\n")[0])
        return really(tx, text, *args, **kwargs)

    with patch.object(ManagedTransaction, "run", noting):
        yield sent


def test_spans_hold_every_node_and_edge_once_in_order_of_uids() -> None:
    graph = chain(*MANY)
    spans = spans_of(graph)
    assert len(spans) > 5
    assert spans[0].start == ""
    assert spans[-1].end == ""
    assert [a.end for a in spans[:-1]] == [b.start for b in spans[1:]]
    uids = [n.key.uid for span in spans for n in span.nodes]
    assert uids == sorted(n.key.uid for n in graph.nodes())
    assert sum(len(span.edges) for span in spans) == len(graph.edges())
    assert all(e.source in {n.key for n in span.nodes} for span in spans for e in span.edges)


def test_a_changed_node_changes_the_digest_of_its_span_alone() -> None:
    old, new = (spans_of(g) for g in (chain(*MANY), retold(chain(*MANY), "s1500", tier="1")))
    differing = [a for a, b in zip(old, new, strict=True) if a.digest != b.digest]
    assert [span.start <= "test/Service/s1500" < (span.end or "~") for span in differing] == [True]


@pytest.mark.parametrize(
    ("old", "new"), [("half \ud83d", "half \ud83d!"), (2**70, 2**70 + 1), (2**70, "half \ud83d")]
)
def test_values_that_no_database_takes_change_the_digest_too(old: Value, new: Value) -> None:
    def digest(value: Value) -> str:
        graph = KnowledgeGraph("test", [node("Service", "a", tier=value)], [])
        return spans_of(graph)[0].digest

    assert digest(old) == digest(old)
    assert digest(old) != digest(new)


def test_a_node_that_goes_changes_its_own_span_and_that_of_the_edge_to_it() -> None:
    old = {(s.start, s.end, s.digest) for s in spans_of(chain(*MANY))}
    rest = [name for name in MANY if name != "s1500"]
    new = {(s.start, s.end, s.digest) for s in spans_of(chain(*rest))}
    assert 1 <= len(new - old) <= 3
    assert len(new & old) > len(new) - 4


@pytest.mark.parametrize("name", ["\ue000", "\uffff", "🦊"])
def test_no_span_begins_where_servers_disagree_on_the_order_of_texts(name: str) -> None:
    graph = KnowledgeGraph("test", [node("Service", f"{name}{i}") for i in range(2000)], [])
    assert len(spans_of(graph)) == 1


def test_adjacent_spans_are_one_range() -> None:
    a, b, c, d = Span("", "b"), Span("b", "c"), Span("c", "d"), Span("d")
    assert list(merged([a, b, d])) == [("", "c"), ("d", "")]
    assert list(merged([b])) == [("b", "c")]
    assert list(merged([a, b, c, d])) == [("", "")]
    assert list(merged([])) == []


@pytest.mark.neo4j
def test_an_unchanged_vault_costs_one_query(neo4j: Target) -> None:
    export_neo4j(chain(*MANY), neo4j)
    with statements() as sent:
        done = export_neo4j(chain(*MANY), neo4j)
    assert sent == ["CALL () { MATCH (n:RcaEntity) RETURN count(n) AS nodes }"]
    assert (counts(done), done.unchanged) == ((0, 0, 0, 0), 5999)


@pytest.mark.neo4j
def test_one_changed_note_is_compared_with_its_neighbours_only(neo4j: Target) -> None:
    export_neo4j(chain(*MANY), neo4j)
    changed = retold(chain(*MANY), "s1500", tier="1")
    with statements() as sent:
        done = export_neo4j(changed, neo4j)
    assert (counts(done), done.unchanged) == ((0, 1, 0, 0), 5998)
    assert not [text for text in sent if text.startswith("MATCH (n:RcaEntity)")]
    assert ask(neo4j, "MATCH (n {tier: '1'}) RETURN n.name") == [("s1500",)]
    assert counts(export_neo4j(chain(*MANY), neo4j)) == (0, 1, 0, 0)


@pytest.mark.neo4j
@pytest.mark.parametrize(
    ("change", "restored"),
    [
        ("MATCH (n {name: 's0100'}) DETACH DELETE n", (3, 0, 0, 0)),
        ("MATCH ({name: 's0100'})-[r]->() DELETE r", (1, 0, 0, 0)),
        ("MATCH ({name: 's0100'})-[r]->(b) CREATE ({name: 'x'})-[:DEPENDS_ON]->(b)", (0, 0, 0, 0)),
    ],
)
def test_what_somebody_added_or_removed_is_noticed(
    neo4j: Target, change: str, restored: tuple[int, int, int, int]
) -> None:
    export_neo4j(chain(*MANY), neo4j)
    run(neo4j, change)
    assert counts(export_neo4j(chain(*MANY), neo4j)) == restored
    with statements() as sent:
        export_neo4j(chain(*MANY), neo4j)
    assert len(sent) == 1


@pytest.mark.neo4j
def test_other_vaults_do_not_make_an_unchanged_one_look_again(neo4j: Target) -> None:
    export_neo4j(chain("a", "b", vault="one"), neo4j)
    export_neo4j(chain("a", "b", "c", vault="two"), neo4j)
    export_neo4j(chain("a", vault="two"), neo4j, max_delete=1)
    run(neo4j, "CREATE (:Host)-[:RUNS]->(:Host)")
    with statements() as sent:
        export_neo4j(chain("a", "b", vault="one"), neo4j)
    assert len(sent) == 1


@pytest.mark.neo4j
def test_an_export_without_schema_is_followed_by_one_that_makes_it(neo4j: Target) -> None:
    export_neo4j(chain("a"), neo4j, schema=False)
    for name in ("rcagraph_service_name", "rcagraph_text"):
        run(neo4j, f"DROP INDEX {name} IF EXISTS")
    export_neo4j(chain("a"), neo4j)
    found = ask(neo4j, "SHOW INDEXES YIELD name WHERE name = 'rcagraph_text' RETURN name")
    assert found == [("rcagraph_text",)]
