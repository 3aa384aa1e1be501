"""What a profile need not write: parts of values, edges in one line, rules that extend by kind."""

from pathlib import Path

import pytest

from rcagraph.model.errors import RcaGraphError
from rcagraph.profile import Profile, read_profile
from rcagraph.profile.shape import EdgeRule, TypeRule
from tests.notes import Said, facts_of, written


def read(tmp_path: Path, text: str) -> Profile:
    file = tmp_path / "rcagraph.toml"
    file.write_text(text, "utf-8")
    return read_profile(file)


def rule(tmp_path: Path, text: str) -> TypeRule:
    return read(tmp_path, text).types[0]


def said(tmp_path: Path, text: str, note: str, path: str = "a.md") -> Said:
    return facts_of(note, path, read(tmp_path, text))


INCIDENT = '[[type]]\ntype = "Incident"\npath = "*.md"\n'
SERVICE = '[[type]]\ntype = "Service"\npath = "*.md"\n'
NOTE = """\
---
when: on 2025-01-02, at noon
systems: [api (eu), none of ours, web (us)]
---
# Outage 7: Slow

Region: eu-west

## Impact

Some 300 letters waited in mail.

| Who | Note |
|--|--|
| Ann (Ops) | x |
"""


def test_a_pattern_takes_a_part_of_what_any_source_gives(tmp_path: Path) -> None:
    house = INCIDENT + (
        "id = { from = '@h1', pattern = '(\\d+):' }\n"
        "title = { from = '@h1', pattern = ': (.+)' }\n"
        "fields.date = { from = 'when', pattern = '[\\d-]{10}' }\n"
        "fields.status = { from = 'label:Region', pattern = '^\\w+' }\n"
        "fields.users_affected = [{ from = 'section:Impact', pattern = '(\\d+) letters' }, '=1']\n"
        "edges.AFFECTS = { from = 'systems', pattern = '^(\\w+) \\(' }\n"
        "edges.AUTHORED_BY = { from = 'table:Impact.Who', pattern = '\\((\\w+)\\)' }\n"
    )
    found = said(tmp_path, house, NOTE)
    shown = ("title", "date", "status", "users_affected")
    assert found.node.key.id == "7"
    assert [str(found.node.properties[name]) for name in shown] == [
        *("Slow", "2025-01-02", "eu", "300"),
    ]
    assert found.ends("AFFECTS") == ["api", "web"]
    assert found.ends("AUTHORED_BY") == ["Ops"]


def test_a_source_s_own_pattern_is_nearer_than_the_field_s(tmp_path: Path) -> None:
    house = INCIDENT + (
        "[type.fields.summary]\npattern = '^\\w+'\n"
        "from = [{ from = 'gone' }, { from = 'when', pattern = 'at (\\w+)' }]\n"
        "[type.fields.status]\npattern = '^\\w+'\nfrom = 'when'\n"
    )
    node = said(tmp_path, house, NOTE).node
    assert (node.properties["summary"], node.properties["status"]) == ("noon", "on")


def test_a_part_of_wording_is_inferred_and_a_part_of_a_field_is_stated(tmp_path: Path) -> None:
    house = INCIDENT + (
        "edges.AFFECTS = [{ from = 'section:Impact', pattern = 'in (\\w+)' },"
        " { from = 'systems', pattern = '^web' }]\n"
    )
    edges = said(tmp_path, house, NOTE).edges("AFFECTS")
    assert [(written(e.target), e.asserted) for e in edges] == [("mail", False), ("web", True)]


@pytest.mark.parametrize(
    ("kind", "edge", "expected"),
    [
        ("Incident", "AFFECTS = 'x'", (("Service",), False)),
        ("Incident", "AUTHORED_BY = 'x'", (("Team", "Person"), False)),
        ("Incident", "RELATES_TO = 'x'", (("Incident",), False)),
        ("Service", "AFFECTS = 'x'", (("Incident",), True)),
        ("Service", "OWNS = 'x'", (("Team", "Person"), True)),
        ("Service", "OWNS = { from = 'x', to = 'Person' }", (("Person",), True)),
        ("Service", "DEPENDS_ON = 'x'", (("Service", "Resource", "System"), False)),
        ("Service", "DEPENDS_ON = { from = 'x', reverse = true }", (("Service", "Resource"), True)),
        ("System", "DEPENDS_ON = 'x'", (("Service", "Resource"), True)),
        ("Team", "MEMBER_OF = 'x'", (("Team",), False)),
        ("Team", "MEMBER_OF = { from = 'x', to = 'Person' }", (("Person",), True)),
        ("Team", "OWNS = { from = 'x', to = 'Service' }", (("Service",), False)),
        ("Team", "REFERENCES = { from = 'x', to = 'Team' }", (("Team",), False)),
    ],
)
def test_the_ontology_says_which_end_is_which(
    tmp_path: Path, kind: str, edge: str, expected: tuple[tuple[str, ...], bool]
) -> None:
    (found,) = rule(tmp_path, f'[[type]]\ntype = "{kind}"\nedges.{edge}\n').edges
    assert (found.to, found.reverse) == expected


