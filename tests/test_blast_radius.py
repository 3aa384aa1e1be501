"""Blast radius: hops, witness paths, redundancy, softness, whom incidents hit, whom to page."""

from datetime import date
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rcagraph.analysis.blast_radius import BlastRadius, blast_radius
from rcagraph.analysis.impact.failure_graph import failure_graph
from rcagraph.analysis.impact.structural import Dependent, structural
from rcagraph.analysis.names import find_nodes, find_service
from rcagraph.graph import Edge, KnowledgeGraph
from rcagraph.model.errors import RcaGraphError
from rcagraph.model.ontology import EDGES, NODES, ontology
from rcagraph.model.vocabulary import EdgeType, Impact, NodeType
from tests.graphs import edge, incident, key, node, shop
from tests.impact import depends, number, vault


def service(name: str) -> BlastRadius:
    return blast_radius(shop(), key("Service", name))


def by_name(graph: KnowledgeGraph, failing: str) -> dict[str, Dependent]:
    net = failure_graph(graph)
    return {each.node.name: each for each in structural(net, (number(net, failing),))}


def test_structural_radius_with_hops_and_smallest_witness() -> None:
    found = [(d.node.name, d.hops, [n.name for n in d.path]) for d in service("users").structural]
    assert found == [
        ("orders", 1, ["users", "orders"]),
        ("cart", 2, ["users", "orders", "cart"]),
        ("checkout", 2, ["users", "orders", "checkout"]),
        ("web", 3, ["users", "orders", "cart", "web"]),
    ]


def test_nothing_depends_on_the_top() -> None:
    assert service("web").structural == ()


def test_witness_is_smallest_by_the_whole_path_not_by_the_last_step() -> None:
    graph = vault(
        depends("b", "s"), depends("a", "s"), depends("z", "a"), depends("c", "b"),
        depends("t", "z"), depends("t", "c"),
    )  # fmt: skip
    assert [n.name for n in by_name(graph, "s")["t"].path] == ["s", "a", "z", "t"]


def test_cycle_ends_and_leaves_the_failing_service_out() -> None:
    found = by_name(vault(depends("a", "b"), depends("b", "c"), depends("c", "a")), "a")
    assert {name: (d.hops, d.hard) for name, d in found.items()} == {"b": (2, True), "c": (1, True)}


def test_member_of_a_group_lost_where_another_stands() -> None:
    graph = vault(
        depends("pay", "north", group="1"),
        depends("pay", "south", group="1"),
        depends("web", "pay"),
    )
    found = by_name(graph, "north")
    assert found["pay"].effect == "loses redundancy: 1 left"
    assert found["web"].effect == "behind redundancy of pay: 1 left"
    assert (found["web"].hard, found["web"].loses_redundancy, found["web"].soft) == (
        False,
        True,
        False,
    )


def test_group_whose_members_share_what_failed_is_no_redundancy() -> None:
    graph = vault(
        depends("pay", "north", group="1"), depends("pay", "south", group="1"),
        depends("north", "net"), depends("south", "net"),
    )  # fmt: skip
    assert by_name(graph, "net")["pay"].effect == "needs it"


@pytest.mark.parametrize(
    ("needed", "effect"),
    [(1, "loses redundancy: 2 left"), (2, "loses redundancy: 2 left"), (3, "needs it")],
)
def test_k_of_n_group(needed: int, effect: str) -> None:
    edges = [depends("u", member, group="g", needed=needed) for member in ("a", "b", "c")]
    assert by_name(vault(*edges), "a")["u"].effect == effect


def test_two_groups_of_one_service_are_two_requirements() -> None:
    graph = vault(
        depends("u", "a", group="1"), depends("u", "b", group="1"), depends("u", "c", group="2")
    )
    assert by_name(graph, "c")["u"].hard
    assert by_name(graph, "a")["u"].members_left == 1


def test_soft_on_the_shortest_way_but_hard_by_a_longer_one() -> None:
    soft = depends("web", "s", strength="soft")
    assert by_name(vault(soft), "s")["web"].effect == "soft dependency"
    both = vault(soft, depends("web", "mid"), depends("mid", "s"))
    assert (by_name(both, "s")["web"].hops, by_name(both, "s")["web"].effect) == (1, "needs it")


def test_impact_to_target_and_resources() -> None:
    kinds = (*NODES, NodeType("Api", "An interface."))
    provides = EdgeType(
        "PROVIDES", ("Service",), ("Api",), "Offers.", "offered by", Impact.TO_TARGET
    )
    consumes = EdgeType("CONSUMES", ("Service",), ("Api",), "Uses.", "used by", Impact.TO_SOURCE)
    nodes = [node("Service", "a"), node("Service", "b"), node("Api", "v1"), node("Resource", "db")]
    edges = [
        edge("PROVIDES", key("Service", "a"), key("Api", "v1")),
        edge("CONSUMES", key("Service", "b"), key("Api", "v1")),
        edge("DEPENDS_ON", key("Service", "a"), key("Resource", "db")),
    ]
    graph = KnowledgeGraph("test", nodes, edges, ontology(kinds, (*EDGES, provides, consumes)))
    found = blast_radius(graph, find_service(graph, "DB").key)
    assert [(d.node.kind, d.node.name, d.hops) for d in found.structural] == [
        ("Service", "a", 1),
        ("Api", "v1", 2),
        ("Service", "b", 3),
    ]


