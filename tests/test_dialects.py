"""Front matter that is not YAML between two fences: TOML, headers, lost fences, broken lines."""

from collections.abc import Mapping
from pathlib import Path
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rcagraph.api import load
from rcagraph.model.diagnostics import Outcome
from rcagraph.model.errors import RcaGraphError
from rcagraph.profile import built_in, shape
from rcagraph.vault.clean import cleaned
from rcagraph.vault.front_matter import DIALECTS, FrontMatter, read_front_matter
from rcagraph.vault.note import Entry, FrontValue, Scalar
from rcagraph.vault.read import parse_note

DEFAULT = ("yaml", "toml", "headless", "lines")


def read(text: str, *dialects: str) -> Outcome[FrontMatter]:
    return read_front_matter("n.md", text, dialects or DEFAULT)


def plain(value: FrontValue) -> object:
    """The value without lines."""
    if isinstance(value, Scalar):
        return value.text
    if isinstance(value, Mapping):
        return {key: plain(entry.value) for key, entry in value.items()}
    return [plain(one) for one in value]


def entries(text: str, *dialects: str) -> object:
    return plain(read(text, *dialects).value.entries)


def codes(text: str, *dialects: str) -> list[tuple[str, int]]:
    return [(d.code.name, d.line) for d in read(text, *dialects).diagnostics]


def no_front(text: str, *dialects: str) -> bool:
    return read(text, *dialects) == Outcome(FrontMatter(text), ())


# TOML


TOML = '''\
+++
# an incident
title = "Geocoding \\"down\\""  # said so
date = 2018-02-01T04:02:33.000Z
day = 2018-02-01
at = 2018-02-01 04:02:33
big = 1_000
part = -1.50e3
resolved = true
affected = [
  "web api", # the first
  'map#serv',
]
long = """
two
lines"""
a.b."c d" = 1
point = { x = 1, y = [ { z = "]" } ] }

[params.owner]
name = 'ops'
[[step]]
at = 11:30:00
[[step]]
[step.by]
who = "é"
[[step.note]]
n = 1
+++
# Body
'''


def test_toml_values_are_the_characters_written() -> None:
    assert entries(TOML) == {
        "title": 'Geocoding "down"',
        "date": "2018-02-01T04:02:33.000Z",
        "day": "2018-02-01",
        "at": "2018-02-01 04:02:33",
        "big": "1000",
        "part": "-1.50e3",
        "resolved": "true",
        "affected": ["web api", "map#serv"],
        "long": "two\nlines",
        "a": {"b": {"c d": "1"}},
        "point": {"x": "1", "y": [{"z": "]"}]},
        "params": {"owner": {"name": "ops"}},
        "step": [{"at": "11:30:00"}, {"by": {"who": "é"}, "note": [{"n": "1"}]}],
    }
    assert codes(TOML) == []


def test_toml_lines_are_lines_of_the_file() -> None:
    front = read(TOML).value
    assert {key: entry.line for key, entry in front.entries.items()} == {
        "title": 3,
        "date": 4,
        "day": 5,
        "at": 6,
        "big": 7,
        "part": 8,
        "resolved": 9,
        "affected": 10,
        "long": 14,
        "a": 17,
        "point": 18,
        "params": 20,
        "step": 22,
    }
    assert front.entries["affected"].value == (
        Scalar("web api", 11, True),
        Scalar("map#serv", 12, True),
    )
    assert front.entries["params"].value == {
        "owner": Entry({"name": Entry(Scalar("ops", 21, True), 21)}, 20)
    }
    assert (front.body, front.body_line) == ("# Body\n", 30)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('""', ""),
        ("''", ""),
        ('""""""', ""),
        ('"""a"""""', 'a""'),
        ("'''\n'''''", "''"),
        ('"""a\\\n   b"""', "ab"),
        ("'a\\b'", "a\\b"),
        ('"\\u00e9 \\\\"', "é \\"),
        ("0xff", "0xff"),
        ("inf", "inf"),
        ("[]", []),
        ("[[1, 2], [], ['#']]", [["1", "2"], [], ["#"]]),
        ("{}", {}),
    ],
)
def test_toml_forms(text: str, value: object) -> None:
    assert entries(f"+++\na = {text}\nb = 1\n+++\n") == {"a": value, "b": "1"}


