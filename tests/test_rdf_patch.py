"""The difference of two graphs as SPARQL Update: applied, it makes of the one the other."""

from pathlib import Path

import pyoxigraph as ox
from click.testing import CliRunner
from hypothesis import given, settings

from rcagraph.cli import main
from rcagraph.export.rdf.files import ntriples
from rcagraph.export.rdf.form import RdfForm
from rcagraph.export.rdf.patch import Patch, patch, update
from rcagraph.graph import KnowledgeGraph
from tests.graphs import edge, key, node, shop
from tests.strategies import graphs

BASE = "https://graph.example.org/shop/"
WEB = node("Service", "web", tier="1")
API = node("Service", "api")
ELSEWHERE = ox.NamedNode("https://graph.example.org/other")


Triples = set[ox.Triple]


def text(graph: KnowledgeGraph) -> str:
    return "".join(ntriples(graph, RdfForm(BASE)))


def said(graph: KnowledgeGraph) -> Triples:
    """As a store has it, which keeps numbers by their value."""
    store = ox.Store()
    store.load(text(graph), format=ox.RdfFormat.N_TRIPLES)
    return held(store, ox.DefaultGraph())


def held(store: ox.Store, graph: ox.NamedNode | ox.DefaultGraph) -> Triples:
    return {quad.triple for quad in store.quads_for_pattern(None, None, None, graph)}


@settings(deadline=None)
@given(graphs(), graphs())
def test_a_store_with_the_old_graph_holds_the_new_one_after_it(
    old: KnowledgeGraph, new: KnowledgeGraph
) -> None:
    store = ox.Store()
    store.load(text(old), format=ox.RdfFormat.N_TRIPLES)
    change = "".join(update(patch(old, new, BASE)))
    store.update(change)
    assert held(store, ox.DefaultGraph()) == said(new)
    store.update(change)
    assert held(store, ox.DefaultGraph()) == said(new)


@settings(deadline=None)
@given(graphs())
def test_nothing_is_between_a_graph_and_itself(graph: KnowledgeGraph) -> None:
    assert patch(graph, graph, BASE) == Patch((), (), "")


def test_it_names_what_goes_and_what_comes() -> None:
    old = KnowledgeGraph("test", [WEB, API], [])
    new = KnowledgeGraph("test", [node("Service", "web", tier="2"), API], [])
    web, tier = f"<{BASE}service/web>", "<https://w3id.org/rcagraph/ns#tier>"
    found = patch(old, new, BASE)
    assert found.removed == (f'{web} {tier} "1"',)
    assert found.added == (f'{web} {tier} "2"',)
    assert "".join(update(found)) == (
        "# 1 triples go, 1 come\n"
        f'DELETE DATA {{\n{web} {tier} "1" .\n}} ;\n'
        f'INSERT DATA {{\n{web} {tier} "2" .\n}} ;\n'
    )


def test_in_the_named_graph_it_touches_no_other() -> None:
    old = KnowledgeGraph(
        "test", [WEB, API], [edge("DEPENDS_ON", key("Service", "web"), key("Service", "api"))]
    )
    new = KnowledgeGraph("test", [API], [])
    store, own = ox.Store(), ox.NamedNode(BASE)
    for place in (own, ELSEWHERE, ox.DefaultGraph()):
        store.load(text(old), format=ox.RdfFormat.N_TRIPLES, to_graph=place)
    store.update("".join(update(patch(old, new, BASE, named=True))))
    assert held(store, own) == said(new)
    assert held(store, ELSEWHERE) == held(store, ox.DefaultGraph()) == said(old)


def test_a_vault_in_another_folder_keeps_its_iris() -> None:
    moved = KnowledgeGraph("test", shop().nodes(), shop().edges())
    assert patch(shop(), moved).removed == ()


def test_diff_writes_it(tmp_path: Path) -> None:
    for side, tier in (("a", "1"), ("b", "2")):
        folder = tmp_path / side / "services"
        folder.mkdir(parents=True)
        (folder / "web.md").write_text(f"---\ntier: '{tier}'\n---\n# web\n")
        (tmp_path / side / "rcagraph.toml").write_text('[vault]\nname = "shop"\n')
    file = tmp_path / "change.ru"
    arguments = ["diff", str(tmp_path / "a"), str(tmp_path / "b"), "--rdf", str(file)]
    result = CliRunner().invoke(main, [*arguments, "--named-graph"])
    assert result.exit_code == 0
    assert f"wrote {file}: 1 triples go, 1 come" in result.stderr
    graph = "GRAPH <https://rcagraph.invalid/shop/> {\n<https://rcagraph.invalid/shop/service/web>"
    assert file.read_text().count(graph) == 2
