"""What past incidents say of the declared dependencies: missing, never seen, how well they tell."""

from typing import Any

import pytest
from numpy import array

from rcagraph.analysis.dependencies import Dependencies, dependencies
from rcagraph.analysis.dependencies.score import Forecast, score
from rcagraph.analysis.estimate.clustered_share import clustered_share
from rcagraph.analysis.estimate.surprise import fisher
from rcagraph.analysis.recurrence import recurrence
from rcagraph.graph import KnowledgeGraph
from rcagraph.report import dependency_json, dependency_tables
from tests.graphs import edge, key, node
from tests.impact import depends
from tests.pasts import Told, day, happened, vault


def found_in(graph: KnowledgeGraph) -> Dependencies:
    return dependencies(graph, (f.events for f in recurrence(graph).every))


def planted() -> list[Told]:
    """Eight of twelve families from v hit t; ten of 99 others do."""
    told = [happened(n, "v", f"v{n}", *(["t"] if n < 8 else [])) for n in range(12)]
    return told + [
        happened(20 + n, f"o{n % 9}", f"o{n}", *(["t"] if n < 10 else [])) for n in range(99)
    ]


def test_a_hidden_dependency_is_found_with_the_line_to_write() -> None:
    found = found_in(vault(planted(), [node("Service", "t"), node("Service", "v")]))
    first = found.suspects.seen[0]
    assert (first.origin.name, first.hit.name) == ("v", "t")
    assert first.found.p == pytest.approx(3.40448e-05, rel=1e-5)
    assert first.found.p == fisher(8, 12, 10, 99)
    assert (first.verdict.words, first.verdict.is_claim) == ("hidden dependency", True)
    assert (found.suspects.rows, found.suspects.tests) == (111, 10)
    assert first.suggestion.text == "depends_on: [{service: v, kind: hard}]"
    assert dependency_tables.where(first.suggestion) == "the front matter of services/t.md:1"
    assert len(first.incidents) == 8


def test_a_declared_path_is_no_surprise() -> None:
    graph = vault(planted(), [], depends("t", "middle"), depends("middle", "v"))
    found = found_in(graph).suspects
    assert ("v", "t") not in [(s.origin.name, s.hit.name) for s in found.seen]
    assert found.tests == 9


def test_one_row_a_family_and_none_that_began_in_t() -> None:
    told = [*(happened(n, "v", "m", "t") for n in range(5)), happened(9, "t"), happened(12, "w")]
    (only,) = found_in(vault(told)).suspects.seen
    assert (only.found.hit, only.found.n, only.found.hit_else, only.found.n_else) == (1, 1, 0, 1)
    assert not only.verdict.is_claim


def test_silence_is_claimed_only_where_it_is_long_enough() -> None:
    told = [happened(20 * n, "b", f"m{n}") for n in range(4)]
    told += [happened(5 + 20 * n, "c", f"m{n}") for n in range(4)]
    edges = (depends("a", "b"), depends("x", "c", strength="soft"), depends("y", "quiet"))
    silent = found_in(vault(told, [], *edges)).silent
    assert (silent.tested, silent.untested) == (2, 1)
    hard, soft = silent.never_seen
    assert (hard.dependent.name, [n.name for n in hard.needed]) == ("a", ["b"])
    assert hard.found.p == pytest.approx(1e-4)
    assert hard.verdict.words == "never seen"
    assert soft.found.bound == pytest.approx(1 - 0.05**0.25)
    assert soft.verdict.words == "no evidence either way (n=4)"


def test_what_was_seen_once_is_not_silent() -> None:
    graph = vault([happened(0, "b", "m", "a"), happened(20, "b", "n")], [], depends("a", "b"))
    assert found_in(graph).silent.never_seen == ()


def worked() -> Dependencies:
    """One incident at s: a .9, b .9, t .81 through a; a and t were hit."""
    edges = (depends("a", "s"), depends("b", "s"), depends("t", "a"))
    others = [node("Service", f"o{n}") for n in range(7)]
    return found_in(vault([happened(0, "s", "m", "a", "t")], others, *edges))


