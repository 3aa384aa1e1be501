"""Impact probability (B3): the worked graphs, exact and simulated against every world."""

from random import Random

import pytest
from numpy import array

from rcagraph.analysis.estimate.beta import learned
from rcagraph.analysis.impact.coins import coin_keys, sampled_coins
from rcagraph.analysis.impact.failure_graph import FailureGraph, failure_graph
from rcagraph.analysis.impact.live import live
from rcagraph.analysis.impact.probability import probable
from rcagraph.analysis.impact.simulated import simulated
from rcagraph.analysis.impact.spread import spread
from rcagraph.analysis.impact.worlds import pattern, sampled_worlds, worlds
from rcagraph.graph import Edge, KnowledgeGraph
from tests.impact import (
    by_enumeration,
    chances,
    depends,
    found,
    needs,
    number,
    probabilities,
    vault,
)

SHARED = vault(
    depends("a", "s", probability=0.5), depends("b", "a"), depends("c", "a"),
    depends("t", "b"), depends("t", "c"),
)  # fmt: skip
SHARED_HARD = vault(
    depends("a", "s"), depends("b", "a"), depends("c", "a"), depends("t", "b"), depends("t", "c")
)
ANY_OF = vault(depends("a", "s"), depends("b", "s"), needs("t", ("a", "b")))
TWO_SOURCES = vault(depends("a", "s"), depends("b", "z"), needs("t", ("a", "b")))


@pytest.mark.parametrize(
    ("graph", "failing", "expected"),
    [
        (SHARED, ["s"], {"a": 0.5, "b": 0.45, "c": 0.45, "t": 0.48195}),
        (ANY_OF, ["s"], {"a": 0.9, "b": 0.9, "t": 0.729}),
        (TWO_SOURCES, ["s"], {"a": 0.9}),
        (TWO_SOURCES, ["s", "z"], {"a": 0.9, "b": 0.9, "t": 0.729}),
        (
            vault(
                depends("a", "s"), depends("b", "s"), depends("c", "s", strength="soft"),
                needs("t", ("a", "b", "c"), needed=2),
            ),
            ["s"],
            {"a": 0.9, "b": 0.9, "c": 0.2, "t": 0.7614},
        ),
        (
            vault(
                depends("a", "s"), depends("b", "a"), depends("a", "b"),
                depends("t", "b", strength="soft"),
            ),
            ["s"],
            {"a": 0.9, "b": 0.81, "t": 0.162},
        ),
        (
            vault(
                depends("a", "s", probability=0.5), depends("b", "s", probability=0.5),
                depends("a", "b"), depends("b", "a"),
            ),
            ["s"],
            {"a": 0.725, "b": 0.725},
        ),
        (
            vault(depends("a", "s"), needs("b", ("a", "t")), needs("t", ("a", "b"))),
            ["s"],
            {"a": 0.9},
        ),
        (
            vault(
                depends("a", "s"), depends("b", "a"), depends("a", "b"), needs("t", ("a", "b")),
                depends("x", "t", strength="soft"), depends("b", "x"),
            ),
            ["s"],
            {"a": 0.9, "b": 0.81, "t": 0.729, "x": 0.1458},
        ),
    ],
)  # fmt: skip
def test_worked_graphs(
    graph: KnowledgeGraph, failing: list[str], expected: dict[str, float]
) -> None:
    assert probabilities(graph, *failing) == pytest.approx(expected, abs=1e-12)


def test_interval_honours_the_doubt_about_each_edge() -> None:
    its = found(SHARED_HARD, "s").chances[number(failure_graph(SHARED_HARD), "t")]
    assert its.estimate == pytest.approx(0.86751, abs=1e-12)
    assert its.simulation is None
    assert its.interval == pytest.approx((0.573, 0.995), abs=0.03)


def test_interval_of_one_edge_is_that_of_its_prior() -> None:
    graph = vault(depends("a", "s"))
    its = found(graph, "s").chances[number(failure_graph(graph), "a")]
    assert its.interval == pytest.approx((0.606426, 0.999875), abs=0.005)


def test_distribution_of_the_number_hit() -> None:
    hit = found(SHARED, "s").hit
    assert hit.mean == pytest.approx(0.5 + 0.45 + 0.45 + 0.48195, abs=1e-12)
    assert (hit.median, hit.most) == (0, 4)


def gated(seed: int, services: int = 7, most: int = 11) -> FailureGraph:
    """A random graph with cycles, soft edges and groups; no more coins than can be enumerated."""
    draw = Random(seed)
    edges: list[Edge] = []
    for _ in range(draw.randint(5, most)):
        above, *below = (
            f"s{n}" for n in draw.sample(range(services), draw.choice((2, 2, 2, 3, 4)))
        )
        soft = {"strength": draw.choice(("hard", "soft"))}
        if len(below) == 1:
            edges.append(depends(above, below[0], **soft))
        else:
            edges += needs(above, sorted(below), needed=draw.randint(1, len(below)), **soft)
    kept = {(e.source, e.target): e for e in edges}
    return failure_graph(vault(*kept.values()))


