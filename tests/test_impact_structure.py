"""Best path, cut sets, choke points, what-if, criticality, importance: the worked examples."""

import math
from random import Random

import pytest

from rcagraph.analysis.blast_radius import blast_radius
from rcagraph.analysis.estimate.beta import learned
from rcagraph.analysis.impact.best_path import best_paths
from rcagraph.analysis.impact.choke_points import choke_points
from rcagraph.analysis.impact.criticality import Criticality, criticalities
from rcagraph.analysis.impact.cut_sets import TooManyCutSets, minimal_cut_sets
from rcagraph.analysis.impact.failure_graph import FailureGraph, failure_graph
from rcagraph.analysis.impact.importance import importances
from rcagraph.analysis.impact.probability import Probable, probable
from rcagraph.analysis.impact.structural import brought_down
from rcagraph.analysis.impact.what_if import changed
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.errors import RcaGraphError
from tests.graphs import key
from tests.impact import by_enumeration, chances, depends, found, needs, number, vault
from tests.test_impact_probability import SHARED, gated

FAULT_TREE = vault(
    depends("t", "x"), needs("t", ("a", "b")), needs("t", ("c", "d", "e"), needed=2),
    depends("a", "z"), depends("c", "z"),
)  # fmt: skip


def names(net: FailureGraph, sets: tuple[tuple[int, ...], ...]) -> list[set[str]]:
    return [{net.nodes[n].name for n in one} for one in sets]


def scores(graph: KnowledgeGraph) -> dict[str, float]:
    net = failure_graph(graph)
    its = best_paths(net, [number(net, "s")], chances(net))
    return {net.nodes[n].name: score for n, score in its.items()}


def test_best_path_is_the_greatest_product() -> None:
    assert scores(SHARED) == pytest.approx({"a": 0.5, "b": 0.45, "c": 0.45, "t": 0.405})
    detour = vault(depends("t", "s", strength="soft"), depends("a", "s"), depends("t", "a"))
    assert scores(detour) == pytest.approx({"a": 0.9, "t": 0.81})


def test_no_score_behind_a_gate_nor_over_an_edge_that_carries_nothing() -> None:
    gate = vault(depends("a", "s"), depends("b", "s"), needs("t", ("a", "b")), depends("u", "t"))
    assert scores(gate) == pytest.approx({"a": 0.9, "b": 0.9})
    assert scores(vault(depends("a", "s", probability=0.0))) == {}
    assert scores(vault(depends("a", "s", probability=1.0))) == {"a": 1.0}


def test_minimal_cut_sets_of_the_fault_tree() -> None:
    net = failure_graph(FAULT_TREE)
    assert names(net, minimal_cut_sets(net, number(net, "t"))) == [
        {"x"}, {"a", "b"}, {"b", "z"}, {"c", "d"}, {"c", "e"}, {"d", "e"}, {"d", "z"}, {"e", "z"},
    ]  # fmt: skip


def test_each_of_a_chain_is_a_single_point_of_failure() -> None:
    net = failure_graph(vault(depends("t", "v"), depends("t", "w"), depends("v", "w")))
    assert names(net, minimal_cut_sets(net, number(net, "t"))) == [{"v"}, {"w"}]


def test_soft_dependencies_and_cycles_force_nothing() -> None:
    soft = failure_graph(vault(depends("t", "v", strength="soft")))
    assert minimal_cut_sets(soft, number(soft, "t")) == ()
    knot = failure_graph(vault(depends("t", "v"), depends("v", "t"), needs("v", ("a", "t"))))
    assert names(knot, minimal_cut_sets(knot, number(knot, "t"))) == [{"v"}]


