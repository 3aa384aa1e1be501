"""What CommonMark's parser tells of a body, event by event, to what the body holds."""

from collections.abc import Callable, Iterator
from operator import attrgetter, itemgetter
from typing import Any

from rcagraph.vault.boxes import Boxes, title_of_box
from rcagraph.vault.clean import cleaned
from rcagraph.vault.html_shown import Anchor, HtmlShown, Shown, anchor_of
from rcagraph.vault.line_count import LineCount
from rcagraph.vault.markup import Markup
from rcagraph.vault.note import Heading, Item, Line, Paragraph, Row, Table
from rcagraph.vault.obsidian_marks import boxed, without_callout, without_name
from rcagraph.vault.open_links import OpenLinks

_BREAKS = {"SoftBreak": " ", "HardBreak": "\n"}
_LEVELS = {f"H{level}": level for level in range(1, 7)}

# What a body holds most of is made without the `__new__` of its own, which takes twice as long.
_made = tuple.__new__


class BodyReader:
    """Text goes to the innermost open block."""

    def __init__(self, body: str, first_line: int) -> None:
        self.line = LineCount(body, first_line).line
        self.has_references = "&#" in body
        tidy: Callable[[str], str] = cleaned if self.has_references else str
        self.text: list[str] = []
        self.outer: list[list[str]] = []
        self.links = OpenLinks(tidy)
        self.shown = HtmlShown(tidy)
        self.html: list[str] = []
        self.block_line = self.table_line = 0
        """Where the open paragraph, heading or HTML begins, and where the open table."""
        self.rows: list[Row] = []
        self.cells: list[str] = []
        self.item_lines: list[int] = []
        self.boxes: list[str | None] = []
        """Of each open item: the sign in its box."""
        self.breaks: list[tuple[int, int]] = []
        """In the open paragraph: the piece of text that breaks a line, and the line after it."""
        self.quotes = 0
        self.section = -1
        self.headings: list[Heading] = []
        self.titled = Boxes(self.headings)
        self.tables: list[Table] = []
        self.items: list[Item] = []
        self.is_nested = False
        """Whether an item may have ended after one that stands below it."""
        self.paragraphs: list[Paragraph] = []

    def markup(self) -> Markup:
        """All that was found; an item ends after those in it, but stands before them."""
        self.finish_html()
        if self.is_nested:
            self.items.sort(key=itemgetter(1, 3))
        return Markup(
            tuple(self.headings),
            tuple(self.links.found),
            tuple(sorted(self.tables, key=attrgetter("line"))),
            tuple(self.items),
            tuple(self.paragraphs),
            tuple(self.links.addresses),
        )

    def inline(self, event: dict[str, Any] | str, end: int) -> None:
        if isinstance(event, str):
            if event in _BREAKS:
                self.break_line(_BREAKS[event], end)
            return
        ((name, value),) = event.items()
        if name == "Code":
            self.text.append(value)
        elif name == "TaskListMarker":
            self.boxes[-1] = "x" if value else " "
        elif name == "Html":
            self.html.append(value)
        elif name == "InlineHtml" and value[:3].lower() == "<br":
            self.break_line("\n", end)
        elif name == "InlineHtml" and (url := anchor_of(value)) is not None:
            self.links.anchor(url, self.line(end), self.text, self.section)

    def break_line(self, sign: str, end: int) -> None:
        if not self.boxes:
            self.breaks.append((len(self.text), self.line(end)))
        self.text.append(sign)

    def open_text(self, _value: object = None, _start: int = 0) -> None:
        self.links.open_anchor = None
        self.outer.append(self.text)
        self.text = []

    def close_text(self, _value: object = None) -> str:
        self.links.open_anchor = None
        text = "".join(self.text)
        self.text = self.outer.pop()
        return (cleaned(text) if self.has_references else text).strip()

    def start_heading(self, value: object, start: int) -> None:
        """A heading in a quote or a list opens no section: it is text there."""
        if self.quotes or self.boxes:
            self.start_paragraph(value, start)
        else:
            if self.shown.table:
                self.finish_html()
            self.section = len(self.headings)
            self.block_line = self.line(start)
            self.open_text()

    def end_heading(self, value: dict[str, str]) -> None:
        if self.quotes or self.boxes:
            self.end_paragraph(value)
        else:
            text = " ".join(self.close_text().split())
            self.headings.append(_made(Heading, (text, _LEVELS[value["Heading"]], self.block_line)))

    def start_paragraph(self, _value: object, start: int) -> None:
        if not self.boxes:
            self.block_line = self.line(start)
            self.open_text()
            self.breaks = []
        elif self.text:
            self.text.append("\n")

    def end_paragraph(self, _value: object) -> None:
        if self.boxes:
            return
        line = self.block_line
        lines = tuple(self.broken_lines(line)) if self.breaks else ()
        text = without_name(self.close_text())
        if self.quotes:
            title = title_of_box(text, lines)
            text, lines = without_callout(text, lines)
            if title:
                self.section = self.titled.begin(self.quotes, self.section, Line(title, line))
                lines = lines[1:]
                text = " ".join(one.text for one in lines)
                line = lines[0].line if lines else line
        if self.shown.is_in_cell:
            self.shown.write(text, line)
        elif text:
            self.paragraphs.append(Paragraph(text, line, self.section, lines))

    def broken_lines(self, line: int) -> Iterator[Line]:
        """The lines of the open paragraph that hold text."""
        start = 0
        for end, after in (*self.breaks, (len(self.text), 0)):
            text = "".join(self.text[start:end])
            text = (cleaned(text) if self.has_references else text).strip()
            if text := text if after else without_name(text):
                yield Line(text, line)
            start, line = end + 1, after

    def start_item(self, _value: object, start: int) -> None:
        self.boxes.append(None)
        self.item_lines.append(self.line(start))
        self.open_text()

    def end_item(self, _value: object) -> None:
        box, line, text = self.boxes.pop(), self.item_lines.pop(), without_name(self.close_text())
        if box is None and text.startswith("["):
            box, text = boxed(text)
        if depth := len(self.boxes):
            self.is_nested = True
        if text:
            self.items.append(_made(Item, (text, line, self.section, depth, box)))

    def start_quote(self, _value: object, _start: int) -> None:
        self.quotes += 1

    def end_quote(self, _value: object) -> None:
        held = (self.items, self.tables)
        self.section = self.titled.end(self.quotes, self.section, self.paragraphs, *held)
        self.quotes -= 1

    def start_table(self, _value: object, start: int) -> None:
        self.table_line = self.line(start)
        self.open_text()

    def end_cell(self, _value: object) -> None:
        """The text of a table is that of its open cell."""
        self.links.open_anchor = None
        text = "".join(self.text)
        self.text = []
        self.cells.append((cleaned(text) if self.has_references else text).strip())

    def end_row(self, _value: object) -> None:
        """Each row is a line, and below the first one stands the line of hyphens."""
        number = len(self.rows)
        line = self.table_line + number + (number > 0)
        self.rows.append(_made(Row, (tuple(self.cells), line)))
        self.cells = []

    def end_table(self, _value: object) -> None:
        self.text = self.outer.pop()
        header, *rows = self.rows
        self.rows = []
        self.tables.append(Table(self.section, header.cells, tuple(rows), self.table_line))

    def start_link(self, value: dict[str, Any], start: int) -> None:
        self.links.start(value, self.line(start), len(self.text))

    def end_link(self, _value: object) -> None:
        self.links.end(self.text, self.section)

    def start_html(self, _value: object, start: int) -> None:
        self.block_line = self.line(start)

    def end_html(self, _value: object) -> None:
        block, self.html = "".join(self.html), []
        for shown in self.shown.read(block, self.block_line):
            self.show(shown)

    def show(self, shown: Shown) -> None:
        """What raw HTML shows, where the block stands; in an item it is the item's text."""
        if isinstance(shown, Anchor):
            self.links.add(shown.url, shown.label, shown.line, self.section)
        elif isinstance(shown, Table):
            self.tables.append(shown._replace(section=self.section))
        elif self.boxes:
            self.text += "\n" if self.text else "", shown.text
        elif isinstance(shown, Item):
            self.is_nested = True
            self.items.append(shown._replace(section=self.section))
        elif isinstance(shown, Paragraph):
            self.paragraphs.append(shown._replace(section=self.section))
        elif self.quotes:
            self.paragraphs.append(Paragraph(shown.text, shown.line, self.section))
        else:
            self.section = len(self.headings)
            self.headings.append(shown)

    def finish_html(self) -> None:
        """A heading, or the end of the body, ends what HTML has left open."""
        for shown in self.shown.finish():
            self.show(shown)
