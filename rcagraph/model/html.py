"""A table as HTML for a notebook: all text escaped, and no longer than one looks at."""

from collections.abc import Iterable, Sequence
from html import escape

from rcagraph.model.table import Cell, Table, cell_text

MOST_ROWS = 30
MOST_SIGNS = 200
"""Of one cell; the rest of a long text stands in the notes."""


def html(caption: str, tables: Iterable[Table] = ()) -> str:
    """A line in bold, then the tables that have rows."""
    shown = "".join(table_html(table) for table in tables if table.rows)
    return f"<div><p><b>{_cut(caption)}</b></p>{shown}</div>"


def table_html(table: Table) -> str:
    """Its first rows; how many more there are stands below."""
    title = f"<caption>{_cut(table.title)}</caption>" if table.title else ""
    head = _row("th", table.columns)
    body = "".join(_row("td", row) for row in table.rows[:MOST_ROWS])
    more = len(table.rows) - MOST_ROWS
    said = [f"{more} more rows"] if more > 0 else []
    said += [table.truncated] if table.truncated else []
    below = f"<p>{_cut('; '.join(said))}</p>" if said else ""
    return f"<table>{title}<thead>{head}</thead><tbody>{body}</tbody></table>{below}"


def _row(tag: str, cells: Sequence[Cell]) -> str:
    return f"<tr>{''.join(f'<{tag}>{_cut(cell_text(cell))}</{tag}>' for cell in cells)}</tr>"


def _cut(text: str) -> str:
    return escape(text if len(text) <= MOST_SIGNS else f"{text[: MOST_SIGNS - 1]}…")
