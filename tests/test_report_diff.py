"""The diff that `check --fix` shows."""

from difflib import unified_diff

from hypothesis import example, given
from hypothesis import strategies as st

from rcagraph.report.diff import unified


def test_a_hunk_has_three_lines_around() -> None:
    old = "".join(f"{n}\n" for n in range(1, 10))
    assert unified("n.md", old, old.replace("5", "five")) == (
        "--- a/n.md\n+++ b/n.md\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n"
    )


def test_nothing_changed_is_no_diff() -> None:
    assert unified("n.md", "a\n", "a\n") == ""


def test_line_ends_are_told_apart_from_lines_and_blanks_are_kept() -> None:
    shown = unified("n.md", "a\r\n\tb  c\rd", "a\r\n\tb  C\rd")
    assert shown == "--- a/n.md\n+++ b/n.md\n@@ -1,3 +1,3 @@\n a\n-\tb  c\n+\tb  C\n d\n"


def test_nothing_that_moves_a_cursor_is_shown() -> None:
    assert "\x1b" not in unified("n\x1b.md", "\x1b[2J a\n", "\x1b[2J b\n")


LINES = st.lists(st.sampled_from("ab"), min_size=1, max_size=40)


@given(LINES, st.sets(st.integers(0, 39)))
@example(["a"] * 8, {0, 7})
@example(["a"] * 9, {0, 8})
def test_it_is_what_difflib_shows(lines: list[str], changed: set[int]) -> None:
    """Of lines that are all different, so that there is one diff only."""
    old = [f"{n} {line}" for n, line in enumerate(lines)]
    new = [f"{line}!" if n in changed else line for n, line in enumerate(old)]
    theirs = list(unified_diff(old, new, "a/n", "b/n", lineterm=""))
    ours = unified("n", "\n".join(old) + "\n", "\n".join(new) + "\n").splitlines()
    assert [_whole(line) for line in theirs] == ours


def _whole(line: str) -> str:
    """A hunk of one line is told without its length there."""
    return "@@ -1,1 +1,1 @@" if line == "@@ -1 +1 @@" else line
