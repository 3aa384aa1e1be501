"""`docs/profiles.md` is what the code does: its examples are run, and it has every key."""

import json
import re
import tomllib
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from rcagraph.api import load
from rcagraph.export.attributes import json_value
from rcagraph.extract.find import find
from rcagraph.extract.misfit import Misfit
from rcagraph.extract.money import Money, money
from rcagraph.extract.values import read_value
from rcagraph.profile import read_profile
from rcagraph.profile.field_kinds import FIELD_KINDS
from rcagraph.profile.source import AT_NAMES, Where, parse_source
from rcagraph.profile.tables import TABLES, TOP
from rcagraph.reference.json_schema import published
from rcagraph.vault.read import parse_note

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/profiles.md").read_text("utf-8")
BLOCK = re.compile(r"^(`{3,4})(\w+)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"^`([\w./-]+)`\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEADINGS = {
    **{TOP: "The tables of the file", "a source": "A part of a value"},
    "[type.fields.KIND]": "`[type.fields]`",
}
"""Of places that the page calls otherwise than the reader does."""


def sections() -> dict[str, str]:
    """By heading, the text up to the next one; what is in a fence is no heading."""
    found, heading, fence = dict[str, str](), "", ""
    for line in PAGE.splitlines(keepends=True):
        ticks = re.match("`{3,}|", line)[0]  # type: ignore[index]
        if ticks and ticks == (fence or ticks):
            fence = "" if fence else ticks
        if line.startswith("##") and not fence:
            heading = line.lstrip("#").strip()
        found[heading] = found.get(heading, "") + line
    return found


SECTIONS = sections()


def rows(text: str) -> list[list[str]]:
    """The cells of the rows of a table, without its header."""
    lines = [line for line in text.splitlines() if line.startswith("| `")]
    return [re.split(r"(?<!\\) ?\| ?", line)[1:-1] for line in lines]


EXPRESSIONS = rows(SECTIONS["Where a value stands"])
KINDS = rows(SECTIONS["What a value is"])
TOML = [text for _, language, text in BLOCK.findall(PAGE) if language == "toml"]


@pytest.mark.parametrize("row", EXPRESSIONS, ids=lambda row: row[0])
def test_each_expression_gives_on_the_note_what_the_page_says(row: list[str]) -> None:
    sample = next(text for ticks, _, text in BLOCK.findall(PAGE) if len(ticks) == 4)
    note = parse_note("ops/eu/2025-04-01-mail.md", sample.encode()).value
    found = find(note, (parse_source(row[0].strip("`")),))
    assert [hit.text for hit in found] == [text.strip("`") for text in row[1].split(" · ")]


def test_every_sort_of_expression_is_in_the_page() -> None:
    sources = [parse_source(row[0].strip("`")) for row in EXPRESSIONS]
    assert {source.where for source in sources} == set(Where)
    places = {source.argument for source in sources if source.where is Where.AT}
    assert places == set(AT_NAMES)


@pytest.mark.parametrize("row", KINDS, ids=lambda row: f"{row[0]} {row[2]}")
def test_each_kind_reads_what_the_page_says(row: list[str]) -> None:
    kind, text, expected = (row[at].strip("`") for at in (0, 2, 3))
    value = money(text) if kind == "money" else read_value(text, kind, UTC)
    if isinstance(value, Money):
        value = f"{value.amount} {value.currency}".strip()
    assert expected.startswith("refused") if isinstance(value, Misfit) else str(value) == expected


def test_every_kind_of_field_is_in_the_page() -> None:
    assert {row[0].strip("`") for row in KINDS} == set(FIELD_KINDS)


@pytest.mark.parametrize("text", TOML)
def test_every_profile_of_the_page_is_one(text: str, tmp_path: Path) -> None:
    file = tmp_path / "rcagraph.toml"
    file.write_text(text, "utf-8")
    assert read_profile(file).ontology.nodes


@pytest.mark.parametrize("text", TOML)
def test_every_profile_of_the_page_is_one_by_the_schema_too(text: str) -> None:
    problems = Draft202012Validator(published("profile")).iter_errors(tomllib.loads(text))
    assert [problem.message for problem in problems] == []


def written_and_checked(title: str, folder: Path) -> list[str]:
    """The files of a section, which give what it says by a profile of less than forty lines."""
    files = dict(FILE.findall(SECTIONS[title]))
    assert len(files["rcagraph.toml"].splitlines()) < 40
    for path, text in files.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    check(SECTIONS[title], folder)
    return sorted(files)


def test_the_walk_through_gives_what_it_says(tmp_path: Path) -> None:
    assert written_and_checked("Ten minutes: a vault that nobody has seen", tmp_path) == [
        "log/2025-03-02-turnstiles.md",
        "rcagraph.toml",
        "things/turnstiles.md",
    ]


def test_the_house_on_four_pages_gives_what_it_says(tmp_path: Path) -> None:
    assert written_and_checked("A whole house on four pages", tmp_path) == [
        "dienste.md",
        "handbuch/von-hand.md",
        "rcagraph.toml",
        "stoerungen.md",
        "teams.md",
    ]


def check(walk: str, folder: Path) -> None:
    """The folder gives the edges and the values that the text says, and no complaint."""
    vault = load(folder)
    said = {language: text for _, language, text in BLOCK.findall(walk)}
    assert vault.diagnostics == ()
    assert sorted(edges(vault.graph)) == said["text"].splitlines()
    (incident,) = vault.graph.nodes("Incident")
    known = json.loads(said["json"])
    assert {n: json_value(incident.properties[n]) for n in known} == known


def edges(graph: object) -> Iterator[str]:
    for edge in graph.edges():  # type: ignore[attr-defined]
        names = [graph[end].name for end in (edge.source, edge.target)]  # type: ignore[index]
        yield f"{edge.source.kind} {names[0]} {edge.type} {edge.target.kind} {names[1]}"


@pytest.mark.parametrize("where", TABLES)
def test_every_key_that_the_reader_takes_is_in_the_page(where: str) -> None:
    under = rows(SECTIONS[HEADINGS.get(where, f"`{where}`")])
    assert {row[0].strip("`") for row in under} == set(TABLES[where])
