"""Every named query gives the same rows in memory, embedded (Cypher, SPARQL) and on servers."""

import random
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from rcagraph.api import load
from rcagraph.engines.embedded import EmbeddedGraph
from rcagraph.engines.named import QUERIES, NamedQuery
from rcagraph.engines.read_only import checked
from rcagraph.engines.run import run_named
from rcagraph.engines.sparql import EmbeddedStore
from rcagraph.engines.sparql_places import GraphAtEndpoint, graph_at
from rcagraph.export.rdf.endpoint import Endpoint
from rcagraph.export.rdf.names import Names, base_for
from rcagraph.export.rdf.store import Push
from rcagraph.graph import Edge, KnowledgeGraph, Node
from rcagraph.model.errors import RcaGraphError
from rcagraph.model.facts import NodeKey, Place
from rcagraph.model.vocabulary import Value
from tests.graphs import edge, incident, key, lattice, node, shop
from tests.nasty_graph import TEXTS, nasty
from tests.strategies import graphs

if TYPE_CHECKING:
    from rcagraph.export.neo4j import Target

EXAMPLE = Path(__file__).parent.parent / "examples" / "hopfield-pantry"
STATUSES = ("open", "DONE", "won't do", "Wontfix", "in progress", "", "✅ shipped", "Won’t fix")
STATUSES += (
    "closed (PR 12)",
    "\n[X]",
    "🎉 done",
    "é done",
    "doné",
    "done✓",
    "日本 done",
    "donec",
    "42",
)
FRINGE = ("Zebra", "apple", "Éclair", "\uff21-wide", "🦀-crab", "it's", 'say "hi"', "back\\slash")
"""Names whose order depends on how an engine compares text."""


def tangle(seed: int) -> KnowledgeGraph:
    """A seeded graph with cycles, diamonds, long chains, equal names and gaps in its properties."""
    chance = random.Random(seed)
    services = [key("Service", f"s{i:02}") for i in range(20)]
    services += [key("Service", name) for name in FRINGE]
    resources = [key("Resource", f"r{i}") for i in range(5)] + [key("Resource", "s01")]
    tail = [key("Service", f"tail{i:02}") for i in range(14)]
    nodes = [_node(chance, k, tier=chance.choice(("1", "2"))) for k in services + tail]
    nodes += [_node(chance, k) for k in [*resources, key("System", "platform")]]
    edges = _dependencies(chance, services, resources)
    edges += [edge("DEPENDS_ON", a, b) for a, b in zip(tail[1:], tail, strict=False)]
    edges += [edge("DEPENDS_ON", tail[0], services[0]), edge("DEPENDS_ON", services[0], tail[2])]
    edges += [edge("DEPENDS_ON", services[3], key("System", "platform"))]
    for made, its_edges in (_incidents(chance, services), _owners(chance, services)):
        nodes += made
        edges += its_edges
    return KnowledgeGraph("test", nodes, {(e.type, e.source, e.target): e for e in edges}.values())


def _node(chance: random.Random, key_: NodeKey, **properties: Value) -> Node:
    kept = {name: value for name, value in properties.items() if chance.random() < 0.8}
    return node(key_.kind, key_.id, chance.random() < 0.8, **kept)


def _dependencies(
    chance: random.Random, services: list[NodeKey], resources: list[NodeKey]
) -> list[Edge]:
    pairs = [(chance.choice(services), chance.choice(services)) for _ in range(40)]
    pairs += [(chance.choice(services), chance.choice(resources)) for _ in range(8)]
    pairs += [(chance.choice(resources), chance.choice(resources)) for _ in range(5)]
    return [edge("DEPENDS_ON", a, b) for a, b in pairs]


