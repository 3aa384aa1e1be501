"""A Markdown body to headings, links, tables, list items and paragraphs, each with its line."""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate
from operator import itemgetter
from typing import Any, NamedTuple

from rcagraph.vault.clean import cleaned
from rcagraph.vault.comments import without_comments
from rcagraph.vault.commonmark import events, verbatim
from rcagraph.vault.links import markdown_link, web_link, wikilink
from rcagraph.vault.note import Heading, Item, Line, Link, Paragraph, Row, Table
from rcagraph.vault.obsidian_marks import boxed, without_callout, without_name
from rcagraph.vault.site_links import with_tags_quoted

_BREAKS = {"SoftBreak": " ", "HardBreak": "\n"}
_ADDRESSES = ("Autolink", "Email")
# Images nest without end, and each would repeat the text of all inside it.
_MAX_NESTED_LABELS = 4


class Markup(NamedTuple):
    """What a body holds, in the order of its lines."""

    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    tables: tuple[Table, ...]
    items: tuple[Item, ...]
    paragraphs: tuple[Paragraph, ...]
    addresses: tuple[Link, ...]


def read_markdown(body: str, first_line: int = 1) -> Markup:
    """Parse a body whose first line is `first_line` of its file; line ends are `\\n`."""
    if "%%" in body:
        body = without_comments(body, verbatim(body))
    if "{{" in body or "{%" in body:
        body = with_tags_quoted(body, verbatim)
    return _Reader(body, first_line).read()


class _OpenLink(NamedTuple):
    url: str
    line: int
    is_wiki: bool
    is_labelled: bool
    is_embed: bool
    at: int
    """Where its text begins among the pieces of the block's text."""


class _Reader:
    """One pass over the parser's events. Text goes to the innermost open block."""

    def __init__(self, body: str, first_line: int) -> None:
        self.body = body
        # The parser counts bytes; only lines are wanted, so no offset is ever converted.
        lengths = (len(line) + 1 for line in body.encode().split(b"\n"))
        self.ends = array("I", accumulate(lengths))
        self.first_line = first_line
        self.tidy: Callable[[str], str] = cleaned if "&#" in body else str
        self.text: list[str] = []
        self.outer: list[list[str]] = []
        self.open_links: list[_OpenLink | None] = []
        self.open_items = 0
        self.boxes: list[str | None] = []
        """Of each open item: the sign in its box."""
        self.breaks: list[tuple[int, int]] = []
        """In the open paragraph: the piece of text that breaks a line, and the line after it."""
        self.quotes = 0
        self.section = -1
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self.tables: list[Table] = []
        self.rows: list[Row] = []
        self.cells: list[str] = []
        self.items: list[Item] = []
        self.paragraphs: list[Paragraph] = []
        self.addresses: list[Link] = []

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
        return self.markup()

    def markup(self) -> Markup:
        """All that was found; an item ends after those in it, but stands before them."""
        self.items.sort(key=itemgetter(1, 3))
        return Markup(
            tuple(self.headings),
            tuple(self.links),
            tuple(self.tables),
            tuple(self.items),
            tuple(self.paragraphs),
            tuple(self.addresses),
        )

    def inline(self, event: dict[str, Any], end: int) -> None:
        ((name, value),) = event.items()
        if name == "Code":
            self.text.append(value)
        elif name == "TaskListMarker":
            self.boxes[-1] = "x" if value else " "
        elif name == "InlineHtml" and value[:3].lower() == "<br":
            if not self.open_items:
                self.breaks.append((len(self.text), self.line(end)))
            self.text.append("\n")

    def line(self, offset: int) -> int:
        return self.first_line + bisect_right(self.ends, offset)

    def open_text(self, _value: object = None, _start: int = 0) -> None:
        self.outer.append(self.text)
        self.text = []

    def close_text(self, _value: object = None, _start: int = 0) -> str:
        text = self.tidy("".join(self.text)).strip()
        self.text = self.outer.pop()
        return text

    def start_heading(self, value: dict[str, Any], start: int) -> None:
        """A heading in a quote or a list opens no section: it is text there."""
        if self.quotes or self.open_items:
            self.start_paragraph(value, start)
        else:
            self.section += 1
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
            text, lines = without_callout(text, lines)
        if text:
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
        ((tag, link),) = value.items()
        kind = link["link_type"]
        if kind in _ADDRESSES:
            self.open_links.append(None)
            return
        is_wiki = isinstance(kind, dict)
        is_labelled = not is_wiki or kind["WikiLink"]["has_pothole"]
        self.open_links.append(
            _OpenLink(
                link["dest_url"],
                self.line(start),
                is_wiki,
                is_labelled,
                tag == "Image",
                len(self.text),
            )
        )

    def end_link(self, _value: object, _start: int) -> None:
        opened = self.open_links.pop()
        if opened is None:
            return
        label = ""
        if opened.is_labelled and len(self.open_links) < _MAX_NESTED_LABELS:
            label = self.tidy("".join(self.text[opened.at :])).strip()
        make = wikilink if opened.is_wiki else markdown_link
        link = make(opened.url, label, opened.line, self.section, opened.is_embed)
        if link is None:
            if not (opened.is_wiki or opened.is_embed):
                page = web_link(opened.url, label, opened.line, self.section)
                self.addresses += (page,) if page else ()
            return
        self.links.append(link)
        if not opened.is_labelled:
            self.text[opened.at :] = [link.target or link.anchor]


_R = _Reader
_Handlers = dict[str, Callable[[_Reader, Any, int], object]]
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
    "TableCell": _R.end_cell,
    "TableHead": _R.end_row,
    "TableRow": _R.end_row,
    "Table": _R.end_table,
    "Link": _R.end_link,
    "Image": _R.end_link,
}