@pytest.mark.parametrize("text", ["+++\n", "+++", "+++ x\n", "+++\nProse.\n+++\n", "a\n+++\n"])
def test_what_is_no_toml_front_matter(text: str) -> None:
    assert no_front(text, "toml")


def test_broken_toml_names_its_line() -> None:
    text = '+++\ntitle = "Cart"\ntags = [\n  "a",\n  b\n]\nday = 22025-01-02\n+++\nbody'
    assert read(text, "toml").value == FrontMatter("body", 9)
    assert codes(text, "toml") == [("RCA109", 5)]
    kept = read(text)
    assert plain(kept.value.entries) == {"title": "Cart", "day": "22025-01-02"}
    assert [str(d) for d in kept.diagnostics] == [
        "n.md:5: error[RCA109] TOML cannot be parsed: Invalid value; "
        "mend the line; the other keys were read",
        "n.md:7: error[RCA109] TOML cannot be parsed: Expected newline or end of document after "
        "a statement; quote the value; it was read as a text",
    ]


def test_unclosed_toml_ends_at_a_blank_line() -> None:
    outcome = read('+++\na = 1\nb = "x"\n\n# Title\n')
    assert plain(outcome.value.entries) == {"a": "1", "b": "x"}
    assert (outcome.value.body, outcome.value.body_line) == ("\n# Title\n", 4)
    assert [str(d) for d in outcome.diagnostics] == [
        "n.md:1: error[RCA102] front matter does not end: opened with `+++`; "
        "close it with a line `+++`"
    ]


@pytest.mark.parametrize(
    "value",
    ["[" * 5000, "{a=" * 5000, "9" * 5000, "[" * 200 + "]" * 200, '"' * 9000],
)
def test_toml_that_no_person_writes(value: str) -> None:
    outcome = read(f"+++\na = {value}\n+++\nbody", "toml")
    assert {d.code.name for d in outcome.diagnostics} <= {"RCA109", "RCA107"}
    assert outcome.diagnostics
    assert outcome.value.body == "body"


@pytest.mark.parametrize("key", [".".join("a" * 9), ".".join("a" * 30), ".".join("a" * 90_000)])
def test_a_key_of_endless_parts_costs_nothing(key: str) -> None:
    before = process_time()
    found = codes(f"+++\nb = 1\n{key} = 1\n+++\n", "toml")
    assert process_time() - before < 2
    assert found == {9: [], 30: [("RCA107", 3)]}.get(key.count("a"), [("RCA109", 3)])


# Headers


def test_a_header_without_fences() -> None:
    text = (
        "Title: Cart is down: again\nDate : 2025-01-02\nAffected-Services:\n  - cart\n  - web\n"
        "On Call: Ann,\n   Bob\nTags: [a, b]\nLink: https://x.example/\n\n# Body: one\n"
    )
    outcome = read(text, "header")
    assert plain(outcome.value.entries) == {
        "title": "Cart is down: again",
        "date": "2025-01-02",
        "affected_services": ["cart", "web"],
        "on_call": "Ann, Bob",
        "tags": ["a", "b"],
        "link": "https://x.example/",
    }
    assert outcome.value.entries["affected_services"] == Entry(
        (Scalar("cart", 4), Scalar("web", 5)), 3
    )
    assert (outcome.value.body, outcome.value.body_line) == ("\n# Body: one\n", 10)
    assert outcome.diagnostics == ()


def test_headers_in_chinese_and_french() -> None:
    assert entries("标题：支付服务故障\n日期： 2025-01-02\n# 正文\n", "header") == {
        "标题": "支付服务故障",
        "日期": "2025-01-02",
    }
    french = "Gravité : P1\nÉquipe d'astreinte\u00a0: paiements\n\nCorps\n"
    assert entries(french, "header") == {"gravité": "P1", "équipe_d'astreinte": "paiements"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "One: line\n\ntext\n",
        "We noticed the following problem: it broke.\nThen it was mended.\n",
        "This is a long sentence that has a colon at its end: yes\nAnother one: no\n",
        "https://a.example/\nhttps://b.example/\n",
        "- Key: value\n- Other: value\n",
        "* Key: value\n* Other: value\n",
        "1. Key: value\n2. Other: value\n",
        "10:30 it broke\n10:45 it was mended\n",
        "> Key: value\n> Other: value\n",
        "| a: b |\n| c: d |\n",
        "Roses:\nViolets:\n\n",
        "# Title\nKey: value\nOther: value\n",
        "Key: value\nprose goes on\nOther: value\n",
        "    Key: value\n    Other: value\n",
    ],
)
def test_what_is_no_header(text: str) -> None:
    assert no_front(text, "header")


