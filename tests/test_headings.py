"""What a heading is called, whatever stands around its words."""

import pytest

from rcagraph.vault.headings import is_called, plain_heading
from rcagraph.vault.markdown import read_markdown
from rcagraph.vault.note import Note

ACTIONS = (
    "Action Items", "action items", "Action Items:", "Action Items (open)", "5. Action items:",
    "5) Action Items", "5 Action Items", "(5) Action Items", "2.1 Action Items",
    "2.1. - Action Items",
    "IV. Action Items", "b) Action Items", "🚨 Action Items", "🛠️ Action items ✅", "Action-Items",
    ":rotating_light: Action Items", "5. 🚨 Action Items (open):", "Action Items …",
    "Action Items #",
)  # fmt: skip


@pytest.mark.parametrize("heading", ACTIONS)
def test_what_is_taken_off(heading: str) -> None:
    assert is_called(heading, "Action Items")


@pytest.mark.parametrize(
    "heading",
    [
        "Action items taken", "Open Action Items", "Action", "Items", "Actions", "Action Item",
        "Action Items and Owners", "Closed: Action Items", "A Action Items", "100 Action Items",
        "(open) Action Items", "",
    ],
)  # fmt: skip
def test_what_is_not_taken_off(heading: str) -> None:
    assert not is_called(heading, "Action Items")


@pytest.mark.parametrize(
    ("heading", "plain"),
    [
        ("Follow-ups", "follow ups"),
        ("Lessons & Learnings", "lessons and learnings"),
        ("What Didn’t Go Well?", "what didn't go well"),
        ("TL;DR", "tl;dr"),
        ("404", "404"),
        ("✅", "✅"),
        ("(open)", "(open)"),
    ],
)
def test_plain(heading: str, plain: str) -> None:
    assert plain_heading(heading) == plain


def test_a_name_between_slashes_is_a_regex_over_the_words() -> None:
    assert is_called("3. Root causes:", "/^root causes?$/")
    assert not is_called("Root causes found", "/^root causes?$/")
    assert not is_called("a", "/")
    assert is_called("/", "/")


def test_sections_of_several_names_with_what_is_below_them() -> None:
    body = "# T\n\n## 1. Next steps\n\n### Later\n\n## Other\n\n## Follow-ups (2)\n\n# Next Steps\n"
    note = Note("a.md", headings=read_markdown(body).headings)
    assert note.sections_named("Next Steps", "Follow-ups") == {1, 2, 4, 5}
    assert note.sections_named("/^(later|other)$/") == {2, 3}
    assert note.sections_named() == frozenset()
