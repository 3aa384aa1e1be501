"""What a file says comes back from bytes as it was."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rcagraph.build.said import Said
from rcagraph.build.wire import NotWritable, decoded, encoded
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.model.facts import (
    EdgeFact,
    LinkFact,
    LinkTarget,
    Mention,
    NodeFact,
    NodeKey,
    Place,
    ProseFact,
    SkippedFact,
)
from tests.strategies import VALUES, texts

KEY, PLACE = NodeKey("v", "Incident", "a/b"), Place("a/b.md", 3, "services")
NEW_YORK = timezone(timedelta(hours=-5))


def test_each_sort_of_fact() -> None:
    said = Said(
        (
            NodeFact(KEY, "b", PLACE, {"date": date(2025, 1, 2)}, ("x", "y"), False),
            EdgeFact("AFFECTS", KEY, Mention(("Service",), "cart", True, True), PLACE, "services"),
            EdgeFact(
                "CITES", Mention(("Team",), "x"), LinkTarget("b", ("Team",)), PLACE, "r", {}, False
            ),
            EdgeFact("OWNS", KEY, KEY, PLACE, "r", {"strength": "hard", "n": 2}),
            LinkFact(KEY, LinkTarget("c d", (), True, True, True), PLACE, "label", True),
            ProseFact("AFFECTS", KEY, "Service", "cart failed", PLACE),
            SkippedFact(Place("t.md", 1)),
        ),
        (Diagnostic(Code.RCA106, "a.md", 4, "detail", "hint", (PLACE, PLACE)),),
        3,
        (0, 7),
    )
    assert decoded(encoded(said)) == said


def test_days_and_moments_are_no_texts_and_keep_their_offset() -> None:
    values = {
        "text": "2025-01-02",
        "day": date(2025, 1, 2),
        "moment": datetime(2025, 1, 2, 3, 4, 5, 6, NEW_YORK),
        "utc": datetime(2025, 1, 2, 3, 4, tzinfo=UTC),
        "bare": datetime(2025, 1, 2),
    }
    (fact,) = decoded(encoded(Said((NodeFact(KEY, "b", PLACE, values),)))).facts
    assert isinstance(fact, NodeFact)
    assert repr(fact.properties) == repr(values)


@pytest.mark.parametrize("value", ["half \ud800", 10**30])
def test_what_cannot_be_written_is_said(value: str | int) -> None:
    with pytest.raises(NotWritable):
        encoded(Said((NodeFact(KEY, "b", PLACE, {"title": value}),)))


@given(st.dictionaries(texts(), st.one_of(*VALUES.values()), max_size=5))
def test_any_values(values: dict[str, object]) -> None:
    said = Said((NodeFact(KEY, "b", PLACE, values), EdgeFact("OWNS", KEY, KEY, PLACE, "r", values)))
    back = decoded(encoded(said))
    assert back == said
    for fact in back.facts:
        assert isinstance(fact, NodeFact | EdgeFact)
        assert list(map(type, fact.properties.values())) == list(map(type, values.values()))