def test_twin_keys_of_a_header() -> None:
    text = "Owner: a\nowner: b\n\n"
    assert entries(text, "header") == {"owner": "b"}
    assert codes(text, "header") == [("RCA103", 2)]


# A lost opening fence


def test_a_lost_opening_fence() -> None:
    outcome = read("type: rca\nservices:\n- cart\n  \nlist:\n  - a\n---\n# Title\n")
    assert plain(outcome.value.entries) == {"type": "rca", "services": ["cart"], "list": ["a"]}
    assert outcome.value.entries["services"].line == 2
    assert (outcome.value.body, outcome.value.body_line) == ("# Title\n", 8)
    assert [str(d) for d in outcome.diagnostics] == [
        "n.md:1: warning[RCA108] front matter lacks its opening fence: closed with `---` on "
        "line 7; begin it with a line `---`"
    ]


def test_a_lost_fence_and_a_broken_line() -> None:
    text = "type: rca\ntitle: Cart: down\nservices: [a\nowner: core\n---\nbody"
    front = {"type": "rca", "title": "Cart: down", "services": ["a"], "owner": "core"}
    assert entries(text) == front
    assert codes(text) == [("RCA108", 1), ("RCA101", 2), ("RCA101", 3)]


@pytest.mark.parametrize(
    "text",
    [
        "Outage: a heading\n---\ntext\n",
        "status: done\n\nowner: me\n\nProse here.\n\n---\n",
        "status: done\nowner: me\n\n- a list\n\n---\n",
        "status: done\nowner: me\n# Title\n---\n",
        "status: done\nowner: me\n",
        "status: done\nowner: me\n----\n",
        "A sentence: with words\nAnd another: with more\n---\n",
        "https://a.b/\nhttps://c.d/\n---\n",
    ],
)
def test_what_has_lost_no_fence(text: str) -> None:
    assert no_front(text)


# Line by line


BROKEN = """\
---
type: incident
title: Outage: total   # of all
services: [cart, web
owner: @core
tags:
  - a
  - b
steps:
- one
 - two
说明：没有空格
nested:
  a: 1
---
# Body
"""


def test_broken_yaml_is_read_key_by_key() -> None:
    outcome = read(BROKEN)
    assert plain(outcome.value.entries) == {
        "type": "incident",
        "title": "Outage: total",
        "owner": "@core",
        "services": ["cart", "web"],
        "tags": ["a", "b"],
        "steps": ["one - two"],
        "说明": "没有空格",
        "nested": {"a": "1"},
    }
    assert outcome.value.entries["tags"] == Entry((Scalar("a", 7), Scalar("b", 8)), 6)
    assert (outcome.value.body, outcome.value.body_line) == ("# Body\n", 16)
    said = [(d.code.name, d.line, d.hint.partition(";")[0]) for d in outcome.diagnostics]
    assert said == [
        ("RCA101", 3, "quote the value"),
        ("RCA101", 4, "close the list with `]`"),
        ("RCA101", 5, "quote the value"),
        ("RCA101", 12, "write `: ` for it"),
    ]


def test_full_width_colons_between_fences_are_said_and_read() -> None:
    outcome = read("---\n标题：支付故障\n日期：２０２５-01-02\n---\n# 正文\n")
    assert plain(outcome.value.entries) == {"标题": "支付故障", "日期": "２０２５-01-02"}
    assert [(d.code.name, d.line) for d in outcome.diagnostics] == [("RCA101", 2), ("RCA101", 3)]
    assert outcome.diagnostics[0].detail == "a full-width colon `：` after a key"
    assert (outcome.value.body, outcome.value.body_line) == ("# 正文\n", 5)


