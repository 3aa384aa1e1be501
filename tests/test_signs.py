"""A source is passed by where the note has nothing that it could give, and only there."""

import pytest

from rcagraph.extract.find import find
from rcagraph.extract.signs import living
from rcagraph.profile.source import parse_source
from tests.notes import note

TEXT = """---
Started-At: 2025-01-02
a.b: x
---
# Outage

**Sev:** 1

## 2. Root causes (draft):

- disk

| A | B |
| - | - |
| c | d |
"""
ALIVE = (
    "started_at", "a.b", "label:sev", "label:Root Causes.SEV", "label:/^s/",
    "section:Root Causes", "list:root-causes", "list:/cause/", "table:Root Causes.A",
    "body:disk", "tag:.+", "@h1", "=text",
)  # fmt: skip
PASSED_BY = ("started", "label:severity", "section:Root", "list:Summary", "table:Outages.A")


@pytest.mark.parametrize("text", ALIVE)
def test_what_a_note_may_answer_is_asked_for(text: str) -> None:
    gone, source = parse_source("gone"), parse_source(text)
    assert list(living(note(TEXT), (gone, source))) == [source]


@pytest.mark.parametrize("text", PASSED_BY)
def test_what_it_cannot_answer_is_passed_by(text: str) -> None:
    source = parse_source(text)
    assert list(living(note(TEXT), (source,))) == []
    assert list(find(note(TEXT), (source,))) == []