@pytest.mark.parametrize("seed", range(40))
def test_exact_is_the_sum_over_all_worlds(seed: int) -> None:
    net = gated(seed)
    known = [learned(0, 0, p) for p in chances(net)]
    its = probable(net, [0], known)
    expected = by_enumeration(net, [0])
    for node in range(1, len(net.nodes)):
        got = its.chances[node].estimate if node in its.chances else 0.0
        assert got == pytest.approx(expected[node], abs=1e-12)


@pytest.mark.parametrize("seed", range(30))
def test_simulation_is_within_its_noise(seed: int) -> None:
    net = gated(seed)
    part = live(net, [0], chances(net))
    columns = array([[p] for p in chances(net)])
    targets, samples = list(part.needs), 4096
    expected = by_enumeration(net, [0])
    for target, share in zip(targets, simulated(part, columns, targets, seed), strict=True):
        p = expected[target]
        sigma = (p * (1 - p) / samples) ** 0.5
        assert abs(share[0] - p) <= 4.5 * sigma + 1e-4


def test_many_coins_are_sampled_and_say_so() -> None:
    """Three services of eight routes each: 25 coins between, and a closed form to meet."""
    middle = [f"m{n}" for n in range(8)]
    edges = [depends(m, "s", probability=0.5) for m in middle]
    edges += [depends("t", m, probability=0.25) for m in middle]
    its = found(vault(*edges), "s")
    target = its.chances[number(its.live.net, "t")]
    assert target.estimate == pytest.approx(1 - (1 - 0.125) ** 8, abs=1e-12)
    edges += [depends("t", "s", probability=0.1)]
    its = found(vault(*edges), "s")
    target = its.chances[number(its.live.net, "t")]
    assert target.simulation == pytest.approx(0.0146, abs=0.002)
    exact = 1 - 0.9 * (1 - 0.125) ** 8
    assert abs(target.estimate - exact) <= 4.5 * (exact * (1 - exact) / 4096) ** 0.5
    assert target.interval[0] < target.estimate < target.interval[1]


def test_an_interval_from_fewer_samples_lies_about_the_figure_from_more() -> None:
    """141 coins: a draw of p has 1,024 samples, the figure itself 4,096."""
    middle = [f"m{n}" for n in range(70)]
    edges = [depends(m, "s", probability=0.02) for m in middle]
    edges += [depends("t", m, probability=0.5) for m in middle]
    its = found(vault(*edges, depends("t", "s", probability=0.01)), "s")
    target = its.chances[number(its.live.net, "t")]
    assert target.estimate == pytest.approx(1 - 0.99**71, abs=0.03)
    assert (target.estimate, *target.interval) == pytest.approx(
        (0.515137, 0.289063, 0.746582), abs=1e-6
    )


def test_coins_are_those_of_their_name_in_any_company() -> None:
    alone = sampled_coins(coin_keys(["x"]), array([0.3]), 1024, 7)
    among = sampled_coins(coin_keys(["a", "x", "b"]), array([0.9, 0.3, 0.5]), 1024, 7)
    assert alone[0] == among[1]
    assert sampled_coins(coin_keys(["x"]), array([0.3]), 1024, 8) != alone


@pytest.mark.parametrize("seed", range(40))
def test_coins_thrown_on_demand_give_the_worlds_of_coins_thrown_beforehand(seed: int) -> None:
    """Cycles, groups of every shape, two that fail at once; certain and impossible ones too."""
    net = gated(seed, services=12, most=40)
    draw = Random(seed)
    ps = [draw.choice((0.0, 0.2, 0.5, 0.9, 0.99997, 1.0)) for _ in net.requirements]
    seen = sampled_worlds(live(net, [0, 1], ps), 192, seed)
    thrown = sampled_coins(net.keys, array(ps), 192, seed)
    assert seen.down == spread(net, thrown, {0: 2**192 - 1, 1: 2**192 - 1})
    assert seen.coins == {r: thrown[r] for r in seen.coins}


def test_worlds_come_in_parts_that_fit_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    net = gated(3, services=12, most=40)
    part = live(net, [0], chances(net))
    whole = sampled_worlds(part, 640, 1).down
    assert len(whole) > 5
    monkeypatch.setattr("rcagraph.analysis.impact.thrown.WORDS_AT_A_TIME", 3 * len(net.nodes))
    monkeypatch.setattr("rcagraph.analysis.impact.thrown.PAIRS", 7)
    assert sampled_worlds(part, 640, 1).down == whole


def test_a_greater_chance_opens_a_superset_of_worlds() -> None:
    less, more = (sampled_coins(coin_keys(["x"]), array([p]), 4096, 1)[0] for p in (0.2, 0.25))
    assert less & more == less
    assert less.bit_count() == pytest.approx(0.2 * 4096, abs=4.5 * (0.16 * 4096) ** 0.5)
    assert sampled_coins(coin_keys(["x", "y"]), array([0.0, 1.0]), 64, 1) == [0, 2**64 - 1]


def test_patterns_and_weights_of_all_worlds() -> None:
    assert [pattern(coin, 3) for coin in range(3)] == [0b10101010, 0b11001100, 0b11110000]
    net = failure_graph(SHARED)
    seen = worlds(live(net, [number(net, "s")], chances(net)), 64, 1)
    assert seen.weights is not None
    assert (seen.size, float(seen.weights.sum())) == (32, pytest.approx(1.0))
    assert seen.share(seen.down[number(net, "t")]) == pytest.approx(0.48195, abs=1e-12)