def test_the_long_form_leaves_out_the_same(tmp_path: Path) -> None:
    (edge,) = rule(tmp_path, SERVICE + '[[type.edge]]\nrel = "OWNS"\nfrom = "crew"\n').edges
    assert (edge.to, edge.reverse) == (("Team", "Person"), True)


def test_in_a_list_each_table_is_an_edge_rule_and_texts_are_one(tmp_path: Path) -> None:
    house = INCIDENT + "edges.AUTHORED_BY = ['a', { from = 'b', to = 'Person' }, 'c']\n"
    assert shown(rule(tmp_path, house).edges) == [
        (["a", "c"], ("Team", "Person")),
        (["b"], ("Person",)),
    ]


def shown(edges: tuple[EdgeRule, ...]) -> list[tuple[list[str], tuple[str, ...]]]:
    return [([s.text for s in edge.sources], edge.to) for edge in edges]


EXTENDED = """\
[extend.Incident]
fields.severity = "sev"
edges.AFFECTS = "systems"

[extend.Service]
edges.OWNS = "crew"

[[type]]
type = "Incident"
path = "drills/**"
extend = true
fields.status = "=drill"
"""


def test_a_kind_is_extended_by_its_name(tmp_path: Path) -> None:
    front = "---\nsev: P1\nsystems: [a, b]\nauthor: Ops\ndate: 2025-01-02\n---\n"
    found = said(tmp_path, EXTENDED, front, "incidents/x.md")
    assert found.node.properties["severity"] == "P1"
    assert found.ends("AFFECTS") == ["a", "b"]
    assert found.ends("AUTHORED_BY") == ["Ops"]
    owned = said(tmp_path, EXTENDED, "---\ncrew: Ops\nowner: Other\n---\n", "services/y.md")
    assert owned.ends("OWNS") == ["Ops"]


def test_a_rule_for_some_files_builds_on_what_the_kind_is_extended_by(tmp_path: Path) -> None:
    front = "---\nsev: P1\nsystems: a\ndate: 2025-01-02\n---\n"
    node = said(tmp_path, EXTENDED, front, "drills/x.md").node
    assert (node.key.kind, node.properties["severity"]) == ("Incident", "P1")
    assert node.properties["status"] == "drill"


def test_an_edge_of_the_short_form_stands_in_the_place_of_the_built_in_ones(tmp_path: Path) -> None:
    house = "[extend.Service]\nedges.PART_OF = 'platform'\n"
    found = [edge for edge in rule(tmp_path, house).edges if edge.rel in ("PART_OF", "OWNS")]
    assert [(edge.rel, edge.sources[0].text) for edge in found] == [
        ("OWNS", "owner"),
        ("PART_OF", "platform"),
    ]


def test_properties_of_the_house_in_one_table(tmp_path: Path) -> None:
    house = (
        "[properties]\nIncident = { lucky = 'strings', cost = 'decimal' }\n"
        "AFFECTS.share = 'percentage'\n"
    )
    with pytest.raises(RcaGraphError, match="type = 'percentage' means nothing"):
        read(tmp_path, house)
    types = read(tmp_path, house.replace("percentage", "decimal")).ontology.types
    assert [types[name].value for name in ("lucky", "cost", "share")] == [
        *("list of strings", "decimal", "decimal"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (INCIDENT + "id = { from = 'a', patern = 'x' }\n", 4, "a source has no key 'patern'"),
        (INCIDENT + "id = { pattern = 'x' }\n", 4, "id: a source has no from"),
        (INCIDENT + "id = { from = ['a'], pattern = '(' }\n", 4, "pattern: '(' is no regular"),
        (INCIDENT + "[type.edges]\nAFECTS = 'x'\n", 5, "'AFECTS' is no edge"),
        (INCIDENT + "[type.edges]\nOWNS = 'x'\n", 5, "OWNS may not join Incident to"),
        (INCIDENT + "[type.edges]\nREFERENCES = 'x'\n", 5, "REFERENCES may lead to any kind"),
        (INCIDENT + "edges.AFFECTS = { rel = 'OWNS', from = 'x' }\n", 4, "AFFECTS has its type"),
        (INCIDENT + "edges.AFFECTS = { from = 'x', too = 'y' }\n", 4, "has no key 'too'"),
        (INCIDENT + "edges = 'x'\n", 4, "[type.edges] is no table"),
        ("[vault]\n\n[extend.Incident]\ncolour = 'x'\n", 4, "[[type]] has no key 'colour'"),
        ("[extend.Alert]\nid = 'x'\n", 1, "no rule for 'Alert' to extend"),
        ("[extend.Incident]\nextend = true\n", 2, "[extend.Incident] has no key 'extend'"),
        (INCIDENT + "[extend.Team]\nname = 'x y'\n", 5, "'x y' is no source expression"),
        ("[extend.Team.edges]\nOWNS = 'x'\n[[extend.Service.edge]]\nrel = 'X'\n", 4, "'X' is no"),
        ("[properties]\nIncidnt.x = 'string'\n", 2, "'Incidnt'"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    with pytest.raises(RcaGraphError) as caught:
        read(tmp_path, text)
    assert f"rcagraph.toml:{line}: " in caught.value.message
    assert message in caught.value.message
