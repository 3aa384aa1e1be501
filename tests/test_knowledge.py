"""The graph itself: what it refuses, its one order, its neighbours, its networkx twin."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rcagraph.analysis.names import find_service
from rcagraph.graph import KnowledgeGraph, Node
from rcagraph.model.errors import RcaGraphError
from rcagraph.model.facts import Place
from tests.graphs import edge, key, node, shop
from tests.strategies import graphs, shuffled

SHOP = shop()


def test_an_edge_that_the_ontology_forbids_is_refused() -> None:
    nodes = [node("Service", "cart"), node("Team", "core")]
    wrong = edge("OWNS", key("Service", "cart"), key("Team", "core"))
    with pytest.raises(ValueError, match="OWNS may not join Service to Team"):
        KnowledgeGraph("test", nodes, [wrong])


def test_an_edge_to_nowhere_is_refused() -> None:
    lost = edge("OWNS", key("Team", "core"), key("Service", "gone"))
    with pytest.raises(ValueError, match="OWNS names a node that is not there"):
        KnowledgeGraph("test", [node("Team", "core")], [lost])


def test_nothing_of_it_can_be_set() -> None:
    cart = SHOP[key("Service", "cart")]
    changes: list[Callable[[], None]] = [
        lambda: setattr(cart, "name", "x"),
        lambda: setattr(SHOP.edges()[0], "type", "OWNS"),
    ]
    for change in changes:
        with pytest.raises(AttributeError):
            change()
    assert isinstance(SHOP.nodes(), tuple)
    assert isinstance(SHOP.edges("OWNS"), tuple)


def test_nodes_and_edges_come_in_the_order_of_the_table_then_by_key() -> None:
    kinds = list(SHOP.ontology.nodes)
    assert list(SHOP.nodes()) == sorted(SHOP.nodes(), key=lambda n: (kinds.index(n.kind), n.key))
    types = list(SHOP.ontology.edges)
    assert list(SHOP.edges()) == sorted(
        SHOP.edges(), key=lambda e: (types.index(e.type), e.source, e.target)
    )
    assert [n.name for n in SHOP.nodes("Service")] == ["cart", "checkout", "orders", "users", "web"]


def test_what_is_next_to_what() -> None:
    orders, web = key("Service", "orders"), key("Service", "web")
    assert [e.target.id for e in SHOP.out(web, "DEPENDS_ON")] == ["cart", "checkout"]
    assert [e.source.id for e in SHOP.into(orders, "DEPENDS_ON")] == ["cart", "checkout"]
    assert [e.source.id for e in SHOP.into(orders, "OWNS")] == ["alpha"]
    assert SHOP.into(web, "DEPENDS_ON") == ()
    assert SHOP.out(key("Service", "gone"), "DEPENDS_ON") == ()


def test_looking_up() -> None:
    assert key("Service", "web") in SHOP
    assert key("Service", "gone") not in SHOP
    assert SHOP[key("Team", "beta")].declared is False
    named = SHOP.named("Service", "WEB")
    assert named is not None
    assert named.key == key("Service", "web")
    assert SHOP.named("Team", "web") is None


def test_a_node_goes_by_its_name_else_its_id_an_alias_or_its_title() -> None:
    place = (Place("x.md", 1),)
    web = Node(key("Service", "svc-1"), "Web", True, place, {"title": "Front"}, ("Shop", "Basket"))
    basket = Node(key("Service", "basket"), "basket", False, place)
    graph = KnowledgeGraph("test", [web, basket], [])
    called = {name: [n.name for n in graph.called("Service", name)] for name in
              ("web", " WEB ", "SVC-1", "shop", "front", "basket", "x")}  # fmt: skip
    assert called == {
        "web": ["Web"], " WEB ": ["Web"], "SVC-1": ["Web"], "shop": ["Web"], "front": ["Web"],
        "basket": ["basket"], "x": [],
    }  # fmt: skip


def test_names_of_services_that_are_several_or_none() -> None:
    place = (Place("x.md", 1),)
    nodes = [Node(key("Service", id_), "api", True, place) for id_ in ("a/api", "b/api")]
    nodes.append(Node(key("Resource", "redis"), "Redis", False, place, {}, ("cache",)))
    graph = KnowledgeGraph("test", nodes, [])
    with pytest.raises(RcaGraphError) as caught:
        find_service(graph, "API")
    assert str(caught.value) == (
        "'API' may be any of 2. Say which: test/Service/a/api, test/Service/b/api."
    )
    assert find_service(graph, "test/Service/b/api").key.id == "b/api"
    assert find_service(graph, "b/API").key.id == "b/api"
    assert find_service(graph, "Cache").name == "Redis"
    with pytest.raises(RcaGraphError, match=r"no service 'cahce'. Did you mean Redis"):
        find_service(graph, "cahce")


def test_records_hold_the_common_properties_under_the_tables_names() -> None:
    assert SHOP[key("Service", "web")].record() == {
        "uid": "test/Service/web", "name": "web", "declared": True, "tier": "1", "line": 1,
        "said_at": ("services/web.md:1 title",),
    }  # fmt: skip
    (owns,) = SHOP.into(key("Service", "orders"), "OWNS")
    assert owns.record() == {
        "said_at": ("teams/alpha.md:2 owns",), "asserted": True, "rules": ("owns",),
    }  # fmt: skip


@settings(deadline=None)  # the first call imports networkx
@given(graphs())
def test_networkx_holds_all_of_it(graph: KnowledgeGraph) -> None:
    twin = graph.to_networkx()
    assert twin.graph == {"vault": "test"}
    assert {uid: twin.nodes[uid] for uid in twin} == {
        n.key.uid: {"kind": n.kind, **n.record()} for n in graph.nodes()
    }
    assert {(a, b, k): data for a, b, k, data in twin.edges(keys=True, data=True)} == {
        (e.source.uid, e.target.uid, e.type): e.record() for e in graph.edges()
    }


@settings(deadline=None)
@given(st.data())
def test_the_order_in_which_it_is_told_never_matters(data: st.DataObject) -> None:
    graph = data.draw(graphs())
    other = data.draw(shuffled(graph))
    assert (other.nodes(), other.edges()) == (graph.nodes(), graph.edges())
    for one in graph.edges():
        assert other.out(one.source, one.type) == graph.out(one.source, one.type)
        assert one in graph.into(one.target, one.type)