def test_full_width_colons_without_an_opening_fence() -> None:
    text = "标题：支付故障\n日期：2025-01-02\n---\n# 正文\n"
    assert entries(text, "headless") == {"标题": "支付故障", "日期": "2025-01-02"}
    assert codes(text, "headless") == [("RCA108", 1)]


def test_without_the_dialect_broken_yaml_gives_nothing() -> None:
    assert entries(BROKEN, "yaml") == {}
    assert codes(BROKEN, "yaml") == [("RCA101", 3)]


def test_whole_yaml_is_not_read_by_lines() -> None:
    assert no_front("---\na: 1\n---\n", "lines")
    assert entries("---\na: 1\n---\n", "lines", "yaml") == {"a": "1"}


def test_a_line_without_a_key_is_named() -> None:
    text = "---\njust words\na: 1\nb: 2\nmore words\n---\n"
    assert entries(text) == {"a": "1", "b": "2"}
    assert [line for _, line in codes(text)] == [2, 5]


def test_twins_of_broken_yaml() -> None:
    text = "---\na: 1\nb: [\na: 2\n---\n"
    assert entries(text) == {"a": "2"}
    assert ("RCA103", 4) in codes(text)


def test_unclosed_and_broken() -> None:
    outcome = read("---\ntype: rca\ntitle: a: b\n\n# Title\n")
    assert plain(outcome.value.entries) == {"type": "rca", "title": "a: b"}
    assert [(d.code.name, d.line) for d in outcome.diagnostics] == [("RCA102", 1), ("RCA101", 3)]
    assert (outcome.value.body, outcome.value.body_line) == ("\n# Title\n", 4)


def test_nothing_to_save_leaves_what_yaml_said() -> None:
    text = "---\na: [\n---\nbody"
    assert read(text) == read(text, "yaml")
    many = "---\n" + "a: [\n" * 3000 + "---\nbody"
    assert read(many) == read(many, "yaml")


# All of them


def test_the_order_is_the_callers() -> None:
    text = "owner: core\ntier: 1\n---\n"
    assert codes(text, "headless", "header") == [("RCA108", 1)]
    assert codes(text, "header", "headless") == []
    assert read(text, "yaml", "toml") == Outcome(FrontMatter(text), ())


def test_a_profile_may_name_every_dialect() -> None:
    assert set(shape.DIALECTS) == set(DIALECTS)
    assert built_in().vault.front_matter == DEFAULT == shape.VaultRules().front_matter


def test_the_profile_says_which_dialects(tmp_path: Path) -> None:
    (tmp_path / "rcagraph.toml").write_text('[vault]\nfront_matter = ["header"]\n')
    (tmp_path / "cart.md").write_text("Type: service\nTier: 1\n\n# Cart\n")
    (tmp_path / "web.md").write_text("---\ntype: service\n---\n")
    assert [n.name for n in load(tmp_path).graph.nodes("Service")] == ["cart"]


def test_an_unknown_dialect_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "rcagraph.toml"
    file.write_text('[vault]\ntimezone = "UTC"\nfront_matter = ["yaml", "xml"]\n')
    with pytest.raises(RcaGraphError, match=r"toml:3: front_matter = 'xml' means nothing") as error:
        load(tmp_path)
    assert "headless" in error.value.tip


