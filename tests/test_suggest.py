"""Near names for links that reach nothing."""

from rcagraph.graph.suggest import with_suggestions
from tests.notes import joined


def hints(text: str) -> list[str]:
    made = joined(
        {"services/order-service.md": "---\nowner: x\n---\n", "services/order-server.md": "x",
         "note.md": text}
    )  # fmt: skip
    return [found.hint for found in with_suggestions(made.diagnostics, made.graph)]


def test_a_typo_is_told_what_it_may_have_meant_nearest_first() -> None:
    assert hints("[[order-servise]]") == ["did you mean [[order-service]] or [[order-server]]?"]


def test_another_name_is_left_alone() -> None:
    assert hints("[[billing]]") == [""]


def test_other_diagnostics_stay_as_they_are() -> None:
    made = joined({"a/same.md": "x", "b/same.md": "y", "note.md": "[[same]]"})
    assert with_suggestions(made.diagnostics, made.graph) == made.diagnostics