def test_observed_counts_shares_intervals() -> None:
    found = service("orders")
    assert (found.originated, found.as_of) == (2, date(2025, 5, 6))
    assert [(o.node.name, o.incidents, o.of, o.share, o.last, o.ids) for o in found.observed] == [
        ("checkout", 2, 2, 1.0, date(2025, 3, 4), ("2025-01-03-pool", "2025-03-04-pool")),
        ("cart", 1, 2, 0.5, date(2025, 1, 3), ("2025-01-03-pool",)),
    ]
    assert found.observed[1].wilson_interval == pytest.approx((0.0945312, 0.9054688), abs=1e-6)


def test_as_of_closes_the_window() -> None:
    found = blast_radius(shop(), key("Service", "orders"), date(2025, 2, 1))
    assert (found.originated, found.as_of) == (1, date(2025, 2, 1))
    assert [(o.node.name, o.of) for o in found.observed] == [("cart", 1), ("checkout", 1)]


def test_duplicate_is_dropped_and_what_it_affects_joined_to_the_original() -> None:
    original, edges = incident("2025-01-03-pool", "orders", "Pool", "cart")
    copy, more = incident("2025-01-02-pool-again", "orders", "Pool", "web")
    names = ("orders", "cart", "web")
    graph = KnowledgeGraph(
        "test",
        [original, copy, node("FailureMode", "Pool"), *(node("Service", n) for n in names)],
        [*edges, *more, edge("DUPLICATE_OF", copy.key, original.key)],
    )
    found = blast_radius(graph, key("Service", "orders"))
    assert found.originated == 1
    assert [(o.node.name, o.incidents, o.ids) for o in found.observed] == [
        ("cart", 1, ("2025-01-03-pool",)),
        ("web", 1, ("2025-01-03-pool",)),
    ]


def test_owners_runbooks_and_whom_to_page() -> None:
    nodes = [*(node("Service", n) for n in ("orders", "web")), node("Runbook", "rb")]
    nodes += [node("Team", t) for t in ("alpha", "beta", "chiefs")]
    edges = [
        depends("web", "orders"),
        edge("OWNS", key("Team", "beta"), key("Service", "orders")),
        edge("OWNS", key("Team", "alpha"), key("Service", "web")),
        edge("DOCUMENTS", key("Runbook", "rb"), key("Service", "web")),
        edge("ESCALATES_TO", key("Runbook", "rb"), key("Team", "chiefs")),
        edge("ESCALATES_TO", key("Service", "orders"), key("Team", "alpha")),
    ]
    found = blast_radius(KnowledgeGraph("test", nodes, edges), key("Service", "orders"))
    assert found.owners == {key("Service", "orders"): ("beta",), key("Service", "web"): ("alpha",)}
    assert [(r.runbook.name, r.documents) for r in found.runbooks] == [("rb", ("web",))]
    assert [(c.node.name, c.owns, c.escalation_of) for c in found.contacts] == [
        ("beta", ("orders",), ()),
        ("alpha", ("web",), ("orders",)),
        ("chiefs", (), ("rb",)),
    ]


def test_names_in_any_case_and_the_nearest_of_a_typo() -> None:
    assert find_service(shop(), "CheckOut").key == key("Service", "checkout")
    with pytest.raises(RcaGraphError) as caught:
        find_service(shop(), "chekout")
    assert caught.value.message == "no service 'chekout'"
    assert caught.value.tip == "Did you mean checkout?"


def test_a_team_is_no_service_but_is_found_by_name() -> None:
    with pytest.raises(RcaGraphError, match="no service 'alpha'"):
        find_service(shop(), "alpha")
    assert [n.key for n in find_nodes(shop(), "alpha")] == [key("Team", "alpha")]
    with pytest.raises(RcaGraphError, match="nothing is called 'nobody here'"):
        find_nodes(shop(), "nobody here")


def test_exact_case_beats_another_case_and_a_resource_may_be_asked() -> None:
    nodes = [node("Service", "API"), node("Service", "api"), node("Resource", "redis")]
    graph = KnowledgeGraph("test", nodes, [])
    assert find_service(graph, "api").name == "api"
    assert find_service(graph, "API").name == "API"
    assert find_service(graph, "Redis").kind == "Resource"


PAIRS = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=40, unique=True)


@given(PAIRS)
def test_hops_are_networkx_shortest_path_lengths(pairs: list[tuple[int, int]]) -> None:
    graph = vault(depends("s00", "s00"), *_numbered(pairs))
    flow: nx.DiGraph[str] = nx.DiGraph([(f"s{b:02}", f"s{a:02}") for a, b in pairs])
    flow.add_node("s00")
    lengths = nx.single_source_shortest_path_length(flow, "s00")
    found = by_name(graph, "s00")
    assert {name: d.hops for name, d in found.items()} == {
        name: n for name, n in lengths.items() if name != "s00"
    }
    for name, each in found.items():
        path = [n.name for n in each.path]
        assert path == min(nx.all_shortest_paths(flow, "s00", name))
        assert all(flow.has_edge(a, b) for a, b in pairwise(path))
        assert each.hard


@given(PAIRS, st.sets(st.integers(0, 39)), st.sets(st.integers(0, 39)))
def test_a_dependent_is_hard_or_says_why_it_is_not(
    pairs: list[tuple[int, int]], soft: set[int], grouped: set[int]
) -> None:
    edges = [
        depends(
            e.source.id,
            e.target.id,
            **({"strength": "soft"} if i in soft else {}),
            **({"group": "g"} if i in grouped else {}),
        )
        for i, e in enumerate(_numbered(pairs))
    ]
    for each in by_name(vault(depends("s00", "s00"), *edges), "s00").values():
        assert each.hard != (each.soft or each.loses_redundancy)
        assert each.loses_redundancy == (each.members_left is not None)


def _numbered(pairs: list[tuple[int, int]]) -> list[Edge]:
    return [depends(f"s{a:02}", f"s{b:02}") for a, b in pairs if (a, b) != (0, 0)]
