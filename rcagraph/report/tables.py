"""One table in the ways that programs and wikis take it: JSON, CSV, Markdown."""

import math
import re
from datetime import date

from rcagraph.model.table import Cell, Table, cell_text
from rcagraph.report.as_json import Json, dumps
from rcagraph.report.escaping import markdown, spreadsheet

__all__ = ["cell_text", "is_numeric", "to_csv", "to_json", "to_markdown"]


def is_numeric(table: Table, index: int) -> bool:
    """Whether a column stands to the right."""
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
        _pipes(["--:" if is_numeric(table, i) else "---" for i in range(len(table.columns))])
    )
    lines += [_pipes([markdown(cell_text(cell)) for cell in row]) for row in table.rows]
    lines += ["", markdown(table.truncated)] if table.truncated else []
    return "\n".join(lines) + "\n"


def _pipes(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
