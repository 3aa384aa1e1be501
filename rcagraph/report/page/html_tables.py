"""Tables as HTML: numbers to the right, places and names as links."""

from rcagraph.model.table import Cell, Table
from rcagraph.report.page.markup import Html, prose, tag, text
from rcagraph.report.page.notes import Notes
from rcagraph.report.tables import cell_text, is_numeric

NO_SOURCE = Html()
MOST_NAMES = 5
"""In one cell; more are unfolded."""
MOST_UNBROKEN = 12
"""Signs of a cell that stands on one line."""
MOST_ROWS = 250
"""What a page can show; the Markdown report has them all."""


def to_html(
    table: Table, notes: Notes, caption: str = "", empty: str = "", source: Html = NO_SOURCE
) -> Html:
    """A table that scrolls by itself where it is wide; where it has no rows, `empty`.

    `source` leads to what its figures come from, where its cells do not.
    """
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
            tag("td", cell(column, each, notes), class_=class_ or _short(each),
                dir=None if class_ else "auto")
            for column, each, class_ in zip(table.columns, row, classes, strict=True)
        ))
        for row in table.rows[:MOST_ROWS]
    ]  # fmt: skip
    title, cut = caption or table.title, len(table.rows) - MOST_ROWS
    more = f"{cut} more rows: `rcagraph report -o FILE.md` has them all."
    shown = wide(
        tag(
            "table",
            tag("caption", title, *((" ", source) if source else ())) if title else Html(),
            tag("thead", tag("tr", *head)),
            tag("tbody", *rows),
        ),
        title or table.columns[0],
    )
    return Html(shown + tag("p", prose(more))) if cut > 0 else shown


def _short(of: Cell) -> str | None:
    """A day or a count with its days is not broken into lines."""
    return "short" if len(cell_text(of)) <= MOST_UNBROKEN else None


def wide(table: Html, name: str) -> Html:
    """So that the keyboard, too, can scroll it."""
    return tag("div", table, class_="wide", tabindex=0, role="group", aria_label=name)


def _folded(column: str, names: list[Html]) -> Html:
    items = (tag("li", name, dir="auto") for name in names)
    return tag("details", tag("summary", f"{len(names)} {column}"), tag("ul", *items))


def cell(column: str, of: Cell, notes: Notes) -> Html:
    if isinstance(of, tuple):
        names = [notes.cell(column, str(one)) for one in of]
        return Html(", ".join(names)) if len(names) <= MOST_NAMES else _folded(column, names)
    if isinstance(of, str):
        return notes.cell(column, of)
    return text(cell_text(of))
