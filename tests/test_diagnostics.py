"""Every code has a case file in `diagnostics/`: the offending notes, then the exact lines.

Blocks of a case file, each fenced with four backticks:

- `note PATH`: a file of the vault, as it stands;
- `bytes PATH`: the same, with the escapes of a Python bytes literal, also in its path;
- `symlink PATH`: a symbolic link to the path in the block;
- `filler PATH BYTES`: a file of that many bytes, the block's text over and over;
- `expect [DAY]`: the lines of `check` in their order. For 4xx codes also what the graph shows, on
  that day; for 6xx those of its RDF.
"""

import ast
import re
from collections.abc import Iterator
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

import pytest

from rcagraph.analysis.checks import check
from rcagraph.api import load
from rcagraph.export.rdf.validation import validate
from rcagraph.model.diagnostics import Code
from tests.mutate_diagnostics import outcome, sites

FOLDER = Path(__file__).parent / "diagnostics"
PACKAGE = Path(__file__).parents[1] / "rcagraph"
BLOCK = re.compile(r"^````(\w+) ?(.*)\n((?:.*\n)*?)````$", re.MULTILINE)


class Block(NamedTuple):
    sort: str
    words: tuple[str, ...]
    text: str


def blocks(code: str) -> list[Block]:
    text = (FOLDER / f"{code}.md").read_text("utf-8")
    return [Block(sort, tuple(words.split()), body) for sort, words, body in BLOCK.findall(text)]


def write(root: Path, block: Block) -> None:
    name = block.words[0]
    file = root / (ast.literal_eval(f'"{name}"') if block.sort == "bytes" else name)
    file.parent.mkdir(parents=True, exist_ok=True)
    if block.sort == "symlink":
        file.symlink_to(block.text.strip())
    else:
        file.write_bytes(content(block))


def content(block: Block) -> bytes:
    if block.sort == "filler":
        return bytes(islice(cycle(block.text.encode()), int(block.words[1])))
    if block.sort == "bytes":
        return bytes(ast.literal_eval(f'b"""{block.text}"""'))
    assert block.sort == "note", f"no block is called {block.sort}"
    return block.text.encode()


def said(code: str, root: Path, day: date | None) -> Iterator[str]:
    vault = load(root)
    found = [*vault.diagnostics]
    if code >= "RCA6":
        found += validate(vault.graph)
    elif code >= "RCA4":
        found += check(vault.graph, day)
    return map(str, sorted(found, key=lambda one: one.sort_key))


def test_every_code_has_its_case_and_no_case_is_left_over() -> None:
    assert sorted(file.stem for file in FOLDER.glob("*.md")) == sorted(Code.__members__)


@pytest.mark.parametrize("code", sorted(Code.__members__))
def test_the_case_gives_exactly_its_lines(code: str, tmp_path: Path) -> None:
    *files, expect = blocks(code)
    assert expect.sort == "expect"
    assert f"[{code}]" in expect.text
    root = tmp_path / "vault"
    root.mkdir()
    for block in files:
        write(root, block)
    day = date.fromisoformat(expect.words[0]) if expect.words else None
    assert list(said(code, root, day)) == expect.text.splitlines()


@pytest.mark.parametrize("code", Code)
def test_a_case_file_begins_with_its_code_and_title(code: Code) -> None:
    text = (FOLDER / f"{code.name}.md").read_text("utf-8")
    heading, sentence = text.split("\n\n")[:2]
    assert heading == f"# {code.name}: {code.value.title}"
    assert sentence.endswith(".")


def test_every_code_is_said_somewhere() -> None:
    assert {code for code, _ in sites(PACKAGE)} == set(Code.__members__)


def test_a_code_that_is_taken_out_is_missed() -> None:
    """For one code; `make mutate` does it for all."""
    places = [place for code, place in sites(PACKAGE) if code == "RCA402"]
    assert outcome("RCA402", []) == "same"
    assert outcome("RCA402", places) == "differs"
