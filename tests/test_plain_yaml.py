"""Front matter that is read without the YAML parser: only what that says the same of."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rcagraph.vault.note import Entry, Scalar
from rcagraph.vault.plain_yaml import compose_plain
from rcagraph.vault.tree import FRONT_MATTER, MAX_LENGTH, Tree
from rcagraph.vault.yaml_tree import Composer, compose_with

CHARACTERS = "abzAZ019_ ./,()+@%'-:\"[]{}#&*!|>?\\~^=;$<`\t"
TEXT = st.text(alphabet=CHARACTERS, max_size=12)
WORD = st.sampled_from(["a", "a b", "1.5", "a -b", "a- b", "x@y", "a.-", "-", "null", ""]) | TEXT
VALUE = st.one_of(
    st.sampled_from(["2025-03-05", "10:30", "a: b", "a #b", "it's", "x -", "a:", "---", "~", "[]"]),
    TEXT,
    TEXT.map('"{}"'.format),
    st.lists(WORD, max_size=4).map(", ".join).map("[{}]".format),
    st.lists(WORD, max_size=4).map(",".join).map("[{}]".format),
)
KEY = st.sampled_from(["a", "date", "my-key", "_x", "null", "key1", "a b", "1", "-", "?", "<<"])
END = st.sampled_from(["\n", "\n", "\n", "\n", " \n", ""])
LINE = st.tuples(KEY, st.sampled_from([": ", ": ", ": ", ":  ", ":"]), VALUE, END)
BLOCK = st.lists(LINE.map("".join), max_size=4).map("".join) | TEXT


def parsed(text: str) -> Tree:
    """What the parser says."""
    return compose_with(Composer, "n.md", text, 3, FRONT_MATTER)


@given(BLOCK)
@example("a: x\nb: 10:30\nc: [p, q r]\n")
@example("a: 'x'\n")
@example("a: x\n  y\n")
@example("a: x\na: y\n")
@example(f"a: {'x' * 2000}\n")
@example(f"a: [{', '.join(['x'] * 1000)}]\n")
@example(f'a: "{"x " * 1000}"\n')
def test_what_is_read_is_what_the_parser_says(block: str) -> None:
    plain = compose_plain("n.md", f"\n{block}", 3)
    assert plain is None or plain == parsed(f"\n{block}")


def test_words_texts_and_lists_are_read_each_on_its_line() -> None:
    tree = compose_plain("n.md", '\ntitle: "A: b"\ntags: [p, q r,s]\nat: 10:30\nnone: []\n', 1)
    assert tree == Tree(
        {
            "title": Entry(Scalar("A: b", 2, True), 2),
            "tags": Entry((Scalar("p", 3), Scalar("q r", 3), Scalar("s", 3)), 3),
            "at": Entry(Scalar("10:30", 4), 4),
            "none": Entry((), 5),
        },
        (),
    )


def test_a_key_that_is_there_twice_is_said() -> None:
    tree = compose_plain("n.md", "\na: x\na: y\n", 1)
    assert tree is not None
    assert [(d.code.name, d.line, d.detail) for d in tree.diagnostics] == [
        ("RCA103", 3, "`a` on lines 2 and 3")
    ]


@pytest.mark.parametrize(
    "line",
    ["a: b # c", "a:", "a: b ", "a: 'b'", "a: [b", "a: {b: c}", "a: &b c", "a: >", "a: é", "# a",
     "- a", "", '"a": b', "a: b: c", "a: [b: c]", 'a: "\\n"', "a: *b", " a: b", "a: [[b]]", "a: -"],
)  # fmt: skip
def test_all_else_is_left_to_the_parser(line: str) -> None:
    assert compose_plain("n.md", f"\nkey: value\n{line}\n", 1) is None


def test_what_is_too_long_is_left_to_the_parser() -> None:
    assert compose_plain("n.md", "\n" + "a: b\n" * (MAX_LENGTH // 5), 1) is None