def test_the_brier_score_is_over_all_other_services() -> None:
    its = worked().calibration.rolling
    assert its.brier == pytest.approx(0.085610, abs=1e-6)
    assert its.usual == pytest.approx(0.25)
    assert its.skill == pytest.approx(1 - 0.085610 / 0.25, abs=1e-6)
    structural = (its.structural.recall.k, its.structural.recall.n, its.structural.precision.n)
    assert structural == (2, 2, 3)
    assert its.likely.precision.k == 2
    assert [(b.n, b.happened) for b in its.bins] == [
        (7, 0.0), (0, None), (0, None), (0, None), (3, pytest.approx(2 / 3))
    ]  # fmt: skip


def test_each_is_foretold_from_what_was_resolved_before_it() -> None:
    told = [happened(n, "s", f"m{n}") for n in range(3)]
    its = found_in(vault(told, [], depends("a", "s"))).calibration
    means = [0.9, 3.6 / 5, 3.6 / 6]
    assert its.rolling.brier == pytest.approx(sum(p * p for p in means) / 3)
    assert its.without_family.brier == pytest.approx((3.6 / 6) ** 2)


def test_a_family_does_not_teach_itself() -> None:
    told = [happened(n, "s", "m") for n in range(3)]
    its = found_in(vault(told, [], depends("a", "s"))).calibration
    assert its.without_family.brier == pytest.approx(0.81)


def test_dependencies_and_services_that_were_not_there_yet() -> None:
    late = node("Service", "late", since=day(50))
    graph = vault([happened(0, "s", "m", "a")], [late], depends("a", "s", since=day(10)))
    its = found_in(graph).calibration.rolling
    assert (its.structural.empty, its.structural.recall.k, its.brier) == (1, 0, 1.0)


def test_incidents_that_say_no_origin_cannot_be_foretold() -> None:
    bare = node("Incident", "x", date=day(3))
    both = [edge("AFFECTS", bare.key, key("Service", name)) for name in ("a", "s")]
    its = found_in(vault([happened(0, "s"), (bare, both)], [], depends("a", "s"))).calibration
    assert (its.without_origin, its.rolling.incidents) == (1, 1)


def test_recall_has_the_interval_of_clusters() -> None:
    hits = array([0.9]), array([0.5]), array([True])
    misses = array([0.0, 0.6]), array([0.5, 0.5]), array([True, False])
    told = [Forecast(n % 3, *(hits if n % 2 else misses)) for n in range(9)]
    made = score(told)
    assert made.structural.recall == clustered_share([(1, 3), (2, 3), (1, 3)])
    assert made.structural.precision == clustered_share([(1, 3), (2, 3), (1, 3)])
    assert score([]).brier is None


def test_a_vault_without_paths_says_so() -> None:
    found = found_in(vault([happened(0), happened(20, "b", "m", "a")]))
    said = dependency_tables.sentences(found)
    assert said[-1] == "No declared path leads to another service: every prediction is empty."
    assert [t.title for t in dependency_tables.tables(found)] == [
        "Hit without a declared dependency", "Declared and never seen"
    ]  # fmt: skip


def test_in_sentences_tables_and_json() -> None:
    found = found_in(vault(planted(), [], depends("o1", "v")))
    assert dependency_tables.sentences(found)[:2] == (
        "Dependencies that nobody declared: 1 (10 pairs without a declared path, 111 families).",
        "Declared and never seen: 1 (1 of 1 declared could have been seen).",
    )
    brief = dependency_tables.suspects(found, brief=True)
    assert [row[:6] for row in brief.rows] == [
        ("v", "t", "8 of 12", "10 of 99", "<.001", "hidden dependency")
    ]
    shape: Any = dependency_json.dependencies(found)
    (pair, *_) = shape["surprise"]["pairs"]
    assert pair["suggestion"]["text"] == "depends_on: [{service: v, kind: hard}]"
