"""A table as a terminal shows it: numbers to the right, names whole, colour beside the words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rcagraph.model.table import Table
from rcagraph.report.columns import fits, fitted, parted, wrapped
from rcagraph.report.escaping import one_line
from rcagraph.report.tables import cell_text, is_numeric

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, JustifyMethod, RenderableType
    from rich.table import Table as RichTable
    from rich.text import Text

GAP = 2
"""Blanks between a column and the next, and before the first as well."""

STYLES = {
    ("structural", "needs it"): "bold red",
    ("runbook", "none"): "yellow",
    ("verdict", "worse since"): "red",
    ("verdict", "fixed"): "green",
}
"""By column and what stands in it: the word says it, the colour only helps to find it."""

Stem = tuple[str, str]
"""What is drawn before a name: on its first line, and on the next ones."""


@dataclass(frozen=True, slots=True)
class OnTerminal:
    """Text from notes is never read as markup."""

    table: Table
    stems: tuple[Stem, ...] = ()
    """One a row, of the first column; empty where it is no tree."""
    spare: tuple[str, ...] = ()
    """Columns that are left out, the first first, where words would break otherwise."""

    def __rich_console__(
        self, console: "Console", options: "ConsoleOptions"
    ) -> "Iterator[RenderableType]":
        from rich.text import Text

        shown, left_out = self._that_fits(options.max_width)
        table = shown.table
        if table.title:
            yield Text(one_line(table.title), style="table.title")
        yield shown._grid(options.max_width)
        if table.truncated:
            yield Text(one_line(table.truncated), style="table.caption")
        if left_out:
            yield Text(f"Too narrow here for: {'; '.join(left_out)}.", style="table.caption")

    def _that_fits(self, width: int) -> "tuple[OnTerminal, list[str]]":
        """Without as many of the spare columns as there is no room for, and their names."""
        kept, left_out = self, list[str]()
        for name in self.spare:
            if fits(kept._columns(), width - GAP * len(kept.table.columns)):
                break
            if name in kept.table.columns:
                kept = replace(kept, table=_without(kept.table, name))
                left_out.append(name)
        return kept, left_out

    def _texts(self) -> list[list[str]]:
        return [[one_line(cell_text(cell)) for cell in row] for row in self.table.rows]

    def _columns(self) -> list[list[str]]:
        """What stands in each, its head first; before the names in a tree their stem's width."""
        heads, rows = [one_line(column) for column in self.table.columns], self._texts()
        columns = [[head, *(row[i] for row in rows)] for i, head in enumerate(heads)]
        for (stem, _), name in zip(self.stems, columns[0][1:], strict=False):
            columns[0] += (len(stem) * "x" + part for part in (name, *parted(name)))
        return columns

    def _grid(self, width: int) -> "RichTable":
        from rich import box
        from rich.table import Table as RichTable

        table, columns = self.table, self._columns()
        widths = fitted(columns, width - GAP * len(columns))
        shown = RichTable(box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 0, 0, 1))
        for index, (head, *_) in enumerate(columns):
            side: JustifyMethod = "right" if is_numeric(table, index) else "left"
            shown.add_column(_lines(head, widths[index]), justify=side, width=widths[index])
        for number, row in enumerate(self._texts()):
            stem = self.stems[number] if self.stems else ("", "")
            first = _lines(row[0], widths[0], stem, _style(table.columns[0], row[0]))
            rest = zip(row[1:], widths[1:], table.columns[1:], strict=True)
            shown.add_row(first, *(_lines(t, w, style=_style(c, t)) for t, w, c in rest))
        return shown


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence, broken between words; a number keeps its `%`."""

    sentence: str

    def __rich_console__(
        self, console: "Console", options: "ConsoleOptions"
    ) -> "Iterator[RenderableType]":
        yield _lines(one_line(self.sentence), options.max_width)


def to_rich(table: Table, stems: Sequence[Stem] = (), spare: tuple[str, ...] = ()) -> OnTerminal:
    return OnTerminal(table, tuple(stems), spare)


def _without(table: Table, column: str) -> Table:
    at = table.columns.index(column)
    rows = tuple(row[:at] + row[at + 1 :] for row in table.rows)
    return replace(table, columns=table.columns[:at] + table.columns[at + 1 :], rows=rows)


def _lines(text: str, room: int, stem: Stem = ("", ""), style: str = "") -> "Text":
    from rich.text import Text

    first, *more = wrapped(text, max(1, room - len(stem[0])))
    told = Text(no_wrap=True)
    for before, line in ((stem[0], first), *((f"\n{stem[1]}", line) for line in more)):
        told.append(before)
        told.append(line, style)
    return told


def _style(column: str, text: str) -> str:
    return STYLES.get((column, text), "")
