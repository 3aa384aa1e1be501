"""One table in the four ways that people and programs take it: terminal, JSON, CSV, Markdown."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rcagraph.model.table import Cell, Table
from rcagraph.report.as_json import Json, dumps
from rcagraph.report.columns import fitted, wrapped
from rcagraph.report.escaping import markdown, one_line, spreadsheet

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, JustifyMethod, RenderableType
    from rich.table import Table as RichTable


def cell_text(cell: Cell) -> str:
    """A cell as a person reads it: nothing for None, ISO dates, lists with commas."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, tuple):
        return ", ".join(cell)
    return str(cell)


@dataclass(frozen=True, slots=True)
class OnTerminal:
    """A table for the terminal: numbers to the right, text from notes never read as markup."""

    table: Table

    def __rich_console__(
        self, console: "Console", options: "ConsoleOptions"
    ) -> "Iterator[RenderableType]":
        from rich.text import Text

        table = self.table
        if table.title:
            yield Text(one_line(table.title), style="table.title")
        yield self._grid(options.max_width)
        if table.truncated:
            yield Text(one_line(table.truncated), style="table.caption")

    def _grid(self, width: int) -> "RichTable":
        from rich import box
        from rich.table import Table as RichTable
        from rich.text import Text

        table = self.table
        heads = [one_line(column) for column in table.columns]
        rows = [[one_line(cell_text(cell)) for cell in row] for row in table.rows]
        columns = [[head, *(row[i] for row in rows)] for i, head in enumerate(heads)]
        widths = fitted(columns, width - GAP * len(heads))

        def lines(text: str, index: int) -> Text:
            return Text("\n".join(wrapped(text, widths[index])), no_wrap=True)

        shown = RichTable(box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 0, 0, 1))
        for index, head in enumerate(heads):
            side: JustifyMethod = "right" if _is_numeric(table, index) else "left"
            shown.add_column(lines(head, index), justify=side, width=widths[index])
        for row in rows:
            shown.add_row(*(lines(text, index) for index, text in enumerate(row)))
        return shown


GAP = 2
"""Blanks between a column and the next, and before the first as well."""


def to_rich(table: Table) -> OnTerminal:
    return OnTerminal(table)


def _is_numeric(table: Table, index: int) -> bool:
    cells = [row[index] for row in table.rows if row[index] is not None]
    return bool(cells) and all(
        isinstance(cell, int | float) and not isinstance(cell, bool) for cell in cells
    )


def to_json(table: Table) -> str:
    """`{"title", "columns", "rows", "truncated"}`; rows are arrays, since columns may repeat."""
    shape: dict[str, Json] = {
        "title": table.title,
        "columns": list(table.columns),
        "rows": [[_json_cell(cell) for cell in row] for row in table.rows],
        "truncated": table.truncated or None,
    }
    return dumps(shape)


def _json_cell(cell: Cell) -> Json:
    """Numbers, booleans and null stay; what JSON has no word for becomes text."""
    if isinstance(cell, float) and not math.isfinite(cell):
        return str(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return list(cell) if isinstance(cell, tuple) else cell


def to_csv(table: Table) -> str:
    """RFC 4180 but for line ends, which are `\\n`; text that looks like a formula is marked."""
    rows = [[spreadsheet(column) for column in table.columns]]
    rows += [[_csv_cell(cell) for cell in row] for row in table.rows]
    return "".join(f"{_commas(row)}\n" for row in rows)


def _commas(cells: list[str]) -> str:
    """The `csv` module leaves a bare CR unquoted, which readers take for the end of a row."""
    if cells == [""]:
        return '""'
    return ",".join(
        f'"{c.replace(_QUOTE, _QUOTE * 2)}"' if _SPECIAL.search(c) else c for c in cells
    )


_QUOTE = '"'
_SPECIAL = re.compile(r'[",\r\n]')


def _csv_cell(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int | float):
        return str(cell)
    return spreadsheet(cell_text(cell))


def to_markdown(table: Table) -> str:
    """A pipe table, ending in a line end; the title stands before it in bold."""
    lines = [f"**{markdown(table.title)}**", ""] if table.title else []
    lines.append(_pipes([markdown(column) for column in table.columns]))
    lines.append(
        _pipes(["--:" if _is_numeric(table, i) else "---" for i in range(len(table.columns))])
    )
    lines += [_pipes([markdown(cell_text(cell)) for cell in row]) for row in table.rows]
    lines += ["", markdown(table.truncated)] if table.truncated else []
    return "\n".join(lines) + "\n"


def _pipes(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
