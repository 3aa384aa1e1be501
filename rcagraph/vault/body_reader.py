"""One pass over what CommonMark's parser tells of a body, to what the body holds."""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate
from operator import attrgetter, itemgetter
from typing import Any

from rcagraph.vault.boxes import Boxes, title_of_box
from rcagraph.vault.clean import cleaned
from rcagraph.vault.commonmark import events
from rcagraph.vault.html_shown import Anchor, HtmlShown, Shown, anchor_of
from rcagraph.vault.markup import Markup
from rcagraph.vault.note import Heading, Item, Line, Paragraph, Row, Table
from rcagraph.vault.obsidian_marks import boxed, without_callout, without_name
from rcagraph.vault.open_links import OpenLinks

_BREAKS = {"SoftBreak": " ", "HardBreak": "\n"}


class BodyReader:
    """Text goes to the innermost open block."""

    def __init__(self, body: str, first_line: int) -> None:
        self.body = body
        # The parser counts bytes; only lines are wanted, so no offset is ever converted.
        lengths = (len(line) + 1 for line in body.encode().split(b"\n"))
        self.ends = array("I", accumulate(lengths))
        self.first_line = first_line
        self.tidy: Callable[[str], str] = cleaned if "&#" in body else str
        self.text: list[str] = []
        self.outer: list[list[str]] = []
        self.links = OpenLinks(self.tidy)
        self.shown = HtmlShown(self.tidy)
        self.html: list[str] = []
        self.open_items = 0
        self.boxes: list[str | None] = []
        """Of each open item: the sign in its box."""
        self.breaks: list[tuple[int, int]] = []
        """In the open paragraph: the piece of text that breaks a line, and the line after it."""
        self.quotes = 0
        self.section = -1
        self.headings: list[Heading] = []
        self.titled = Boxes(self.headings)
        self.tables: list[Table] = []
        self.rows: list[Row] = []
        self.cells: list[str] = []
        self.items: list[Item] = []
        self.paragraphs: list[Paragraph] = []

    def read(self) -> Markup:
        for event, span in events(self.body):
            if "Text" in event:
                self.text.append(event["Text"])
            elif isinstance(event, str):
                if event in _BREAKS and not self.open_items:
                    self.breaks.append((len(self.text), self.line(span["end"])))
                self.text.append(_BREAKS.get(event, ""))
            elif "Start" in event:
                tag = event["Start"]
                if handle := _STARTS.get(tag if isinstance(tag, str) else next(iter(tag))):
                    handle(self, tag, span["start"])
            elif "End" in event:
                tag = event["End"]
                if handle := _ENDS.get(tag if isinstance(tag, str) else next(iter(tag))):
                    handle(self, tag, span["start"])
            else:
                self.inline(event, span["end"])
        self.finish_html()
        return self.markup()

    def markup(self) -> Markup:
        """All that was found; an item ends after those in it, but stands before them."""
        self.items.sort(key=itemgetter(1, 3))
        return Markup(
            tuple(self.headings),
            tuple(self.links.found),
            tuple(sorted(self.tables, key=attrgetter("line"))),
            tuple(self.items),
            tuple(self.paragraphs),
            tuple(self.links.addresses),
        )

    def inline(self, event: dict[str, Any], end: int) -> None:
        ((name, value),) = event.items()
        if name == "Code":
            self.text.append(value)
        elif name == "TaskListMarker":
            self.boxes[-1] = "x" if value else " "
        elif name == "Html":
            self.html.append(value)
        elif name == "InlineHtml" and value[:3].lower() == "<br":
            if not self.open_items:
                self.breaks.append((len(self.text), self.line(end)))
            self.text.append("\n")
        elif name == "InlineHtml" and (url := anchor_of(value)) is not None:
            self.links.anchor(self.tidy(url), self.line(end), self.text, self.section)

    def line(self, offset: int) -> int:
        return self.first_line + bisect_right(self.ends, offset)

    def open_text(self, _value: object = None, _start: int = 0) -> None:
        self.links.end_block()
        self.outer.append(self.text)
        self.text = []

    def close_text(self, _value: object = None, _start: int = 0) -> str:
        self.links.end_block()
        text = self.tidy("".join(self.text)).strip()
        self.text = self.outer.pop()
        return text

    def start_heading(self, value: dict[str, Any], start: int) -> None:
        """A heading in a quote or a list opens no section: it is text there."""
        if self.quotes or self.open_items:
            self.start_paragraph(value, start)
        else:
            self.finish_html()
            self.section = len(self.headings)
            self.open_text()

    def end_heading(self, value: dict[str, str], start: int) -> None:
        if self.quotes or self.open_items:
            self.end_paragraph(value, start)
        else:
            text = " ".join(self.close_text().split())
            self.headings.append(Heading(text, int(value["Heading"][1:]), self.line(start)))

    def start_paragraph(self, _value: object, _start: int) -> None:
        if not self.open_items:
            self.open_text()
            self.breaks = []
        elif self.text:
            self.text.append("\n")

    def end_paragraph(self, _value: object, start: int) -> None:
        if self.open_items:
            return
        line = self.line(start)
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
            text = self.tidy("".join(self.text[start:end])).strip()
            if text := text if after else without_name(text):
                yield Line(text, line)
            start, line = end + 1, after

    def start_item(self, _value: object, _start: int) -> None:
        self.open_items += 1
        self.boxes.append(None)
        self.open_text()

    def end_item(self, _value: object, start: int) -> None:
        self.open_items -= 1
        box, text = self.boxes.pop(), without_name(self.close_text())
        if box is None:
            box, text = boxed(text)
        if text:
            line = self.line(start)
            self.items.append(Item(text, line, self.section, self.open_items, box))

    def start_quote(self, _value: object, _start: int) -> None:
        self.quotes += 1

    def end_quote(self, _value: object, _start: int) -> None:
        held = (self.items, self.tables)
        self.section = self.titled.end(self.quotes, self.section, self.paragraphs, *held)
        self.quotes -= 1

    def end_cell(self, _value: object, _start: int) -> None:
        self.cells.append(self.close_text())

    def end_row(self, _value: object, start: int) -> None:
        self.rows.append(Row(tuple(self.cells), self.line(start)))
        self.cells = []

    def end_table(self, _value: object, start: int) -> None:
        header, *rows = self.rows
        self.rows = []
        self.tables.append(Table(self.section, header.cells, tuple(rows), self.line(start)))

    def start_link(self, value: dict[str, Any], start: int) -> None:
        self.links.start(value, self.line(start), len(self.text))

    def end_link(self, _value: object, _start: int) -> None:
        self.links.end(self.text, self.section)

    def end_html(self, _value: object, start: int) -> None:
        block, self.html = "".join(self.html), []
        for shown in self.shown.read(block, self.line(start)):
            self.show(shown)

    def show(self, shown: Shown) -> None:
        """What raw HTML shows, where the block stands; in an item it is the item's text."""
        if isinstance(shown, Anchor):
            self.links.add(shown.url, shown.label, shown.line, self.section)
        elif isinstance(shown, Table):
            self.tables.append(shown._replace(section=self.section))
        elif self.open_items:
            self.text += "\n" if self.text else "", shown.text
        elif isinstance(shown, Item):
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


_R = BodyReader
_Handlers = dict[str, Callable[[BodyReader, Any, int], object]]
_STARTS: _Handlers = {
    "Heading": _R.start_heading,
    "Paragraph": _R.start_paragraph,
    "Item": _R.start_item,
    "BlockQuote": _R.start_quote,
    "CodeBlock": _R.open_text,
    "TableCell": _R.open_text,
    "Link": _R.start_link,
    "Image": _R.start_link,
}
_ENDS: _Handlers = {
    "Heading": _R.end_heading,
    "Paragraph": _R.end_paragraph,
    "Item": _R.end_item,
    "BlockQuote": _R.end_quote,
    "CodeBlock": _R.close_text,
    "HtmlBlock": _R.end_html,
    "TableCell": _R.end_cell,
    "TableHead": _R.end_row,
    "TableRow": _R.end_row,
    "Table": _R.end_table,
    "Link": _R.end_link,
    "Image": _R.end_link,
}
