"""Learned p (B4): which incidents test a dependency, and what they make of it."""

from datetime import date

import pytest

from rcagraph.analysis.events import events
from rcagraph.analysis.families import families, keys_or_fallback
from rcagraph.analysis.impact.evidence import Evidence, evidence
from rcagraph.analysis.impact.failure_graph import failure_graph
from rcagraph.graph import Edge, KnowledgeGraph
from rcagraph.profile.shape import AnalysisRules
from tests.graphs import edge, incident, node
from tests.impact import depends, needs


def known(
    edges: list[Edge], incidents: list[tuple[str, ...]], rules: AnalysisRules | None = None
) -> dict[tuple[str, ...], Evidence]:
    """By dependent and members. Incidents (each a family): name, origin and others hit."""
    nodes, more = [], list[Edge]()
    for number, (name, origin, *also) in enumerate(incidents):
        made, its = incident(name, origin, f"mode {number}", *also)
        nodes += [made, node("FailureMode", f"mode {number}")]
        more += its
    names = {k.id for e in (*edges, *more) for k in (e.source, e.target) if k.kind == "Service"}
    nodes += [node("Service", name) for name in sorted(names)]
    return of(KnowledgeGraph("test", nodes, [*edges, *more]), rules)


def of(
    graph: KnowledgeGraph, rules: AnalysisRules | None = None
) -> dict[tuple[str, ...], Evidence]:
    net, happened = failure_graph(graph), events(graph)
    groups = families(graph, happened, keys_or_fallback(graph, happened)[0])
    found = evidence(graph, net, groups, rules or AnalysisRules())
    return {
        (net.nodes[r.node].name, *(net.nodes[m].name for m in r.members)): one
        for r, one in zip(net.requirements, found, strict=True)
    }


def counts(one: Evidence) -> tuple[int, int]:
    return (one.learned.k, one.learned.n)


def test_an_incident_that_hit_another_dependency_too_tests_neither() -> None:
    edges = [depends("u", "v"), depends("u", "w"), depends("w", "v")]
    hits = [
        ("2025-01-01-a", "v", "u"),
        ("2025-02-01-b", "v"),
        ("2025-03-01-c", "v", "w", "u"),
        ("2025-04-01-d", "w", "u"),
    ]
    found = known(edges, hits)
    assert counts(found["u", "v"]) == (1, 2)
    assert counts(found["w", "v"]) == (1, 3)
    assert counts(found["u", "w"]) == (1, 1)
    assert [e.node.name for e in found["u", "v"].hits] == ["2025-01-01-a"]


def test_one_that_began_in_the_dependent_says_nothing() -> None:
    found = known([depends("u", "v")], [("2025-01-01-a", "u", "v")])
    assert counts(found["u", "v"]) == (0, 0)


def test_only_after_since_and_by_what_was_needed_then() -> None:
    edges = [depends("u", "v"), depends("u", "w")]
    late = depends("u", "w", since=date(2025, 2, 15))
    hits = [("2025-02-01-a", "v", "w", "u"), ("2025-03-01-b", "v", "w", "u"), ("2025-04-01-c", "w")]
    assert counts(known([edges[0], late], hits)["u", "v"]) == (1, 1)
    assert counts(known([edges[0], late], hits)["u", "w"]) == (0, 1)
    assert counts(known(edges, hits)["u", "v"]) == (0, 0)


def test_a_family_counts_once_and_a_duplicate_not_at_all() -> None:
    first, its = incident("2025-01-01-a", "v", "Pool", "u")
    again, more = incident("2025-02-01-b", "v", "Pool")
    copy, same = incident("2025-03-01-c", "v", "Other")
    nodes = [first, again, copy, *(node("FailureMode", m) for m in ("Pool", "Other"))]
    edges = [depends("u", "v"), *its, *more, *same, edge("DUPLICATE_OF", copy.key, first.key)]
    graph = KnowledgeGraph("test", [*nodes, node("Service", "u"), node("Service", "v")], edges)
    assert counts(of(graph)["u", "v"]) == (1, 1)


def test_a_group_is_tested_when_enough_of_it_was_down() -> None:
    edges = needs("u", ("a", "b", "c"), needed=2)
    hits = [("2025-01-01-a", "a"), ("2025-02-01-b", "a", "b"), ("2025-03-01-c", "a", "c", "u")]
    assert counts(known(edges, hits)["u", "a", "b", "c"]) == (1, 2)


def test_a_stated_probability_is_the_prior_mean() -> None:
    edges = [
        depends("u", "v", probability=0.5),
        depends("u", "w"),
        depends("x", "v", strength="soft"),
    ]
    found = known(edges, [("2025-01-01-a", "v", "u")], AnalysisRules(hard=0.8, soft=0.1))
    assert (found["u", "v"].default, found["u", "v"].is_stated) == (0.5, True)
    assert found["u", "v"].learned.estimate == pytest.approx(3 / 5)
    assert (found["u", "w"].default, found["x", "v"].default) == (0.8, 0.1)
    assert found["x", "v"].learned.estimate == pytest.approx(0.4 / 5)
