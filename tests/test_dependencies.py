"""`depends_on:` in each of its forms; what is wrong in an entry is said with its line."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rcagraph.model.diagnostics import Diagnostic
from rcagraph.model.errors import RcaGraphError
from rcagraph.model.facts import EdgeFact, LinkTarget, Mention
from rcagraph.model.vocabulary import Value
from rcagraph.profile import read_profile
from tests.notes import Said, facts_of, joined, written

KINDS = ("Service", "Resource", "System")
HARD: dict[str, Value] = {"strength": "hard"}


def depending(front: str) -> Said:
    """What the service `web` says; the key stands on line 2."""
    return facts_of(f"---\n{front}\n---\n", "services/web.md")


def needs(front: str) -> list[tuple[str, int, dict[str, Value]]]:
    """The other end, the line and the properties of each dependency."""
    edges = depending(front).edges("DEPENDS_ON")
    return [(written(e.target), e.place.line, dict(e.properties)) for e in edges]


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("depends_on: cart", [("cart", 2, HARD)]),
        ("dependencies: cart", [("cart", 2, HARD)]),
        ("depends_on: cart, users , ", [("cart", 2, HARD), ("users", 2, HARD)]),
        ("depends_on:\n  - cart\n  - users", [("cart", 3, HARD), ("users", 4, HARD)]),
        ('depends_on: ["[[cart|The cart]]"]', [("[[cart]]", 2, HARD)]),
        ("depends_on: [[cart]]", [("cart", 2, HARD)]),
        ("depends_on: {service: cart}", [("cart", 2, HARD)]),
        ("depends_on:\n  - resource: redis\n    role: cache",
         [("redis", 3, HARD | {"role": "cache"})]),
        ("depends_on:\n  - system: shop\n  - name: a\n  - on: b",
         [("shop", 3, HARD), ("a", 4, HARD), ("b", 5, HARD)]),
        ("depends_on:\n  - service: cart\n    kind: SOFT\n    probability: 0.25",
         [("cart", 3, {"strength": "soft", "probability": 0.25})]),
        ("depends_on:\n  - service: cart\n    strength: hard\n    since: 2024-05-06",
         [("cart", 3, {"strength": "hard", "since": date(2024, 5, 6)})]),
        ("depends_on:\n  - {any_of: [north, south], kind: hard}", [
            ("north", 3, {"strength": "hard", "group": "depends_on/1", "needed": 1}),
            ("south", 3, {"strength": "hard", "group": "depends_on/1", "needed": 1}),
        ]),
        ("depends_on:\n  - x\n  - any_of:\n      - a\n      - b\n      - c\n    k_of_n: 2", [
            ("x", 3, HARD),
            ("a", 5, {"group": "depends_on/2", "needed": 2}),
            ("b", 6, {"group": "depends_on/2", "needed": 2}),
            ("c", 7, {"group": "depends_on/2", "needed": 2}),
        ]),
        ("depends_on: {any_of: one}", [("one", 2, {"group": "depends_on/1", "needed": 1})]),
        ("depends_on:", []),
        ("depends_on: []", []),
        ("depends_on: [\"\"]", []),
    ],
)  # fmt: skip
def test_each_form(front: str, expected: list[tuple[str, int, dict[str, Value]]]) -> None:
    assert needs(front) == expected
    assert depending(front).complaints == []


def test_a_strength_that_is_no_known_word_is_said_and_the_edge_stays() -> None:
    said = depending("depends_on:\n  - service: cart\n    kind: medium")
    assert [edge.properties for edge in said.edges("DEPENDS_ON")] == [{}]
    found = [one for one in said if isinstance(one, Diagnostic)]
    assert [str(one) for one in found] == [
        "services/web.md:4: warning[RCA111] unknown value: depends_on: kind: 'medium'; "
        'write hard or soft, or say in [type.dependencies]: map = { "medium" = … }'
    ]


def test_a_name_may_be_any_of_the_kinds_and_a_link_prefers_them() -> None:
    plain, link = depending('depends_on: [cart, "[[users]]"]').edges("DEPENDS_ON")
    assert plain.target == Mention(KINDS, "cart")
    assert link.target == LinkTarget("users", KINDS)
    assert (plain.rule, plain.place.where, plain.asserted) == ("depends_on", "depends_on", True)


HINT = "is not what it should be"


@pytest.mark.parametrize(
    ("entry", "line", "detail", "left"),
    [
        ("kind: [hard]", 4, f"depends_on: kind: None {HINT}", {}),
        ("probability: 1.5", 4, f"depends_on: probability: '1.5' {HINT}", HARD),
        ("probability: often", 4, f"depends_on: probability: 'often' {HINT}", HARD),
        ("since: 2025-02-30", 4, f"depends_on: since: '2025-02-30' {HINT}", HARD),
        ("role: [a]", 4, f"depends_on: role: None {HINT}", HARD),
        ("colour: red", 4, "depends_on: colour means nothing", HARD),
    ],
)
def test_a_wrong_value_is_said_and_the_edge_stays(
    entry: str, line: int, detail: str, left: dict[str, Value]
) -> None:
    front = f"depends_on:\n  - service: cart\n    {entry}"
    assert needs(front) == [("cart", 3, left)]
    assert depending(front).complaints == [("RCA106", line, detail)]


@pytest.mark.parametrize(
    ("entry", "line", "detail"),
    [
        ("any_of: []", 3, "depends_on: any_of names nothing"),
        ('any_of: ["", " "]', 3, "depends_on: any_of names nothing"),
        ("any_of: [a, b]\n    k_of_n: 3", 4, "depends_on: k_of_n: 3 of 2 members cannot stand"),
        ("any_of: [a, A]\n    k_of_n: 2", 4, "depends_on: k_of_n: 2 of 1 members cannot stand"),
    ],
)
def test_a_group_that_cannot_be_is_said(entry: str, line: int, detail: str) -> None:
    said = depending(f"depends_on:\n  - {entry}")
    assert said.complaints == [("RCA106", line, detail)]


def test_a_group_that_needs_more_than_it_has_needs_all() -> None:
    edges = needs("depends_on:\n  - any_of: [a, b]\n    k_of_n: 3")
    assert [properties["needed"] for _, _, properties in edges] == [2, 2]


@pytest.mark.parametrize(
    ("second", "contradiction"),
    [
        ("{service: b, kind: soft}", "strength is 'hard' and 'soft'"),
        ("{any_of: [b, c]}", "group is 'depends_on/2', and it stands without one"),
    ],
)
def test_a_plain_dependency_is_not_weakened_in_silence(second: str, contradiction: str) -> None:
    made = joined({"services/a.md": f"---\ndepends_on:\n  - b\n  - {second}\n---\n"})
    (said,) = (d.detail for d in made.diagnostics if d.code.name == "RCA304")
    assert said == f"DEPENDS_ON from 'a' to 'b': {contradiction}"
    (edge,) = (e for e in made.graph.edges("DEPENDS_ON") if e.target.id == "b")
    assert edge.properties == {"strength": "hard"}


@pytest.mark.parametrize("number", ["0", "-1", "two", "1.5", "²", "9" * 5000, "[2]", "''"])
def test_a_group_that_needs_no_number_needs_one(number: str) -> None:
    front = f"depends_on:\n  - any_of: [a, b]\n    k_of_n: {number}"
    assert [edge[2]["needed"] for edge in needs(front)] == [1, 1]
    assert [(code, line) for code, line, _ in depending(front).complaints] == [("RCA106", 4)]


def test_a_percentage_is_no_probability() -> None:
    front = "depends_on:\n  - service: cart\n    probability: 50%"
    assert depending(front).complaints == [("RCA106", 4, f"depends_on: probability: '50%' {HINT}")]


YAML = st.recursive(
    st.sampled_from(["a", "''", "null", "2", "~", "hard", "[[x]]", '"[[y|z]]"', "2025-01-01"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda v: f"[{', '.join(v)}]")
        | st.dictionaries(
            st.sampled_from(["service", "any_of", "k_of_n", "kind", "probability", "role", "x"]),
            inner,
            max_size=4,
        ).map(lambda v: "{" + ", ".join(f"{key}: {value}" for key, value in v.items()) + "}")
    ),
    max_leaves=8,
)


@settings(deadline=None)
@given(YAML)
def test_any_yaml_gives_edges_with_names_or_a_complaint(value: str) -> None:
    said = depending(f"depends_on: {value}")
    assert all(written(edge.target) for edge in said.edges("DEPENDS_ON"))
    assert {code for code, _, _ in said.complaints} <= {"RCA106", "RCA111"}


@pytest.mark.parametrize(
    "entry",
    ["{service: [b, c]}", "{any_of: [{service: b}]}", "{kind: hard}", "{k_of_n: 2}"],
)
def test_an_entry_that_names_nothing_readable_is_said(entry: str) -> None:
    said = depending(f"depends_on:\n  - {entry}")
    assert [d.code.name for d in said if isinstance(d, Diagnostic)] == ["RCA106"]


def test_a_link_with_a_comma_in_its_label_is_one_name() -> None:
    (said,) = (s for s in depending('depends_on: "[[b|x, y]]"') if isinstance(s, EdgeFact))
    assert said.target == LinkTarget("b", ("Service", "Resource", "System"))


def by(front: str, rules: str, tmp_path: Path) -> Said:
    """What the service `web` says, read by a `[type.dependencies]` table of these lines."""
    file = tmp_path / "rcagraph.toml"
    file.write_text(f'[[type]]\ntype = "Service"\npath = "*.md"\n{rules}', "utf-8")
    return facts_of(f"---\n{front}\n---\n", "web.md", read_profile(file))


def entries(said: Said) -> list[tuple[str, int, dict[str, Value]]]:
    edges = said.edges("DEPENDS_ON")
    return [(written(e.target), e.place.line, dict(e.properties)) for e in edges]


SHAPES = {
    "names below other keys": (
        "spec:\n  needs: [db, cache]", "from = 'spec.needs'",
        [("db", 3, HARD), ("cache", 3, HARD)],
    ),
    "a name inside each entry": (
        "spec:\n  needs:\n    - {service: db, port: 1}\n    - {service: mq}",
        "from = 'spec.needs[].service'",
        [("db", 4, HARD), ("mq", 5, HARD)],
    ),
    "other words, and what else an entry has": (
        "needs:\n  - {ref: {id: db}, mode: MAY, odds: 0.5, kind: postgres, note: x}",
        "from = 'needs'\nkeys = { name = 'ref.id', strength = 'mode', probability = 'odds' }\n"
        "map = { must = 'hard', may = 'soft' }",
        [("db", 3, {"strength": "soft", "probability": 0.5})],
    ),
    "a group under other words": (
        "needs:\n  - {one_of: [a, b], quorum: 2}",
        "from = 'needs'\nkeys = { any_of = 'one_of', k_of_n = 'quorum' }",
        [("a", 3, {"group": "needs/1", "needed": 2}), ("b", 3, {"group": "needs/1", "needed": 2})],
    ),
    "a mapping of names": (
        "needs:\n  db: {mode: soft}\n  mq:\n  api: {}",
        "from = 'needs'\nkeys = { name = '@key', strength = 'mode' }",
        [("db", 3, {"strength": "soft"}), ("mq", 4, HARD), ("api", 5, HARD)],
    ),
    "the strength in other words alone": (
        "needs:\n  - {service: db, kind: optional}", "from = 'needs'\nmap.optional = 'soft'",
        [("db", 3, {"strength": "soft"})],
    ),
    "a part of each name": (
        "needs: ['db:5432', 'none', 'mq:1']", "from = 'needs'\npattern = '^(\\w+):'",
        [("db", 2, HARD), ("mq", 2, HARD)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_of_the_house_s_own(name: str, tmp_path: Path) -> None:
    front, rules, expected = SHAPES[name]
    said = by(front, f"[type.dependencies]\n{rules}\n", tmp_path)
    assert entries(said) == expected
    assert said.complaints == []


def test_several_keys_each_with_its_kinds(tmp_path: Path) -> None:
    rules = (
        "[[type.dependencies]]\nfrom = 'needs.services'\nto = 'Service'\n"
        "[[type.dependencies]]\nfrom = 'needs.stores'\nto = 'Resource'\n"
    )
    said = by("needs: {services: api, stores: [db]}", rules, tmp_path)
    assert [edge.target for edge in said.edges("DEPENDS_ON")] == [
        Mention(("Service",), "api"),
        Mention(("Resource",), "db"),
    ]


def test_what_is_wrong_under_a_key_of_the_house_is_said(tmp_path: Path) -> None:
    rules = "[type.dependencies]\nfrom = 'needs'\nkeys = { name = 'ref', strength = 'mode' }\n"
    said = by("needs:\n  - {ref: db, mode: maybe}\n  - {mode: hard}", rules, tmp_path)
    assert said.complaints == [
        ("RCA111", 3, "needs: strength: 'maybe'"),
        ("RCA106", 4, "needs: an entry names nothing"),
    ]


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("{ nam = 'x' }", "has no key 'nam'"),
        ("{ name = 'a[]' }", "name: 'a[]' is no dotted key"),
        ("{ role = '@key' }", "role: @key is a name"),
    ],
)
def test_wrong_keys_of_an_entry_are_refused(keys: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(RcaGraphError) as caught:
        by("a: b", f"[type.dependencies]\nkeys = {keys}\n", tmp_path)
    assert message in caught.value.message
    assert "rcagraph.toml:5: " in caught.value.message