@pytest.mark.parametrize("seed", range(20))
def test_cut_sets_are_what_brings_the_node_down_and_no_smaller_set_does(seed: int) -> None:
    net = gated(seed, services=6)
    top = len(net.nodes) - 1
    forcing = set()
    for mask in range(1, 1 << top):
        failing = [n for n in range(top) if mask >> n & 1]
        smaller = any(set(one) <= set(failing) for one in forcing)
        if len(failing) <= 3 and not smaller and top in brought_down(net, failing):
            forcing.add(tuple(failing))
    minimal = {one for one in forcing if not any(set(o) < set(one) for o in forcing)}
    assert set(minimal_cut_sets(net, top)) == minimal


def test_too_many_cut_sets_are_not_listed() -> None:
    groups = [[f"{row}{n}" for n in range(14)] for row in "abc"]
    tops = [depends(row, name) for row, its in zip("abc", groups, strict=True) for name in its]
    net = failure_graph(vault(needs("t", ("a", "b", "c")), *tops))
    with pytest.raises(TooManyCutSets):
        minimal_cut_sets(net, number(net, "t"))


def test_choke_points_are_where_one_bulkhead_shields() -> None:
    graph = vault(
        depends("a", "s"), depends("b", "a"), depends("c", "a"), depends("t", "b"),
        depends("t", "c"), depends("u", "t"),
    )  # fmt: skip
    net = failure_graph(graph)
    its = choke_points(net, [number(net, "s")])
    assert [(p.node.name, [n.name for n in p.shields]) for p in its] == [
        ("a", ["b", "c", "t", "u"]),
        ("t", ["u"]),
    ]


def probable_if(graph: KnowledgeGraph, *asked: str, failing: str = "s") -> dict[str, float]:
    its = study(graph, *asked, failing=failing)
    return {its.live.net.nodes[n].name: p.estimate for n, p in its.chances.items()}


def study(graph: KnowledgeGraph, *asked: str, failing: str = "s") -> Probable:
    net = failure_graph(graph)
    made = changed(graph, net, asked)
    known = [learned(0, 0, p) for p in chances(net)]
    kept = [known[number] for number in made.origin]
    return probable(made.net, (number(made.net, failing), *made.down), kept)


def test_cutting_an_edge_of_the_shared_graph() -> None:
    assert probable_if(SHARED)["t"] - probable_if(SHARED, "cut:c->a")["t"] == pytest.approx(0.07695)


def test_cutting_a_member_of_a_group_makes_it_one_that_stands() -> None:
    graph = vault(depends("a", "s"), depends("b", "s"), needs("t", ("a", "b")))
    assert probable_if(graph)["t"] == pytest.approx(0.729)
    assert "t" not in probable_if(graph, "cut:t->a")


def test_a_replica_fails_with_what_it_needs_but_not_with_its_twin() -> None:
    graph = vault(depends("x", "s"), depends("t", "x"))
    assert probable_if(graph, "add-replica:x") == pytest.approx(
        {"x": 0.9, "x (replica)": 0.9, "t": 0.729}
    )
    assert probable_if(graph, "add-replica:x", failing="x") == {}
    twice = probable_if(graph, "add-replica:x", "add-replica:x")
    assert (twice["t"], len(twice)) == (pytest.approx(0.6561), 4)


def test_more_things_down() -> None:
    graph = vault(depends("a", "s"), depends("b", "z"), needs("t", ("a", "b")))
    assert probable_if(graph, "down:z") == pytest.approx({"a": 0.9, "b": 0.9, "t": 0.729})
    assert probable_if(graph, "down:z, B") == pytest.approx({"a": 0.9, "t": 0.81})


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("ct:a->b", "--what-if 'ct:a->b' means nothing. Did you mean cut:…?"),
        ("cut", "--what-if 'cut' means nothing. Write cut:A->B"),
        ("cut:a,b", "--what-if 'cut:a,b' names no dependency."),
        ("cut:a->t", "a does not depend on t. t depends on a: cut:t->a?"),
        ("cut:t->s", "t does not depend on s. It depends on a, b."),
        ("cut:t->aa", "no service 'aa'."),
        ("add-replica:nn", "no service 'nn'."),
        ("down:", "--what-if 'down:' means nothing."),
    ],
)
def test_a_change_that_cannot_be_is_refused(asked: str, said: str) -> None:
    graph = vault(depends("a", "s"), depends("t", "a"), depends("t", "b"))
    with pytest.raises(RcaGraphError) as caught:
        changed(graph, failure_graph(graph), [asked])
    assert str(caught.value).startswith(said)


