"""A table of typed cells: what every query and every list in a report is. Renderers make text."""

from dataclasses import dataclass

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