def _incidents(chance: random.Random, services: list[NodeKey]) -> tuple[list[Node], list[Edge]]:
    modes = [key("FailureMode", name) for name in ("Pool Exhaustion", "Bad Deploy", "🦀")]
    runbooks = [key("Runbook", f"runbook-{i}") for i in range(6)]
    nodes = [_node(chance, k) for k in modes + runbooks]
    edges = [edge("DOCUMENTS", r, chance.choice(services)) for r in runbooks for _ in range(3)]
    for i in range(60):
        day = date(2025, 1, 1) + timedelta(chance.randrange(400))
        minutes = chance.randrange(300)
        made = _node(chance, key("Incident", f"i{i:02}"), date=day, duration_minutes=minutes)
        hit = chance.sample(services[:8], chance.randrange(4))
        nodes.append(made)
        edges += [edge("AFFECTS", made.key, s) for s in hit]
        edges += [edge("ORIGINATED_IN", made.key, s) for s in hit[:1]]
        edges += [edge("HAS_FAILURE_MODE", made.key, m) for m in chance.sample(modes, 1)]
        if chance.random() < 0.4:
            edges.append(edge("USES_RUNBOOK", made.key, chance.choice(runbooks)))
    return nodes, edges


def _owners(chance: random.Random, services: list[NodeKey]) -> tuple[list[Node], list[Edge]]:
    teams = [key("Team", name) for name in ("alpha", "Beta", "idle", "🦀")]
    items = [key("ActionItem", f"i/{i}") for i in range(60)]
    nodes = [_node(chance, k) for k in teams]
    for k in items:
        closed = date(2025, 1, 1)
        made = _node(chance, k, status=chance.choice(STATUSES))
        extra: dict[str, Value] = {"closed_date": closed} if chance.random() < 0.2 else {}
        nodes.append(node(k.kind, k.id, text="Mend it", **made.properties, **extra))
    owned = [*chance.sample(services, 15), *items]
    return nodes, [edge("OWNS", chance.choice(teams[:2] + teams[3:]), k) for k in owned]


GRAPHS = {"shop": shop(), **{f"tangle {seed}": tangle(seed) for seed in range(4)}}


def questions(query: NamedQuery, graph: KnowledgeGraph) -> list[dict[str, Value]]:
    """Parameters to ask a query with: its defaults, and more that have rows."""
    if not query.parameters:
        return [{}]
    if query.parameters[0].name == "minIncidents":
        return [{}, {"minIncidents": 1}, {"minIncidents": 4}]
    names = {n.name for kind in ("Service", "Resource", "System") for n in graph.nodes(kind)}
    return [{"service": name} for name in sorted(names)]


def has_an_iri_for_each(graph: KnowledgeGraph) -> bool:
    """Names that Unicode takes for one are one in IRIs; what joins a vault makes them one, too."""
    names = Names(graph.vault, "", graph.ontology)
    return len({names.node(n.key) for n in graph.nodes()}) == len(graph.nodes())


def named_badly() -> KnowledgeGraph:
    """A chain of services whose names are text that some language has a meaning for."""
    names = [text for text in dict.fromkeys((*TEXTS, *FRINGE)) if "\ud800" not in text]
    keys = [key("Service", f"s{number:02}") for number in range(len(names))]
    nodes = [Node(k, name, True, (Place("a.md", 1),)) for k, name in zip(keys, names, strict=True)]
    edges = [edge("DEPENDS_ON", a, b) for a, b in pairwise(keys)]
    made, its_edges = incident("2025-01-03-all", "s00", "m", *(k.id for k in keys[1:]))
    other = replace(made, key=key("Incident", "again"))
    edges += [replace(e, source=s.key) for e in its_edges for s in (made, other)]
    return KnowledgeGraph("test", [*nodes, made, other, node("FailureMode", "m")], edges)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
@pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS)
def test_embedded_answers_as_memory_does(query: NamedQuery, graph: KnowledgeGraph) -> None:
    with EmbeddedGraph(graph) as engine:
        for parameters in questions(query, graph):
            expected = run_named(query.name, parameters, graph)
            assert run_named(query.name, parameters, graph, "embedded", engine) == expected


ALL_GRAPHS = {
    **GRAPHS,
    "named badly": named_badly(),
    "nasty": nasty(),
    "the example": load(EXAMPLE).graph,
}


@pytest.mark.parametrize("graph", ALL_GRAPHS.values(), ids=ALL_GRAPHS)
def test_sparql_answers_as_memory_does(graph: KnowledgeGraph) -> None:
    assert_store_agrees(graph, graph, EmbeddedStore(graph))


