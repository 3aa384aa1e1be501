"""Front matter: where it ends, what it says, and on which line."""

from collections.abc import Mapping

import pytest
import yaml

from rcagraph.model.diagnostics import Outcome
from rcagraph.vault import yaml_tree
from rcagraph.vault.front_matter import FrontMatter, read_front_matter
from rcagraph.vault.note import Entry, FrontValue, Scalar


def read(text: str) -> Outcome[FrontMatter]:
    return read_front_matter("n.md", text)


def plain(value: FrontValue) -> object:
    """The value without lines."""
    if isinstance(value, Scalar):
        return value.text
    if isinstance(value, Mapping):
        return {key: plain(entry.value) for key, entry in value.items()}
    return [plain(one) for one in value]


def entries(text: str) -> object:
    return plain(read(text).value.entries)


def codes(text: str) -> list[tuple[str, int]]:
    return [(d.code.name, d.line) for d in read(text).diagnostics]


def test_values_are_the_characters_written() -> None:
    text = "---\ndate: 2025-02-30\nat: 23:08\nok: no\nnone:\nn: 007\ns: 'it''s'\n---\n"
    assert entries(text) == {
        "date": "2025-02-30",
        "at": "23:08",
        "ok": "no",
        "none": "",
        "n": "007",
        "s": "it's",
    }
    assert codes(text) == []


def test_lines_and_quotes() -> None:
    front = read('---\n# why\na: 1\n\nb:\n  - x\n  - "y"\nc:\n  d: |\n    z\n---\nbody\n').value
    assert front.entries == {
        "a": Entry(Scalar("1", 3), 3),
        "b": Entry((Scalar("x", 6), Scalar("y", 7, True)), 5),
        "c": Entry({"d": Entry(Scalar("z\n", 9, True), 9)}, 8),
    }
    assert (front.body, front.body_line) == ("body\n", 12)


@pytest.mark.parametrize(
    ("text", "body", "line"),
    [
        ("---\na: b\n---\nx", "x", 4),
        ("---\na: b\n---\n\n\nx", "\n\nx", 4),
        ("\n \n---\na: b\n---  \nx", "x", 6),
        ("---\na: b\n---", "", 4),
        ("---\n---\nx", "x", 3),
        ("---\n\n---\nx", "x", 4),
        ("---\n# only a comment\n---\nx", "x", 4),
        ("---\na: b\n---\nx\n---\ny", "x\n---\ny", 4),
        ("no front\n---\na: b\n---\n", "no front\n---\na: b\n---\n", 1),
        ("  ---\na: b\n---\n", "  ---\na: b\n---\n", 1),
        ("", "", 1),
    ],
)
def test_where_the_body_begins(text: str, body: str, line: int) -> None:
    outcome = read(text)
    assert (outcome.value.body, outcome.value.body_line) == (body, line)
    assert outcome.diagnostics == ()


@pytest.mark.parametrize(
    "text",
    [
        "---\n",
        "---",
        "---\n\nProse after a rule.\n\n---\nMore.\n",
        "---\n\nProse: with a colon, after a rule that\nis the only one.\n",
        "---\n[a](b.md) and {more\n---\ntext\n",
        "---\n\n- a\n- b\n\n---\n",
        "--- a: b\n---\n",
    ],
)
def test_a_thematic_break_is_no_front_matter(text: str) -> None:
    assert read(text) == Outcome(FrontMatter(text), ())


def test_broken_yaml_leaves_the_body() -> None:
    outcome = read("---\ntype: rca\ntitle: Outage: total\n---\nbody")
    assert outcome.value == FrontMatter("body", 5)
    assert [str(d) for d in outcome.diagnostics] == [
        "n.md:3: error[RCA101] YAML cannot be parsed: mapping values are not allowed in this "
        "context; mend the line; the body was still read"
    ]


def test_a_template_as_a_value() -> None:
    text = "---\na: 1\ntitle: {{ page.title }}\n---\nx"
    assert codes(text) == [("RCA101", 3)]
    assert entries(text) == {"a": "1", "title": {}}


def test_a_second_document() -> None:
    assert codes("---\na: b\n--- !x\nc: d\n---\n") == [("RCA101", 3)]


def test_unclosed_keys_up_to_the_first_blank_line_are_read() -> None:
    outcome = read("---\ntype: rca\ndate: 2025-01-02\n\n# Title\n\ntext\n")
    assert plain(outcome.value.entries) == {"type": "rca", "date": "2025-01-02"}
    assert (outcome.value.body, outcome.value.body_line) == ("\n# Title\n\ntext\n", 4)
    assert [str(d) for d in outcome.diagnostics] == [
        "n.md:1: error[RCA102] front matter does not end: opened with `---`; "
        "close it with a line `---`"
    ]


