"""Node-link JSON: networkx reads back what the graph holds."""

import json
from dataclasses import replace

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from rcagraph.export.attributes import json_value
from rcagraph.export.node_link import node_link
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.ontology import EDGES, NODES, ontology
from rcagraph.model.vocabulary import Property, Value, ValueType
from tests.graphs import edge, node, shop
from tests.strategies import graphs, shuffled


def read(graph: KnowledgeGraph) -> "nx.MultiDiGraph[str]":
    data = json.loads("".join(node_link(graph)))
    back = nx.node_link_graph(data, edges="edges")
    assert isinstance(back, nx.MultiDiGraph)
    return back


def plain(record: dict[str, Value]) -> dict[str, object]:
    return {name: json_value(value) for name, value in record.items()}


@settings(deadline=None)
@given(graphs())
def test_networkx_reads_back_the_same_graph(graph: KnowledgeGraph) -> None:
    back, own = read(graph), graph.to_networkx()
    assert {id_: dict(data) for id_, data in back.nodes(data=True)} == {
        id_: plain(data) for id_, data in own.nodes(data=True)
    }
    assert {(s, t, key): data for s, t, key, data in back.edges(keys=True, data=True)} == {
        (s, t, key): {"type": key, **plain(data)}
        for s, t, key, data in own.edges(keys=True, data=True)
    }


@settings(deadline=None)
@given(st.data())
def test_order_of_the_input_does_not_matter(data: st.DataObject) -> None:
    graph = data.draw(graphs())
    assert list(node_link(graph)) == list(node_link(data.draw(shuffled(graph))))


def test_the_graph_says_what_it_is() -> None:
    assert read(shop()).graph == {"generator": "rcagraph", "schema": 1, "vault": "test"}


def test_a_node_is_a_line() -> None:
    lines = "".join(node_link(shop())).splitlines()
    assert sum(line.startswith('{"id": ') for line in lines) == len(shop().nodes())
    assert sum(line.startswith('{"source": ') for line in lines) == len(shop().edges())


def test_an_empty_graph_is_json_too() -> None:
    assert len(read(KnowledgeGraph("test", [], []))) == 0


def test_a_profiles_property_named_as_the_format_names_its_own_is_kept() -> None:
    kinds = tuple(
        replace(k, properties=(*k.properties, Property("id", ValueType.STRING, "A number.")))
        if k.name == "Service"
        else k
        for k in NODES
    )
    types = tuple(
        replace(e, properties=(*e.properties, Property("key", ValueType.STRING, "A key.")))
        if e.name == "DEPENDS_ON"
        else e
        for e in EDGES
    )
    a, b = node("Service", "a", id="42"), node("Service", "b")
    depends = edge("DEPENDS_ON", a.key, b.key, key="K")
    back = read(KnowledgeGraph("test", [a, b], [depends], ontology(kinds, types)))
    assert back.nodes[a.key.uid]["id_"] == "42"
    assert back.edges[a.key.uid, b.key.uid, "DEPENDS_ON"]["key_"] == "K"
