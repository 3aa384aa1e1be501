"""Bytes to a note: no bytes raise, no note is lost, every line is a line of the file."""

import os
import pickle
from pathlib import Path
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rcagraph.model.diagnostics import Outcome
from rcagraph.vault.clean import CONTROL
from rcagraph.vault.note import Entry, Heading, Link, Note, Scalar
from rcagraph.vault.read import MAX_BYTES, parse_note, read_note


def codes(outcome: Outcome[Note]) -> list[tuple[str, int]]:
    return [(d.code.name, d.line) for d in outcome.diagnostics]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_byte_order_mark_and_line_ends(mark: bytes, end: bytes) -> None:
    data = mark + end.join([b"---", b"a: b", b"---", b"", b"# T", b"[[x]]", b""])
    outcome = parse_note("n.md", data)
    assert outcome.diagnostics == ()
    assert outcome.value == Note(
        "n.md",
        {"a": Entry(Scalar("b", 2), 2)},
        "\n# T\n[[x]]\n",
        4,
        (Heading("T", 1, 5),),
        (Link("x", 6, 0),),
        paragraphs=outcome.value.paragraphs,
    )


def test_not_utf8_is_said_with_its_line_and_kept() -> None:
    outcome = parse_note("n.md", b"# T\r\n\r\ncaf\xe9 [[x]]\r\n\xff")
    assert codes(outcome) == [("RCA002", 3)]
    assert outcome.value.body == "# T\n\ncaf\ufffd [[x]]\n\ufffd"
    assert outcome.value.links == (Link("x", 3, 0),)


def test_other_encodings_are_tried_in_order_and_named() -> None:
    data = b"# T\r\n\r\ncaf\xe9 [[x]]\r\n"
    for encodings in (["cp1252"], ["ascii", "cp1252"]):
        outcome = parse_note("n.md", data, ("yaml",), encodings)
        assert outcome.value.body == "# T\n\ncaf\u00e9 [[x]]\n"
        (said,) = outcome.diagnostics
        assert (said.line, said.detail, said.hint) == (
            *(3, "byte 0xe9, read as cp1252"),
            "save it as UTF-8",
        )
    assert parse_note("n.md", "é".encode(), ("yaml",), ["cp1252"]).diagnostics == ()
    lost = parse_note("n.md", b"\x81\xe9", ("yaml",), ["cp1252"])
    assert (lost.value.body, lost.diagnostics[0].hint) == ("\ufffd\ufffd", "")


@pytest.mark.parametrize("size", [0, 3, 9, 10, 11, 20])
def test_a_file_that_grows_or_shrinks_while_it_is_read_is_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    (tmp_path / "n.md").write_bytes(b"0123456789")
    status = list((tmp_path / "n.md").stat())
    status[6] = size
    monkeypatch.setattr(Path, "stat", lambda _: os.stat_result(status))
    assert read_note(tmp_path, "n.md").value.body == "0123456789"


@pytest.mark.parametrize("code", [*range(9), *range(11, 13), *range(14, 32), 127])
def test_every_control_character_of_ascii_is_replaced(code: int) -> None:
    assert parse_note("n.md", b"a %c\tb\n" % code).value.body == "a \ufffd\tb\n"


def test_control_characters_are_unprintable_so_that_printable_text_holds_none() -> None:
    codes = [code for code in range(0x110000) if CONTROL.match(chr(code))]
    assert (len(codes), [code for code in codes if chr(code).isprintable()]) == (2145, [])


def test_control_characters_are_replaced() -> None:
    outcome = parse_note("n.md", b"---\na: x\0y\n---\n\x1b[2J\tb\xed\xa0\x80")
    assert outcome.value.front["a"].value == Scalar("x\ufffdy", 2)
    assert outcome.value.body == "\ufffd[2J\tb\ufffd\ufffd\ufffd"


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", "\u00a0\u3000".encode()])
def test_an_empty_note_is_kept(data: bytes) -> None:
    outcome = parse_note("a/n.md", data)
    assert codes(outcome) == [("RCA004", 0)]
    assert outcome.value == Note("a/n.md")