def test_unclosed_up_to_a_heading_and_unclosed_to_the_end() -> None:
    assert read("---\na: b\n# Title\n").value.body_line == 3
    assert entries("---\na: b") == {"a": "b"}
    assert codes("---\na: b") == [("RCA102", 1)]


def test_a_rule_far_below_does_not_close_front_matter() -> None:
    outcome = read("---\ntype: rca\n\n# Title\n\nProse here.\n\n---\n*By SRE*\n")
    assert [d.code.name for d in outcome.diagnostics] == ["RCA102"]
    assert plain(outcome.value.entries) == {"type": "rca"}
    assert outcome.value.body == "\n# Title\n\nProse here.\n\n---\n*By SRE*\n"
    assert outcome.value.body_line == 3


def test_unclosed_and_not_yaml_either() -> None:
    outcome = read("---\na: b: c\n\ntext\n")
    assert [d.code.name for d in outcome.diagnostics] == ["RCA102", "RCA101"]
    assert (outcome.value.body, outcome.value.body_line) == ("a: b: c\n\ntext\n", 2)


def test_twin_keys_at_any_level() -> None:
    outcome = read("---\na: 1\nb:\n  c: 1\n  c: 2\na: 3\n---\n")
    assert plain(outcome.value.entries) == {"a": "3", "b": {"c": "2"}}
    assert [(d.code.name, d.line, d.detail) for d in outcome.diagnostics] == [
        ("RCA103", 5, "`c` on lines 4 and 5"),
        ("RCA103", 6, "`a` on lines 2 and 6"),
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [("---\n- a\n- b\n---\nx", "a list"), ("---\njust text\n---\nx", "one text")],
)
def test_no_mapping_stays_in_the_body(text: str, what: str) -> None:
    outcome = read(text)
    assert outcome.value == FrontMatter(text)
    assert [(d.code.name, d.detail) for d in outcome.diagnostics] == [("RCA104", what)]


def test_aliases_are_refused_before_they_cost_anything() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(
        f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 40)
    )
    outcome = read(f"---\n{bomb}title: t\n---\nbody")
    assert [(d.code.name, d.line, d.detail) for d in outcome.diagnostics] == [
        ("RCA105", 2, "`&a0`")
    ]
    assert plain(outcome.value.entries["a0"].value) == ["x", "x"]
    assert plain(outcome.value.entries["a39"].value) == []
    assert plain(outcome.value.entries["title"].value) == "t"


def test_an_undefined_alias_and_a_star_in_quotes() -> None:
    assert codes("---\na: *b\n---\n") == [("RCA105", 2)]
    assert codes("---\na: '*b & c'\n---\n") == []


def test_nesting_is_read_to_twenty_levels() -> None:
    deep = "---\na: " + "[" * 19 + "x" + "]" * 19 + "\nb: 1\n---\nbody"
    assert codes(deep) == []
    deeper = "---\nb: 1\na: " + "[" * 25 + "x" + "]" * 25 + "\nc: 2\n---\nbody"
    assert codes(deeper) == [("RCA107", 3)]
    front = read(deeper).value
    assert (plain(front.entries["c"].value), front.body) == ("2", "body")


@pytest.mark.parametrize("sign", ["[", "{", "{a: ", "[{a: "])
def test_hopeless_nesting_ends_soon(sign: str) -> None:
    outcome = read(f"---\na: {sign * 100_000}\n---\nbody")
    assert outcome.value == FrontMatter("body", outcome.value.body_line)
    assert outcome.diagnostics[-1].code.name == "RCA101"


def test_a_megabyte_of_front_matter_is_not_read() -> None:
    outcome = read(f"---\na: {'x' * 1_000_000}\n---\nbody")
    assert [d.code.name for d in outcome.diagnostics] == ["RCA101"]
    assert outcome.value.body == "body"


def test_escapes_give_no_control_characters() -> None:
    assert entries('---\na: "x\\0\\e[2Jy"\n---\n') == {"a": "x\ufffd\ufffd[2Jy"}


def test_unicode_line_separators_do_not_count_as_lines() -> None:
    text = "---\na: x\u2028y\u2029z\nb: 1\nb: 2\n---\n"
    assert codes(text) == [("RCA103", 4)]


@pytest.mark.parametrize("loader", [yaml.BaseLoader, yaml.CBaseLoader])
def test_both_loaders_read_the_same(
    loader: type[yaml.BaseLoader], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_tree, "_LOADER", loader)
    test_lines_and_quotes()
    test_twin_keys_at_any_level()
    test_nesting_is_read_to_twenty_levels()
    assert codes('---\na: 1\nb: "\\U00110000"\n---\n')[0][0] == "RCA101"
    assert codes("---\na: [\n---\n") == [("RCA101", 3)]
