"""`use =` and `extend = true`: a profile on top of another."""

from pathlib import Path

import pytest

from rcagraph.model.errors import RcaGraphError
from rcagraph.profile.read import read_profile
from rcagraph.profile.shape import EdgeRule, Profile, TypeRule


def profile(tmp_path: Path, text: str) -> Profile:
    file = tmp_path / "rcagraph.toml"
    file.write_text(text, "utf-8")
    return read_profile(file)


def first(read: Profile, kind: str) -> TypeRule:
    return next(rule for rule in read.types if rule.kind == kind)


def sources(edges: tuple[EdgeRule, ...], rel: str) -> list[list[str]]:
    return [[source.text for source in edge.sources] for edge in edges if edge.rel == rel]


def test_a_rule_that_extends_keeps_what_it_does_not_say(tmp_path: Path) -> None:
    text = '[[type]]\ntype = "Service"\nextend = true\nfields.tier = "importance"\n'
    rule = first(profile(tmp_path, text), "Service")
    assert [source.text for source in rule.fields["tier"].sources] == ["importance"]
    assert [source.text for source in rule.fields["lifecycle"].sources] == ["lifecycle", "status"]
    assert rule.dependencies is not None
    assert len(sources(rule.edges, "OWNS")) == 1


def test_a_rule_that_does_not_extend_says_all_itself(tmp_path: Path) -> None:
    text = '[[type]]\ntype = "Service"\nfields.tier = "importance"\n'
    rule = first(profile(tmp_path, text), "Service")
    assert list(rule.fields) == ["tier"]
    assert rule.edges == ()


def test_an_edge_to_the_same_kinds_is_replaced_and_others_stay(tmp_path: Path) -> None:
    text = """
[[type]]
type = "Incident"
extend = true
[[type.edge]]
rel = "AFFECTS"
to = "Service"
from = "hit"
"""
    rule = first(profile(tmp_path, text), "Incident")
    assert sources(rule.edges, "AFFECTS") == [["hit"]]
    assert ["runbook", "runbooks"] in sources(rule.edges, "USES_RUNBOOK")


def test_an_extending_rule_may_be_for_some_paths_only(tmp_path: Path) -> None:
    text = '[[type]]\ntype = "Runbook"\nextend = true\npath = "ops/*.md"\n'
    read = profile(tmp_path, text)
    rules = [rule for rule in read.types if rule.kind == "Runbook"]
    assert [rule.paths for rule in rules] == [("ops/*.md",), ()]
    assert rules[0].edges == rules[1].edges != ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '[[type]]\ntype = "Alert"\nextend = true\n',
            ":3: the built-in profile has no rule for 'Alert' to extend",
        ),
        ('[[type]]\ntype = "Service"\nextend = "yes"\n', ":3: extend = 'yes' means nothing"),
    ],
)
def test_what_cannot_be_extended_is_said_with_its_line(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(RcaGraphError) as error:
        profile(tmp_path, text)
    assert said in str(error.value)


def test_an_edge_to_one_of_the_same_kinds_is_replaced_too(tmp_path: Path) -> None:
    text = """
[[type]]
type = "Incident"
extend = true
[[type.edge]]
rel = "AUTHORED_BY"
to = "Person"
from = "reporter"
"""
    rule = first(profile(tmp_path, text), "Incident")
    assert sources(rule.edges, "AUTHORED_BY") == [["reporter"]]


def test_a_field_of_ones_own_keeps_nothing_of_the_built_in_one(tmp_path: Path) -> None:
    text = """
[[type]]
type = "Incident"
extend = true
fields.severity = { from = "urgency", values = ["high", "low"] }
"""
    field = first(profile(tmp_path, text), "Incident").fields["severity"]
    assert (field.allowed, field.is_open) == (("high", "low"), False)


def test_a_fields_kind_need_not_be_said_again(tmp_path: Path) -> None:
    text = '[[type]]\ntype = "Incident"\nextend = true\nfields.duration_minutes = "ttr"\n'
    assert first(profile(tmp_path, text), "Incident").fields["duration_minutes"].kind == "duration"


def test_an_edge_leads_where_the_built_in_s_do_if_it_says_nothing_else(tmp_path: Path) -> None:
    rule = first(profile(tmp_path, '[extend.Team]\nedges.MEMBER_OF = "crew"\n'), "Team")
    (edge,) = [edge for edge in rule.edges if edge.rel == "MEMBER_OF"]
    assert (edge.to, edge.reverse) == (("Person",), True)


def test_an_edge_that_says_to_what_it_leads_is_asked_nothing_else(tmp_path: Path) -> None:
    toml = '[extend.Team]\nedges.MEMBER_OF = { from = "unit", to = "Team" }\n'
    rule = first(profile(tmp_path, toml), "Team")
    found = [(edge.to, edge.reverse) for edge in rule.edges if edge.rel == "MEMBER_OF"]
    assert sorted(found) == [(("Person",), True), (("Team",), False)]


def test_a_rule_may_extend_an_edge_that_does_not_say_to_what_it_leads(tmp_path: Path) -> None:
    toml = (
        '[[extend.Incident.edge]]\nrel = "AFFECTS"\nfrom = "x"\n'
        '[[type]]\ntype = "Incident"\npath = "a/*.md"\nextend = true\nedges.AFFECTS = "y"\n'
    )
    assert sources(first(profile(tmp_path, toml), "Incident").edges, "AFFECTS") == [["y"]]
