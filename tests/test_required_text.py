"""A text that lacks what a pattern needs is not searched; one that has a match always is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rcagraph.extract.required_text import foldable, may_match, required


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        ("(?i)Error rate: (\\d+)%", [("error rate: ",)]),
        ("(?m)^ *(?:users|customers) (?:hit|lost)", [("hit", "lost"), ("users", "customers")]),
        ("(?:abcd)?x+yy", []),
        ("(?:abcd){1,2}[ef]ghi", [("abcd",), ("ghi",)]),
        ("(abcd|e)", []),
        ("(?=abcd)efg(?<!hijk)", [("efg",)]),
        ("(?x) ab cd # ef", [("abcd",)]),
        ("a", []),
        ("(?i)STRASSE|Straße", [("trasse",)]),
        ("(x)(?(1)abcd|efgh)", []),
    ],
)
def test_what_a_pattern_needs(pattern: str, needed: list[tuple[str, ...]]) -> None:
    assert list(required(re.compile(pattern))) == sorted(needed)


def test_a_text_without_it_is_not_searched() -> None:
    pattern = re.compile("(?i)(\\d+) support tickets")
    assert not may_match(pattern, foldable("some support"))
    assert may_match(pattern, foldable("5 SUPPORT Tickets"))


def test_letters_that_folding_would_hide_are_searched_for() -> None:
    pattern = re.compile("(?i)title")
    assert pattern.search("Tİtle")
    assert may_match(pattern, foldable("Tİtle"))


WORDS = ("abc", "Straße", "ſet", "µs", "ΣΊΣΥΦΟΣ", "ﬅop", "K", "ẞa", "ͅι", "Ⅷ", "ıi")
pieces = st.recursive(
    st.sampled_from(WORDS).map(re.escape) | st.text(max_size=4).map(re.escape),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3).map(lambda each: f"(?:{'|'.join(each)})")
        | inner.map(lambda one: f"(?:{one})?")
        | inner.map(lambda one: f"(?:{one}){{1,2}}")
        | st.lists(inner, min_size=1, max_size=3).map("".join)
    ),
    max_leaves=6,
)


@given(st.sampled_from(("", "(?i)")), pieces, st.data())
def test_no_match_is_missed(flags: str, piece: str, data: st.DataObject) -> None:
    pattern = re.compile(flags + piece)
    text = data.draw(st.from_regex(pattern) | st.text())
    turned = "".join(data.draw(st.sampled_from((c, c.upper(), c.lower()))) for c in text[:60])
    for one in (text, turned):
        assert may_match(pattern, foldable(one)) or not pattern.search(one)
