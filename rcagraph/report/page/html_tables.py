"""Tables as HTML: numbers to the right, places and names as links."""

from rcagraph.model.table import Cell, Table
from rcagraph.report.page.markup import Html, prose, tag, text
from rcagraph.report.page.notes import Notes
from rcagraph.report.tables import cell_text, is_numeric

MOST_ROWS = 250
"""What a page can show; the Markdown report has them all."""


def to_html(table: Table, notes: Notes, caption: str = "", empty: str = "") -> Html:
    """A table that scrolls by itself where it is wide; where it has no rows, `empty`."""
    if not table.rows:
        return tag("p", empty) if empty else Html()
    numeric = [is_numeric(table, index) for index in range(len(table.columns))]
    classes = ["number" if each else None for each in numeric]
    head = [
        tag("th", column, scope="col", class_=class_)
        for column, class_ in zip(table.columns, classes, strict=True)
    ]
    rows = [
        tag("tr", *(
            tag("td", cell(column, each, notes), class_=class_, dir=None if class_ else "auto")
            for column, each, class_ in zip(table.columns, row, classes, strict=True)
        ))
        for row in table.rows[:MOST_ROWS]
    ]  # fmt: skip
    title, cut = caption or table.title, len(table.rows) - MOST_ROWS
    more = f"{cut} more rows: `rcagraph report -o FILE.md` has them all."
    shown = wide(
        tag(
            "table",
            tag("caption", title) if title else Html(),
            tag("thead", tag("tr", *head)),
            tag("tbody", *rows),
        ),
        title or table.columns[0],
    )
    return Html(shown + tag("p", prose(more))) if cut > 0 else shown


def wide(table: Html, name: str) -> Html:
    """So that the keyboard, too, can scroll it."""
    return tag("div", table, class_="wide", tabindex=0, role="group", aria_label=name)


def cell(column: str, of: Cell, notes: Notes) -> Html:
    if isinstance(of, tuple):
        return Html(", ".join(notes.cell(column, str(one)) for one in of))
    if isinstance(of, str):
        return notes.cell(column, of)
    return text(cell_text(of))
