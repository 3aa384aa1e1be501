"""One table as CSV, Markdown, JSON and on a terminal."""

import csv
import io
import json
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from rcagraph.model.table import Table
from rcagraph.report.columns import fitted, wrapped
from rcagraph.report.on_terminal import Paragraph, to_rich
from rcagraph.report.tables import to_csv, to_json, to_markdown

TABLE = Table(
    "What | why",
    ("name", "n", "on", "tags"),
    (
        ("=1+1", 2, date(2025, 1, 3), ("a", "b")),
        ("a|b\nc", -3.5, datetime(2025, 1, 3, 4, 5, tzinfo=UTC), ()),
        (None, None, None, None),
        ("yes", True, None, ("-x",)),
    ),
    "cut off at 10 hops",
)


def test_csv() -> None:
    assert to_csv(TABLE) == (
        "name,n,on,tags\n"
        '\'=1+1,2,2025-01-03,"a, b"\n'
        '"a|b\nc",-3.5,2025-01-03T04:05:00+00:00,\n'
        ",,,\n"
        "yes,true,,'-x\n"
    )


@given(st.text())
def test_no_cell_is_a_formula(said: str) -> None:
    rows = list(csv.reader(io.StringIO(to_csv(Table("", (said, "x"), ((said, 1),))), newline="")))
    assert len(rows) == 2
    for cell, _ in rows:
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
        assert cell in (said, f"'{said}")


def test_a_carriage_return_ends_no_row() -> None:
    assert to_csv(Table("", ("x",), (("a\r=1+1",), ("",)))) == 'x\n"a\r=1+1"\n""\n'


def test_markdown() -> None:
    assert to_markdown(TABLE) == (
        "**What \\| why**\n\n"
        "| name | n | on | tags |\n"
        "| --- | --- | --- | --- |\n"
        "| =1+1 | 2 | 2025-01-03 | a, b |\n"
        "| a\\|b c | \\-3.5 | 2025-01-03T04:05:00+00:00 |  |\n"
        "|  |  |  |  |\n"
        "| yes | yes |  | \\-x |\n"
        "\ncut off at 10 hops\n"
    )


def test_json_keeps_types() -> None:
    shape = json.loads(to_json(TABLE))
    assert shape["columns"] == ["name", "n", "on", "tags"]
    assert shape["rows"] == [
        ["=1+1", 2, "2025-01-03", ["a", "b"]],
        ["a|b\nc", -3.5, "2025-01-03T04:05:00+00:00", []],
        [None, None, None, None],
        ["yes", True, None, ["-x"]],
    ]
    assert shape["truncated"] == "cut off at 10 hops"


def test_json_has_no_words_that_json_has_not() -> None:
    shape = json.loads(to_json(Table("t", ("x",), ((float("nan"),), (float("-inf"),)))))
    assert shape["rows"] == [["nan"], ["-inf"]]
    assert shape["truncated"] is None


def test_terminal() -> None:
    console = Console(width=80, color_system=None, legacy_windows=False)
    with console.capture() as captured:
        console.print(to_rich(Table("t", ("name", "n"), (("[b]x", 2), ("y", 10)), "cut off")))
    assert [line.rstrip() for line in captured.get().splitlines()] == [
        "t", " name   n", "─────────", " [b]x   2", " y     10", "cut off",
    ]  # fmt: skip


def shown(table: Table, width: int) -> list[str]:
    return rendered(to_rich(table), width)


def rendered(shape: object, width: int, colours: Any = None) -> list[str]:
    console = Console(
        width=width, color_system=colours, legacy_windows=False, force_terminal=bool(colours)
    )
    with console.capture() as captured:
        console.print(shape)
    return [line.rstrip() for line in captured.get().splitlines()]


WIDE = Table(
    "",
    ("n", "service", "mode", "share", "uid"),
    ((7, "order-service", "Pool Exhaustion", "7 to 59 %", "acme/Incident/2025-01-03-pool"),),
)


