"""`label:NAME`: what stands after a label in lines, items and tables of two columns."""

import pytest

from rcagraph.extract.find import find
from rcagraph.profile.source import parse_source
from tests.notes import note


def found(source: str, text: str) -> list[tuple[str, int]]:
    """Text and line of each hit."""
    return [(hit.text, hit.place.line) for hit in find(note(text), (parse_source(source),))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Impact:** all", [("all", 1)]),
        ("**Impact**: all", [("all", 1)]),
        ("impact : all", [("all", 1)]),
        ("Im*pac*t: all", [("all", 1)]),
        ("1. Impact: all", [("all", 1)]),
        ("- **Impact** (EU): all", [("all", 1)]),
        ("Cause: x\nImpact: all\nof them\nOwner: y", [("all of them", 2)]),
        ("Impact:\n\n- a\n  - b\n- c\n\nMore:\n\n- d", [("a", 3), ("c", 5)]),
        ("- Impact:\n  - a\n  - b\n    - c\n- d", [("a", 2), ("b", 3)]),
        ("- Impact: a\n  - b", [("a", 1)]),
        ("| Impact | all |\n|-|-|\n| Owner | x |", [("all", 1)]),
        ("| Key | Value |\n|-|-|\n| **Impact** | all |\n| Impact | |", [("all", 3)]),
        ("Impact: a\n\n# H\n\nImpact: b", [("a", 1), ("b", 5)]),
        ("The impact: all", []),
        ("Impact all", []),
        ("Impact", []),
        ("Impact:", []),
        ("- x\n  - Impact: all", []),
        ("| Impact | all | x |\n|-|-|-|\n", []),
        ("Impact://all", []),
    ],
)
def test_a_label_anywhere(text: str, expected: list[tuple[str, int]]) -> None:
    assert found("label:Impact", text) == expected


PAGE = "Status: a\n\n# Title\n\nStatus: b\n\n## Details\n\nStatus: c\n\n### More\n\n- Status: d\n"


def test_a_label_under_a_heading_and_in_the_head() -> None:
    assert found("label:Details.Status", PAGE) == [("c", 9), ("d", 13)]
    assert found("label:/^more|other$/.Status", PAGE) == [("d", 13)]
    assert found("label:.Status", PAGE) == [("a", 1), ("b", 5)]
    assert found("label:.Status", PAGE.replace("# Title", "## Title")) == [("a", 1)]


@pytest.mark.parametrize("text", ["label:", "label: ", "label:Details."])
def test_a_label_without_a_name_is_no_source(text: str) -> None:
    with pytest.raises(
        ValueError, match=r"names no label: write label:NAME or label:HEADING\.NAME"
    ):
        parse_source(text)


def test_the_heading_of_a_label_may_be_a_regex_and_must_be_one() -> None:
    with pytest.raises(ValueError, match="is no regular expression"):
        parse_source("label:/(/.Status")


def test_the_name_of_a_label_may_be_a_regex_and_must_be_one() -> None:
    assert found("label:/(?i)im.act/", "IMPACT: all") == [("all", 1)]
    assert found("label:/^more$/./stat.s/", PAGE.lower()) == [("d", 13)]
    with pytest.raises(ValueError, match="is no regular expression"):
        parse_source("label:/(/")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Impact:** all | **Owner:** me", [("all", 1)]),
        ("Owner: me | Impact: all", [("all", 1)]),
        ("- Owner: me · Impact: all", [("all", 1)]),
        ("Owner：我　Impact：all", [("all", 1)]),
        ("Impact: a | b", [("a | b", 1)]),
        ("Impact: 50%  Owner: me", [("50%", 1)]),
        ("Impact: at 10:30 | 11:30", [("at 10:30 | 11:30", 1)]),
        ("Impact:: all", [("all", 1)]),
        ("Impact：all\n状态：好", [("all", 1)]),
        ("> [!note] Impact: all\n> Owner: me", [("all", 1)]),
    ],
)
def test_labels_beside_one_another(text: str, expected: list[tuple[str, int]]) -> None:
    assert found("label:Impact", text) == expected
