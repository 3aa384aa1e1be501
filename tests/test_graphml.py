"""GraphML: networkx reads back what the graph holds, and the file is what other tools ask for."""

import io
import json
from xml.etree import ElementTree

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from rcagraph.export.attributes import json_value
from rcagraph.export.graphml import NOT_XML, graphml
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.vocabulary import Value
from tests.graphs import node, shop
from tests.strategies import graphs, shuffled

NAMESPACE = "{http://graphml.graphdrawing.org/xmlns}"


def read(graph: KnowledgeGraph) -> "nx.MultiDiGraph[str]":
    text = "".join(graphml(graph)).encode()
    back = nx.read_graphml(io.BytesIO(text), force_multigraph=True)
    assert isinstance(back, nx.MultiDiGraph)
    return back


def plain(record: dict[str, Value]) -> dict[str, object]:
    """The record as GraphML can tell it."""
    found = {name: json_value(value) for name, value in record.items()}
    return {
        name: spelt(json.dumps(v, ensure_ascii=False) if isinstance(v, list) else v)
        for name, v in found.items()
    }


def spelt(value: object) -> object:
    if isinstance(value, str):
        return NOT_XML.sub(lambda found: f"\\u{ord(found[0]):04X}", value)
    return value


@settings(deadline=None)
@given(graphs())
def test_networkx_reads_back_the_same_graph(graph: KnowledgeGraph) -> None:
    back, own = read(graph), graph.to_networkx()
    assert {id_: dict(data) for id_, data in back.nodes(data=True)} == {
        spelt(id_): plain(data) for id_, data in own.nodes(data=True)
    }
    found = {(s, t, data.pop("type")): data for s, t, data in back.edges(data=True)}
    assert found == {
        (spelt(s), spelt(t), key): plain(data)
        for s, t, key, data in own.edges(keys=True, data=True)
    }


@settings(deadline=None)
@given(st.data())
def test_order_of_the_input_does_not_matter(data: st.DataObject) -> None:
    graph = data.draw(graphs())
    assert list(graphml(graph)) == list(graphml(data.draw(shuffled(graph))))


def test_ids_of_edges_and_keys_are_unique() -> None:
    root = ElementTree.fromstring("".join(graphml(shop())))
    for tag, number in (("edge", len(shop().edges())), ("node", len(shop().nodes()))):
        ids = [each.get("id") for each in root.iter(NAMESPACE + tag)]
        assert len(ids) == len(set(ids)) == number
    keys = [each.get("id") for each in root.iter(NAMESPACE + "key")]
    assert len(keys) == len(set(keys))
    used = {each.get("key") for each in root.iter(NAMESPACE + "data")}
    assert used <= set(keys)


def test_values_keep_their_types() -> None:
    data = read(shop()).nodes["test/Incident/2025-01-03-pool"]
    assert data["duration_minutes"] == 30
    assert data["declared"] is True
    assert data["date"] == "2025-01-03"
    assert json.loads(data["said_at"]) == ["incidents/2025-01-03-pool.md:1 title"]


def test_what_xml_cannot_carry_is_spelt_out() -> None:
    web = node("Service", "we\x00b", tier="a\x01b\r\nc")
    back = read(KnowledgeGraph("test", [web], []))
    (read_web,) = back.nodes
    assert read_web == "test/Service/we\\u0000b"
    assert back.nodes[read_web]["tier"] == "a\\u0001b\r\nc"
