"""A header without fences that is not quite one: what can be read is read, the rest is said."""

import pytest

from rcagraph.vault.note import Scalar
from rcagraph.vault.read import parse_note


def read(text: str) -> tuple[dict[str, str], str, list[tuple[str, int, str]]]:
    """The keys, the body, and what was said."""
    made = parse_note("a.md", text.encode(), ("header",))
    values = {k: e.value.text for k, e in made.value.front.items() if isinstance(e.value, Scalar)}
    return values, made.value.body, [(d.code.name, d.line, d.detail) for d in made.diagnostics]


AB = {"a": "1", "b": "2"}


@pytest.mark.parametrize(
    ("text", "keys", "body", "said"),
    [
        ("A: 1\nB: 2\n\ntext\n", AB, "\ntext\n", []),
        ("Sheet 12\n\nA: 1\nB: 2\n\ntext\n", AB, "Sheet 12\n\n\n\n\ntext\n", []),
        ("A: 1,\n3\nB: 2\n", {"a": "1, 3", "b": "2"}, "", []),
        ("A: 1\nB: 2\n(by me)\nC: 3\n", AB | {"c": "3"}, "\n\n(by me)\n\n",
         [("RCA114", 3, "'(by me)'")]),
        ("A: 1\nB: 2\nIt broke.\nThen\n", AB, "It broke.\nThen\n",
         [("RCA114", 3, "'It broke.' ends the header")]),
        ("A: 1\nprose\nB: 2\n", {}, "A: 1\nprose\nB: 2\n", []),
        ("One\ntwo\nthree\nA: 1\nB: 2\n", {}, "One\ntwo\nthree\nA: 1\nB: 2\n", []),
        ("# Title\nA: 1\nB: 2\n", {}, "# Title\nA: 1\nB: 2\n", []),
    ],
)  # fmt: skip
def test_each_header(
    text: str, keys: dict[str, str], body: str, said: list[tuple[str, int, str]]
) -> None:
    assert read(text) == (keys, body, said)


def test_the_lines_of_the_body_stay_where_they_were() -> None:
    made = parse_note("a.md", b"Sheet 12\nA: 1\nB: 2\n\n# Title\n", ("header",)).value
    assert [(h.text, h.line) for h in made.headings] == [("Title", 5)]
    assert made.front["b"].line == 3
