"""A table of raw HTML in the making; a table inside one of its cells is that cell's text."""

from rcagraph.vault.note import Row, Table
from rcagraph.vault.shown_lines import ShownLines


class OpenTable:
    """The first row is its header, as in Markdown, whether or not its cells say so."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.rows: list[Row] = []
        self.cells: list[str] = []
        self.row_line = 0
        self.is_in_cell = self.is_closed = False
        self.inner = 0

    def tag(self, tag: str, is_end: bool, line: int, text: ShownLines) -> bool:
        """Whether the tag is one of the table's own."""
        if tag == "table":
            self.inner += -1 if is_end else 1
            self.is_closed = self.inner < 0
        elif self.inner:
            return False
        elif tag in ("td", "th"):
            self._end_cell(text)
            if not is_end:
                self.row_line = self.row_line or line
                self.is_in_cell = True
        elif tag in ("tr", "tbody", "thead", "tfoot"):
            self._end_row(text)
            self.row_line = line if tag == "tr" and not is_end else 0
        else:
            return False
        return True

    def ended(self, text: ShownLines) -> Table | None:
        """The table; None where it holds nothing."""
        self._end_row(text)
        if not self.rows:
            return None
        header, *rows = self.rows
        return Table(-1, header.cells, tuple(rows), header.line)

    def _end_cell(self, text: ShownLines) -> None:
        if self.is_in_cell:
            self.cells.append(text.taken()[0])
            self.is_in_cell = False

    def _end_row(self, text: ShownLines) -> None:
        self._end_cell(text)
        if self.cells:
            self.rows.append(Row(tuple(self.cells), self.row_line))
        self.cells = []
