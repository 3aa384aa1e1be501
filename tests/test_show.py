"""Everything known of one node, with where it is written."""

from rcagraph.analysis.show import describe
from tests.graphs import key, shop


def test_describe_orders() -> None:
    graph = shop()
    found = describe(graph, graph[key("Service", "orders")])
    assert found.properties == (("tier", "1"),)
    assert [(g.reading, [link.other.name for link in g.links]) for g in found.groups] == [
        ("affected by", ["2025-01-03-pool", "2025-03-04-pool"]),
        ("origin of", ["2025-01-03-pool", "2025-03-04-pool"]),
        ("owned by", ["alpha"]),
        ("depends on", ["users"]),
        ("dependency of", ["cart", "checkout"]),
        ("documented by", ["runbook-orders"]),
    ]
    assert [g.is_outgoing for g in found.groups] == [False, False, False, True, False, False]
    owner = found.groups[2].links[0]
    assert str(owner.edge.places[0]) == "teams/alpha.md:2 owns"


def test_properties_stand_in_the_order_of_the_table() -> None:
    graph = shop()
    found = describe(graph, graph[key("Incident", "2025-01-03-pool")])
    assert [name for name, _ in found.properties] == ["date", "epoch_day", "duration_minutes"]