def test_not_utf8_and_no_yaml() -> None:
    latin = '+++\ntitle = "Panne générale"\n+++\nÉtat'.encode("latin-1")
    outcome = parse_note("n.md", latin, DEFAULT)
    assert plain(outcome.value.front) == {"title": "Panne g\ufffdn\ufffdrale"}
    assert [(d.code.name, d.line) for d in outcome.diagnostics] == [("RCA002", 2)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_read_and_said(encoding: str) -> None:
    mark = "" if encoding == "utf-16" else "\ufeff"
    data = (mark + "---\r\ntitle: 支付\r\n---\r\n# É\r\n").encode(encoding)
    outcome = parse_note("n.md", data)
    assert plain(outcome.value.front) == {"title": "支付"}
    assert outcome.value.h1 == "É"
    assert [d.code.name for d in outcome.diagnostics] == ["RCA002"]


SIGNS = """---~ +++~ a:_b~ a_=_1~ a=[ b:_[ c:_@x~ [t]~ [[t]]~ {_ } ] " ' \\ # #_ ~ ~~ _ - - x：y~
Key:_value~ __- é 。 x.y=1~ '''~ &a *a 2025-01-02 10:30 , : = . \u2028 0x1 1e5"""
PIECES = st.sampled_from(SIGNS.split()).map(
    lambda piece: piece.translate(str.maketrans("_~", " \n"))
)
TEXTS = st.one_of(
    st.binary(max_size=120),
    st.lists(PIECES, max_size=50).map(lambda pieces: "".join(pieces).encode()),
    st.lists(PIECES, max_size=50)
    .map(lambda pieces: "+++\n" + "".join(pieces) + "\n+++\n")
    .map(str.encode),
    st.lists(PIECES, max_size=50)
    .map(lambda pieces: "---\n" + "".join(pieces) + "\n---\n")
    .map(str.encode),
)


@pytest.mark.parametrize("dialects", [*((name,) for name in DIALECTS), tuple(DIALECTS), DEFAULT])
@given(data=TEXTS)
@example(data=b"+++\na = '''\n+++\n'''\n+++\n")
@example(data=b"a: b\nc: [\n---\n")
def test_no_bytes_raise_and_no_line_is_lost(dialects: tuple[str, ...], data: bytes) -> None:
    outcome = parse_note("n.md", data, dialects)
    note = outcome.value
    assert parse_note("n.md", data, dialects) == outcome
    last = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    assert 1 <= note.body_line <= last + 1
    assert all(1 <= line <= last for line in lines(note.front))
    assert all(0 <= one.line <= last for one in outcome.diagnostics)
    text = data.decode(errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    text = cleaned(text)
    if note.body:
        # Lines before and among the keys of a header stay; the keys between them are blank.
        kept = zip(reversed(text.split("\n")), reversed(note.body.split("\n")), strict=False)
        assert all(line in (whole, "") for whole, line in kept)
        assert note.body_line == last - note.body.count("\n")
    head = text.removesuffix(note.body).strip()
    assert note.front or outcome.diagnostics or all(map(says_nothing, head.split("\n")))


def says_nothing(line: str) -> bool:
    """Whether a line is blank, a comment or a fence."""
    return not line.strip("-+ \t\x0b\x0c") or line.lstrip().startswith("#")


def lines(value: FrontValue) -> list[int]:
    """Every line that a value names."""
    if isinstance(value, Scalar):
        return [value.line]
    if isinstance(value, Mapping):
        return [n for entry in value.values() for n in (entry.line, *lines(entry.value))]
    return [n for one in value for n in lines(one)]


REPEATED = [
    "a = 1\n",
    "[a]\n",
    "[[a]]\n",
    "a = [\n",
    "a.b.",
    '"""',
    "'''\n",
    "a: b\n",
    "a: [\n",
    "A：b\n",
]


@pytest.mark.parametrize("piece", REPEATED)
@pytest.mark.parametrize("fence", ["", "---\n", "+++\n"])
def test_repetition_costs_little(piece: str, fence: str) -> None:
    data = (fence + piece * (200_000 // len(piece)) + "\n" + fence).encode()
    before = process_time()
    assert parse_note("n.md", data, tuple(DIALECTS)).value.path == "n.md"
    assert process_time() - before < 5


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("services: [a, b", {"services": ["a", "b"]}),
        ("services: [a,\n  b\nowner: c", {"services": ["a", "b"], "owner": "c"}),
        ("subject: [urgent] It fails: here  # x", {"subject": "[urgent] It fails: here"}),
        ("x: [a] # [b]\ny: [c", {"x": ["a"], "y": ["c"]}),
        ("x: [a, [b]\ny: c", {"y": "c"}),
        ("x: [a, # b]\ny: c", {"y": "c"}),
    ],
)
def test_a_list_that_is_not_closed_and_a_text_that_begins_as_one(
    lines: str, expected: dict[str, object]
) -> None:
    text = f"---\n{lines}\n---\n"
    assert entries(text) == expected
    assert [code for code, _ in codes(text)] == ["RCA101"]