@settings(max_examples=60, deadline=None)
@given(graphs().filter(has_an_iri_for_each))
def test_sparql_answers_as_memory_does_for_any_graph(graph: KnowledgeGraph) -> None:
    assert_store_agrees(graph, graph, EmbeddedStore(graph))


@pytest.mark.sparql
@pytest.mark.parametrize("name", ["shop", "tangle 0", "named badly", "nasty", "the example"])
def test_a_store_answers_as_memory_does(name: str, store: Endpoint) -> None:
    graph = ALL_GRAPHS[name]
    Push(graph, store).push()
    assert_store_agrees(graph, None, graph_at(store, base_for(graph.vault), 60), every=3)


def assert_store_agrees(
    graph: KnowledgeGraph,
    given: KnowledgeGraph | None,
    place: EmbeddedStore | GraphAtEndpoint,
    every: int = 1,
) -> None:
    """`every` so many of the questions, for a server takes its time."""
    for query in QUERIES:
        for parameters in questions(query, graph)[::every]:
            expected = run_named(query.name, parameters, graph)
            found = run_named(query.name, parameters, given, "sparql", place)
            assert found == expected, (query.name, parameters)


@pytest.mark.sparql
def test_each_of_two_vaults_in_one_store_is_answered_for_itself(store: Endpoint) -> None:
    first, second = vault("one", tangle(0)), vault("two", tangle(1))
    for graph in (first, second):
        Push(graph, store).push()
    for graph in (first, second):
        assert_store_agrees(graph, None, graph_at(store, base_for(graph.vault), 60), every=6)


@pytest.mark.sparql
def test_a_vault_that_was_never_pushed_is_said_to_be_missing(store: Endpoint) -> None:
    Push(vault("one", shop()), store).push()
    place = graph_at(store, base_for("two"), 60)
    for name, parameters in (("team_load", {}), ("blast_radius", {"service": "orders"})):
        with pytest.raises(RcaGraphError) as raised:
            run_named(name, parameters, None, "sparql", place)
        assert raised.value.message == f"{store} holds no graph https://rcagraph.invalid/two/"
        assert raised.value.tip.endswith("there now: https://rcagraph.invalid/one/")


def test_the_tangle_holds_what_makes_engines_differ() -> None:
    tables = [
        run_named("blast_radius_paths", parameters, GRAPHS["tangle 0"])
        for parameters in questions(QUERIES[1], GRAPHS["tangle 0"])
    ]
    assert any(table.truncated for table in tables)
    assert any(len(table.rows) > len({row[3] for row in table.rows}) for table in tables)
    assert sum(len(table.rows) for table in tables) > 300


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_the_text_as_it_ships_needs_no_faster_pattern(query: NamedQuery) -> None:
    """Who pastes a query into another tool gets the rows that the engines here give."""
    for parameters in questions(query, shop()):
        expected = run_named(query.name, parameters, shop())
        with EmbeddedGraph(shop()) as engine:
            defaults = {p.name: int(p.default) for p in query.parameters if p.default}
            columns, rows = engine.read(checked(query.text.body), defaults | parameters)
        assert columns == query.columns
        assert len(rows) == len(expected.rows)


@pytest.mark.neo4j
@pytest.mark.parametrize("name", ["shop", "tangle 0", "tangle 1"])
def test_neo4j_answers_as_memory_does(name: str, neo4j: "Target") -> None:
    from rcagraph.export.neo4j import export_neo4j

    export_neo4j(GRAPHS[name], neo4j)
    assert_agrees(GRAPHS[name], neo4j)


def assert_agrees(graph: KnowledgeGraph, server: "Target") -> None:
    for query in QUERIES:
        for parameters in questions(query, graph):
            expected = run_named(query.name, parameters, graph)
            found = run_named(query.name, parameters, None, "neo4j", server, vault=graph.vault)
            assert found == expected, (query.name, parameters)