def test_front_matter_alone_is_not_empty() -> None:
    assert parse_note("n.md", b"---\na: b\n---\n").diagnostics == ()


def test_too_large_a_file_is_kept_without_text(tmp_path: Path) -> None:
    with (tmp_path / "big.md").open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    outcome = read_note(tmp_path, "big.md")
    assert (codes(outcome), outcome.value) == ([("RCA005", 0)], Note("big.md"))


def test_the_largest_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "big.md").write_bytes(b"[[x]]" + b"a" * (MAX_BYTES - 5))
    outcome = read_note(tmp_path, "big.md")
    assert outcome.diagnostics == ()
    assert outcome.value.links == (Link("x", 1, -1),)


def test_what_cannot_be_read_is_kept(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "folder.md").mkdir()
    for path in ("none.md", "pipe.md", "folder.md", "nul\0.md"):
        outcome = read_note(tmp_path, path)
        assert (codes(outcome), outcome.value) == ([("RCA001", 0)], Note(path))


def test_findings_of_all_stages_come_together() -> None:
    outcome = parse_note("n.md", b"---\na: 1\na: \xff\n---\n")
    assert codes(outcome) == [("RCA002", 3), ("RCA103", 3)]


def test_a_note_travels_between_processes() -> None:
    note = parse_note("n.md", b"---\na: {b: [c]}\n---\n# T\n| x |\n|--|\n| y |\n").value
    assert pickle.loads(pickle.dumps(note)) == note


def _spelt(piece: str) -> str:
    """A piece of text, written without white space and invisible characters."""
    return piece.translate(str.maketrans("_~$@^¶§", " \n\r\0\x1b\u2028\ufeff"))


REPEATED = """[ [[ ![ [a]( > >_ ` `_ -_ *a_ <!-- %% x_%%a~~ |a [[x]]_ <a_ &#0; ~ ---~ ---~a:_b~
---~a:_[ {a:_ @"""


@pytest.mark.parametrize("piece", REPEATED.split())
def test_repetition_costs_little(piece: str) -> None:
    data = _spelt(piece).encode()
    data *= 200_000 // len(data)
    before = process_time()
    assert parse_note("n.md", data).value.path == "n.md"
    assert process_time() - before < 5  # far more than is needed, far less than n² takes


SIGNS = r"""---~ a:_b~ a:_[ &x_ *x_ #_ -_ >_ |_ |--|~ [[ ]] | # ![ [t]( ) %% ` ```~ <!-- --> $~ $ ~
~~ __ é § ¶ @ ^ &#27; %00 😀 "\e" \ x { } ?_"""
PIECES = st.sampled_from(SIGNS.split()).map(_spelt)
BYTES = st.one_of(
    st.binary(max_size=200),
    st.lists(PIECES, max_size=60).map(lambda pieces: "".join(pieces).encode()),
    st.lists(st.one_of(PIECES.map(str.encode), st.binary(max_size=3)), max_size=40).map(b"".join),
)


@given(BYTES)
@example(b"---\na: b\n---")
@example(b"---\n\x00: [")
@example(b"---\na:\n? [b]\n---\n[[x]]")
def test_no_bytes_raise_and_every_line_is_in_the_file(data: bytes) -> None:
    outcome = parse_note("n.md", data)
    note, again = outcome.value, parse_note("n.md", data)
    assert again == outcome
    last = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    blocks = (note.headings, note.items, note.paragraphs, note.tables)
    lines = [link.line for link in note.links] + [one.line for block in blocks for one in block]
    assert all(note.body_line <= line <= last for line in lines)
    assert all(-1 <= link.section < len(note.headings) for link in note.links)
    assert all(1 <= entry.line <= last for entry in note.front.values())
    assert all(0 <= one.line <= last for one in outcome.diagnostics)
    shown = repr(note)
    assert shown.encode().decode() == shown
    assert "\\x1b" not in shown
    assert "\\x00" not in shown
