"""Every named query gives the same rows in memory, in the embedded engine and on Neo4j."""

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from rcagraph.engines.embedded import EmbeddedGraph
from rcagraph.engines.named import QUERIES, NamedQuery
from rcagraph.engines.read_only import checked
from rcagraph.engines.run import run_named
from rcagraph.graph import Edge, KnowledgeGraph, Node
from rcagraph.model.facts import NodeKey
from rcagraph.model.table import Table
from rcagraph.model.vocabulary import Value
from tests.graphs import edge, key, node, shop

if TYPE_CHECKING:
    from rcagraph.export.neo4j import Target

STATUSES = ("open", "DONE", "won't do", "Wontfix", "in progress", "")
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
    items = [key("ActionItem", f"i/{i}") for i in range(20)]
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


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
@pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS)
def test_embedded_answers_as_memory_does(query: NamedQuery, graph: KnowledgeGraph) -> None:
    with EmbeddedGraph(graph) as engine:
        for parameters in questions(query, graph):
            expected = run_named(query.name, parameters, graph)
            assert run_named(query.name, parameters, graph, "embedded", engine) == expected


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

    graph = GRAPHS[name]
    export_neo4j(graph, neo4j)
    for query in QUERIES:
        for parameters in questions(query, graph):
            expected = run_named(query.name, parameters, graph)
            found = run_named(query.name, parameters, graph, "neo4j", neo4j)
            assert _rows(found) == _rows(expected)
            assert bool(found.truncated) >= bool(expected.truncated)


def _rows(table: Table) -> tuple[object, ...]:
    return (table.title, table.columns, table.rows)