@pytest.mark.parametrize("seed", range(12))
def test_a_cut_or_a_replica_makes_nothing_seem_worse(seed: int) -> None:
    """Over coins that are sampled before and, in part, exact after."""
    draw = Random(seed)
    pairs = sorted({tuple(sorted(draw.sample(range(10), 2))) for _ in range(24)})
    edges = [depends(f"s{b}", f"s{a}", probability=0.5) for a, b in pairs]
    graph = vault(*edges, depends("s0", "s9"), depends("s9", "s0"))
    cut = edges[draw.randrange(len(edges))]
    for asked in (f"cut:{cut.source.id}->{cut.target.id}", f"add-replica:s{draw.randint(1, 8)}"):
        its = blast_radius(graph, key("Service", "s0"), what_if=[asked], samples=128).compared
        old = [each for each in its if "replica" not in each.node.name]
        assert all(each.change <= 0 for each in old)


def by_name(its: tuple[Criticality, ...]) -> dict[str, Criticality]:
    return {each.node.name: each for each in its}


def test_imposed_and_suffered_on_a_chain() -> None:
    graph = vault(depends("b", "a"), depends("c", "b"))
    net = failure_graph(graph)
    known = [learned(0, 0, 0.9) for _ in net.requirements]
    rates = {key("Service", "a"): 2.0, key("Service", "b"): 1.0, key("Service", "c"): 5.0}
    its = by_name(criticalities(net, known, [1.0, 1.0, 3.0], rates, samples=65536))
    noise = 3 * 4.5 * (0.81 * 0.19 / 65536) ** 0.5
    assert its["a"].radius == pytest.approx(0.9 + 3 * 0.81, abs=noise)
    assert its["a"].imposed == pytest.approx(2 * its["a"].radius)
    assert (its["c"].imposed, its["a"].suffered) == (0.0, 0.0)
    assert its["c"].suffered == pytest.approx(3 * (2 * 0.81 + 1 * 0.9), abs=2 * noise)
    assert [n.name for n in its["a"].forces] == ["b", "c"]


@pytest.mark.parametrize("seed", range(8))
def test_all_sources_at_once_are_each_source_alone(seed: int) -> None:
    net = gated(seed)
    known = [learned(0, 0, p) for p in chances(net)]
    its = by_name(criticalities(net, known, [1.0] * len(net.nodes), {}, samples=16384))
    for source, at in enumerate(net.nodes):
        exact = sum(by_enumeration(net, [source])) - 1
        assert its[at.name].radius == pytest.approx(exact, abs=4.5 * 7 * 0.5 / 16384**0.5)
        assert (its[at.name].imposed, its[at.name].suffered) == (None, None)


def test_birnbaum_of_the_shared_graph() -> None:
    its = found(SHARED, "s")
    target = number(its.live.net, "t")
    weights = {n: float(n == target) for n in its.live.needs}
    got = {
        (
            its.live.net.nodes[i.requirement.node].name,
            its.live.net.nodes[i.requirement.members[0]].name,
        ): i.birnbaum
        for i in importances(its, weights)
    }
    assert got == pytest.approx(
        {
            ("a", "s"): 1 - (1 - 0.81) ** 2,
            ("b", "a"): 0.5 * 0.9 * (1 - 0.81),
            ("c", "a"): 0.5 * 0.9 * (1 - 0.81),
            ("t", "b"): 0.5 * 0.9 * (1 - 0.81),
            ("t", "c"): 0.5 * 0.9 * (1 - 0.81),
        }
    )
    assert math.isclose(got["a", "s"] * 0.5, 0.48195)