def test_a_table_that_fits_is_as_wide_as_its_text() -> None:
    assert shown(WIDE, 100)[2] == (
        " 7  order-service  Pool Exhaustion  7 to 59 %  acme/Incident/2025-01-03-pool"
    )


def test_the_widest_column_breaks_first_and_at_its_signs() -> None:
    assert shown(WIDE, 65)[2:] == [
        " 7  order-service  Pool        7 to   acme/Incident/2025-01-03-",
        "                   Exhaustion  59 %   pool",
    ]


def test_names_stay_whole_where_longer_words_can_break() -> None:
    assert shown(WIDE, 50)[2:] == [
        " 7  order-service  Pool        7 to   acme/",
        "                   Exhaustion  59 %   Incident/",
        "                                      2025-01-03-",
        "                                      pool",
    ]


def test_names_break_at_their_signs_and_a_day_never_does() -> None:
    assert shown(WIDE, 44)[2:] == [
        " 7  order-   Pool        7 to   acme/",
        "    service  Exhaustion  59 %   Incident/",
        "                                2025-01-03-",
        "                                pool",
    ]


def test_spare_columns_are_left_out_where_words_would_break() -> None:
    def at(width: int) -> list[str]:
        return rendered(to_rich(WIDE, spare=("uid", "gone", "share")), width)[2:]

    assert at(90)[0].endswith("acme/Incident/2025-01-03-pool")
    assert at(60) == [" 7  order-service  Pool Exhaustion  7 to 59 %", "Too narrow here for: uid."]
    assert at(34)[-1] == "Too narrow here for: uid; share."


def test_a_tree_keeps_its_stems_when_names_wrap() -> None:
    table = Table("", ("name", "n"), (("one", 1), ("a-long-name-that-must-wrap", 2)))
    tree = to_rich(table, [("├─ ", "│  "), ("│  └─ ", "│     ")])
    assert rendered(tree, 60)[2:] == [
        " ├─ one                            1",
        " │  └─ a-long-name-that-must-wrap  2",
    ]
    assert rendered(tree, 26)[2:] == [
        " ├─ one                 1",
        " │  └─ a-long-name-     2",
        " │     that-must-wrap",
    ]


def test_colour_stands_beside_the_word_and_never_on_a_name() -> None:
    table = Table("", ("name", "structural"), (("needs it", "needs it"), ("b", "soft")))
    said = "\n".join(rendered(to_rich(table), 60, "standard"))
    assert said.count("\x1b[1;31mneeds it\x1b[0m") == 1
    assert "needs it" in "\n".join(rendered(to_rich(table), 60))


def test_a_sentence_breaks_between_words_and_keeps_its_percent() -> None:
    assert rendered(Paragraph("so many of them, that is 65 %, came back"), 27) == [
        "so many of them, that is",
        "65 %, came back",
    ]


def test_where_nothing_else_helps_words_break_anywhere() -> None:
    assert shown(Table("", ("a", "b"), (("abcdefgh", "日本語"),)), 9)[2:] == [
        " abc  日",
        " def  本",
        " gh   語",
    ]


@given(st.text("ab日 -/._%\u0301"), st.integers(2, 12))
def test_wrapping_loses_nothing_and_keeps_to_the_room(text: str, room: int) -> None:
    lines = wrapped(text, room)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert max(map(cell_len, lines)) <= room


@given(st.lists(st.lists(st.text("ab日 -", max_size=30)), min_size=1, max_size=6))
def test_columns_fit_wherever_each_can_have_one_place(columns: list[list[str]]) -> None:
    for room in (len(columns), 20, 80, 1000):
        widths = fitted(columns, room)
        assert min(widths) >= 1
        assert sum(widths) <= max(room, len(columns))


def test_what_was_cut_off_is_said_once() -> None:
    assert "\n".join(shown(TABLE, 80)).count("cut off at 10 hops") == 1
