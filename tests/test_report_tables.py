"""One table as CSV, Markdown, JSON and on a terminal."""

import csv
import io
import json
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from rcagraph.model.table import Table
from rcagraph.report.tables import to_csv, to_json, to_markdown, to_rich

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
        "t", " name    n", "───────────", " [b]x    2", " y      10", "  cut off",
    ]  # fmt: skip
