"""Every query of docs/sparql.md gives the answer printed below it, on three stores."""

import os
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from rcagraph.api import load
from rcagraph.engines.run_sparql import run_sparql
from rcagraph.engines.sparql import EmbeddedStore
from rcagraph.engines.sparql_places import GraphAtEndpoint, graph_at
from rcagraph.engines.sparql_terms import Rows
from rcagraph.export.rdf.endpoint import Endpoint
from rcagraph.export.rdf.store import Push
from tests.query_page import table

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "sparql.md"
BLOCK = re.compile(r"^```sparql\n(.*?)^```\n\n((?:\|[^\n]*\n)+)", re.M | re.S)
EXAMPLE = ROOT / "examples" / "hopfield-pantry"


class Question(NamedTuple):
    text: str
    answer: str


QUESTIONS = [Question(*found) for found in BLOCK.findall(PAGE.read_text("utf-8"))]


def answered(question: Question, place: EmbeddedStore | GraphAtEndpoint) -> str:
    found = run_sparql(question.text, place=place)
    assert isinstance(found, Rows)
    return table(*found)


def test_the_page_has_its_questions() -> None:
    assert len(QUESTIONS) == 4
    assert all(question.answer.count("\n") > 2 for question in QUESTIONS)


def test_the_embedded_store_gives_the_printed_answers() -> None:
    place = EmbeddedStore(load(EXAMPLE).graph)
    if os.environ.get("RCAGRAPH_UPDATE_GOLDEN") == "1":
        page = PAGE.read_text("utf-8")
        for question in QUESTIONS:
            page = page.replace(
                f"{question.text}```\n\n{question.answer}",
                f"{question.text}```\n\n{answered(question, place)}",
            )
        PAGE.write_text(page, "utf-8")
        return
    for question in QUESTIONS:
        assert answered(question, place) == question.answer


@pytest.mark.sparql
def test_a_store_gives_the_printed_answers(store: Endpoint) -> None:
    graph = load(EXAMPLE).graph
    place = graph_at(store, Push(graph, store).push().graph, 60)
    for question in QUESTIONS:
        assert answered(question, place) == question.answer
