"""The queries of docs/query-your-incidents.md, each with the answer that stands below it."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

PAGE = Path(__file__).parent.parent / "docs" / "query-your-incidents.md"
BLOCK = re.compile(r"^## (.+?)\n(.*?)^```cypher\n(.*?)^```\n\n?((?:\|[^\n]*\n)*)", re.M | re.S)


class Question(NamedTuple):
    title: str
    neo4j_only: bool
    text: str
    answer: str
    """The lines of a Markdown table."""


def questions() -> list[Question]:
    return [
        Question(title, "*Neo4j only*" in between, text, answer)
        for title, between, text, answer in BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    ]


def table(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """An answer as the page shows it; a thing by its name."""
    names = list(columns)
    lines = [names, ["---"] * len(names), *([shown(value) for value in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        return str(value["name"])
    if isinstance(value, list):
        return " → ".join(map(shown, value))
    return f"{value:.1f}" if isinstance(value, float) else str(value)
