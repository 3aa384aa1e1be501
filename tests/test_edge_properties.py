"""What an edge rule says of its edges: named groups, `map`, constants, and misfits."""

from pathlib import Path

import pytest

from rcagraph.model.errors import RcaGraphError
from rcagraph.profile import read_profile
from tests.notes import Said, facts_of, joined, written

HEAD = '[[type]]\ntype = "Service"\npath = "*.md"\n'
GROUP = (
    "edges.DEPENDS_ON = {{ from = 'needs', split = ', ', "
    "pattern = '^(?P<name>\\w+) \\((?P<{}>.+)\\)'{} }}\n"
)


def said(tmp_path: Path, rule: str, needs: str) -> Said:
    file = tmp_path / "rcagraph.toml"
    file.write_text(HEAD + rule, "utf-8")
    return facts_of(f"---\nneeds: {needs}\n---\n", "a.md", read_profile(file))


def needed(of: Said) -> list[tuple[str, dict[str, object]]]:
    return [(written(e.target), dict(e.properties)) for e in of.edges("DEPENDS_ON")]


def test_a_strength_that_is_no_known_word_is_said_and_the_edge_does_without(tmp_path: Path) -> None:
    found = said(tmp_path, GROUP.format("strength", ""), '"b (弱), c (Soft)"')
    assert needed(found) == [("b", {}), ("c", {"strength": "soft"})]
    assert found.complaints == [("RCA111", 2, "needs: strength: '弱'")]


def test_what_such_a_word_means_may_be_mapped(tmp_path: Path) -> None:
    rule = GROUP.format("strength", ", map = { '弱' = 'soft' }")
    assert needed(said(tmp_path, rule, '"b (弱)"')) == [("b", {"strength": "soft"})]


@pytest.mark.parametrize(
    ("written_as", "code", "detail"),
    [
        ("3.0", "RCA106", "needs: probability: '3.0' is out of bounds"),
        ("often", "RCA106", "needs: probability: 'often' is out of bounds"),
    ],
)
def test_a_probability_is_between_0_and_1(
    tmp_path: Path, written_as: str, code: str, detail: str
) -> None:
    found = said(tmp_path, GROUP.format("probability", ""), f'"b ({written_as})"')
    assert needed(found) == [("b", {})]
    assert found.complaints == [(code, 2, detail)]


def test_a_probability_in_bounds_is_kept(tmp_path: Path) -> None:
    found = said(tmp_path, GROUP.format("probability", ""), '"b (0.3)"')
    assert needed(found) == [("b", {"probability": 0.3})]


def test_a_rule_may_say_a_property_of_all_its_edges(tmp_path: Path) -> None:
    constants = "strength = 'soft', probability = 0, since = 2025-01-02"
    rule = f"edges.DEPENDS_ON = {{ from = 'needs', {constants} }}\n"
    ((_, properties),) = needed(said(tmp_path, rule, "b"))
    assert {k: str(v) for k, v in properties.items()} == {
        "strength": "soft", "probability": "0.0", "since": "2025-01-02",
    }  # fmt: skip


def test_a_named_group_says_more_than_the_rule(tmp_path: Path) -> None:
    rule = GROUP.format("strength", ", strength = 'soft'")
    assert needed(said(tmp_path, rule, '"b (hard)"')) == [("b", {"strength": "hard"})]


def test_dependencies_may_be_soft_all_together(tmp_path: Path) -> None:
    rule = "dependencies = { from = 'needs', strength = 'soft', role = 'cache' }\n"
    found = said(tmp_path, rule, "[b, {service: c, kind: hard}, {any_of: [d]}]")
    assert needed(found) == [
        ("b", {"strength": "soft", "role": "cache"}),
        ("c", {"strength": "hard", "role": "cache"}),
        ("d", {"strength": "soft", "role": "cache", "group": "needs/3", "needed": 1}),
    ]


def test_a_dependency_is_hard_in_the_graph_where_no_note_says_which() -> None:
    made = joined({"services/a.md": "## Dependencies\n- redis\n"})
    (edge,) = made.graph.edges("DEPENDS_ON")
    assert dict(edge.properties) == {"strength": "hard"}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("strength = 'weak'", "strength = 'weak' means nothing"),
        ("probability = 3.0", "probability = 3.0 is out of place. Write a number from 0 to 1"),
        ("probability = true", "probability = True is out of place"),
        ("since = 'now'", "since = 'now' is no date"),
        ("pattern = '(?P<strength>.+)', map = { a = 'weak' }", "a = 'weak' means nothing"),
        ("group = 'a'", "has no key 'group'"),
        ("tier = 'a'", "has no key 'tier'"),
    ],
)
def test_what_no_edge_can_have_is_refused(tmp_path: Path, given: str, message: str) -> None:
    with pytest.raises(RcaGraphError) as error:
        said(tmp_path, f"edges.DEPENDS_ON = {{ from = 'needs', {given} }}\n", "b")
    assert message in str(error.value)


def test_a_property_of_the_house_may_be_said_of_all_edges(tmp_path: Path) -> None:
    own = '[properties]\nAFFECTS = { share = "decimal", quick = "boolean" }\n'
    file = tmp_path / "rcagraph.toml"
    rule = "edges.AFFECTS = { from = 'hit', share = 2, quick = true }\n"
    file.write_text(own + '[[type]]\ntype = "Incident"\npath = "*.md"\n' + rule, "utf-8")
    found = facts_of("---\nhit: b\n---\n", "a.md", read_profile(file))
    assert [dict(e.properties) for e in found.edges("AFFECTS")] == [{"share": 2.0, "quick": True}]
