"""A table of typed cells: what every query and every list in a report is. Renderers make text."""

from dataclasses import dataclass
from datetime import date

from rcagraph.model.vocabulary import Value

Cell = Value | None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows in a fixed order, one cell a column."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    truncated: str = ""
    """A sentence that says what was cut off; empty where the rows are all there is."""

    def _repr_html_(self) -> str:
        """For a notebook; as a frame it is `pd.DataFrame(table.rows, columns=table.columns)`."""
        from rcagraph.model.html import table_html

        return table_html(self)


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