def vault(name: str, graph: KnowledgeGraph, without: str = "") -> KnowledgeGraph:
    """The graph as a vault of that name that shares its services, and lacks one of them."""

    def moved(k: NodeKey) -> NodeKey:
        return NodeKey("acme" if k.kind == "Service" else name, k.kind, k.id)

    def is_kept(k: NodeKey) -> bool:
        return k != key("Service", without)

    nodes = [
        Node(moved(n.key), n.name, n.declared, n.places, n.properties if _owns(n) else {})
        for n in graph.nodes()
        if is_kept(n.key)
    ]
    edges = [
        replace(e, source=moved(e.source), target=moved(e.target))
        for e in graph.edges()
        if is_kept(e.source) and is_kept(e.target)
    ]
    return KnowledgeGraph(name, nodes, edges)


def _owns(made: Node) -> bool:
    """What two vaults say differently of one service is the sync's matter, not the queries'."""
    return made.kind != "Service"


@pytest.mark.neo4j
def test_each_of_two_vaults_in_one_database_is_answered_for_itself(neo4j: "Target") -> None:
    from rcagraph.export.neo4j import export_neo4j

    first, second = vault("one", tangle(0)), vault("two", tangle(1))
    export_neo4j(first, neo4j)
    export_neo4j(second, neo4j)
    assert_agrees(first, neo4j)
    assert_agrees(second, neo4j)


@pytest.mark.neo4j
def test_what_a_vault_no_longer_names_counts_for_the_other_only(neo4j: "Target") -> None:
    from rcagraph.export.neo4j import export_neo4j
    from rcagraph.export.neo4j.connect import driver_on

    first, second = vault("one", tangle(0)), vault("two", tangle(1))
    export_neo4j(first, neo4j)
    export_neo4j(second, neo4j)
    gone = vault("one", tangle(0), without="s01")
    export_neo4j(gone, neo4j)
    with driver_on(neo4j) as driver:
        stale = driver.execute_query("MATCH (n) WHERE n._stale RETURN n.uid AS uid").records
    assert [row["uid"] for row in stale] == ["acme/Service/s01"]
    assert_agrees(gone, neo4j)
    assert_agrees(second, neo4j)


@pytest.mark.neo4j
def test_a_vault_that_was_never_exported_is_said_to_be_missing(neo4j: "Target") -> None:
    from rcagraph.export.neo4j import export_neo4j

    export_neo4j(vault("one", shop()), neo4j)
    for name, parameters in (("team_load", {}), ("blast_radius", {"service": "orders"})):
        with pytest.raises(RcaGraphError) as raised:
            run_named(name, parameters, None, "neo4j", neo4j, vault="two")
        assert raised.value.message == f"The {neo4j} holds no vault two"
        assert raised.value.tip == "Export it with `rcagraph export --neo4j`; there now: one"


@pytest.mark.neo4j
def test_an_unknown_name_is_told_what_is_near_and_case_does_not_matter(neo4j: "Target") -> None:
    from rcagraph.export.neo4j import export_neo4j

    export_neo4j(shop(), neo4j)
    for on, target in (("memory", None), ("neo4j", neo4j)):
        with pytest.raises(RcaGraphError, match=r"named ordes\. Did you mean orders\?"):
            run_named("blast_radius", {"service": "ordes"}, shop(), on, target)
        assert len(run_named("blast_radius", {"service": "ORDERS"}, shop(), on, target).rows) == 3


@pytest.mark.neo4j
def test_more_paths_than_a_server_can_list_are_refused(
    neo4j: "Target", monkeypatch: pytest.MonkeyPatch
) -> None:
    from rcagraph.engines import run
    from rcagraph.export.neo4j import export_neo4j

    monkeypatch.setattr(run, "TOO_MANY", 3000)  # 100,000 take a server a minute
    graph = lattice(5, 5)  # 3,905
    export_neo4j(graph, neo4j)
    with pytest.raises(RcaGraphError, match="There are more than 3000 paths, too many for"):
        run_named("blast_radius_paths", {"service": "root"}, graph, "neo4j", neo4j)


@pytest.mark.neo4j
def test_an_empty_vault_that_was_exported_has_no_rows(neo4j: "Target") -> None:
    from rcagraph.export.neo4j import export_neo4j

    empty = KnowledgeGraph("empty", [], [])
    export_neo4j(empty, neo4j)
    assert run_named("team_load", {}, empty, "neo4j", neo4j).rows == ()
