"""What raw HTML in a body shows: paragraphs, items, headings, tables and links, each with its line.

The standard library's parser reads broken HTML otherwise from one release of Python to the next,
and slowly at its worst; here each tag ends before the next `<`, so the time grows with the text.
"""

import html
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from rcagraph.vault.html_table import OpenTable
from rcagraph.vault.note import Heading, Item, Paragraph, Table
from rcagraph.vault.shown_lines import ShownLines

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<[!?][^<>]*>"
    r"|<(?P<end>/?)(?P<tag>[A-Za-z][A-Za-z0-9-]*)(?P<more>(?:[^<>\"']|\"[^<\"]*\"|'[^<']*')*+)>",
    re.DOTALL,
)
_HREF = re.compile(r"(?i)(?:\A|[\s\"'])href\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_UNREAD = ("script", "style", "pre", "textarea", "svg", "math", "template")
"""Code, as in Markdown's own blocks, and what no reader sees."""
_BLOCK = re.compile(
    r"address|article|aside|blockquote|caption|center|d[dlt]|details|dialog|dir|div|fieldset"
    r"|figcaption|figure|footer|form|h[1-6]|header|hr|legend|li|main|menu|nav|ol|p|section|summary"
    r"|table|tbody|td|tfoot|th|thead|tr|ul"
)
_LISTS = ("ul", "ol", "menu", "dir")


class Anchor(NamedTuple):
    """`<a href="url">label</a>`."""

    url: str
    label: str
    line: int


Shown = Paragraph | Item | Heading | Table | Anchor
"""Under no heading yet: whoever asks knows the section."""


def anchor_of(tag: str) -> str | None:
    """Where a tag `<a href="…">` leads; empty where it ends or leads nowhere; else None."""
    token = _TOKEN.match(tag)
    return _href(token) if token and (token["tag"] or "").casefold() == "a" else None


def _href(token: re.Match[str]) -> str:
    href = _HREF.search(token["more"])
    return html.unescape(next(filter(None, href.groups()), "")) if href else ""


class HtmlShown:
    """Reads block after block: a table may go on where Markdown has ended the block."""

    def __init__(self, tidy: Callable[[str], str]) -> None:
        self.tidy = tidy
        self.text = ShownLines()
        self.table: OpenTable | None = None
        self.unread = ""
        """The tag that is open and of which nothing is read."""
        self.block = ""
        """`li`, or a heading's tag, of the open text; empty for a paragraph's."""
        self.lists = 0
        self.anchor: tuple[str, int, int] | None = None
        """Address, line, and where its label begins in the text."""

    def read(self, block: str, line: int) -> Iterator[Shown]:
        """All that the block shows; its first line is `line` of the file."""
        at = 0
        for token in _TOKEN.finditer(block):
            line = self._write(block[at : token.start()], line)
            if tag := (token["tag"] or "").casefold():
                yield from self._tag(tag, token, line)
            line += token.group().count("\n")
            at = token.end()
        self._write(block[at:], line)
        if not self.is_in_cell:
            yield from self._paragraph()
            self.lists, self.block = 0, ""
        self.unread, self.anchor = "", None

    def finish(self) -> Iterator[Shown]:
        """What was open to the end, or to a heading of Markdown's."""
        if self.table:
            yield from self._end_table()

    @property
    def is_in_cell(self) -> bool:
        """Whether what Markdown says now stands in a cell."""
        return self.table is not None and self.table.is_in_cell

    def write(self, text: str, line: int) -> None:
        """What Markdown says in a cell."""
        self.text.end_line(line)
        self.text.write(text, line)

    def _write(self, text: str, line: int) -> int:
        if text and not self.unread:
            self.text.write(self.tidy(html.unescape(text)), line)
        return line + text.count("\n")

    def _tag(self, tag: str, token: re.Match[str], line: int) -> Iterator[Shown]:
        is_end = bool(token["end"])
        if self.unread:
            self.unread = "" if is_end and tag == self.unread else self.unread
        elif tag in _UNREAD:
            self.unread = "" if is_end or token["more"].endswith("/") else tag
        elif tag == "br":
            self.text.end_line(line)
        elif tag == "a":
            yield from self._anchor(token, line)
        elif _BLOCK.fullmatch(tag):
            yield from self._block(tag, is_end, line)

    def _anchor(self, token: re.Match[str], line: int) -> Iterator[Shown]:
        if self.anchor:
            url, start, at = self.anchor
            yield Anchor(url, self.text.since(at), start)
        url_now = _href(token)
        self.anchor = (self.tidy(url_now), line, self.text.end) if url_now else None

    def _block(self, tag: str, is_end: bool, line: int) -> Iterator[Shown]:
        if not self.is_in_cell:
            yield from self._paragraph()
        if tag == "table" and not self.table:
            self.table = None if is_end else OpenTable(line)
        elif self.table and self.table.tag(tag, is_end, line, self.text):
            if self.table.is_closed:
                yield from self._end_table()
        elif self.is_in_cell:
            self.text.end_line(line)
        else:
            self.lists = max(0, self.lists + (-1 if is_end else 1) * (tag in _LISTS))
            is_marked = not is_end and (tag == "li" or re.fullmatch("h[1-6]", tag))
            self.block = tag if is_marked else ""

    def _end_table(self) -> Iterator[Shown]:
        assert self.table is not None
        table = self.table.ended(self.text)
        self.table = None
        if table:
            yield table

    def _paragraph(self) -> Iterator[Shown]:
        """The text up to here, as what it stands in."""
        text, lines = self.text.taken()
        if not text:
            return
        if self.block == "li":
            yield Item(text, lines[0].line, -1, max(self.lists - 1, 0))
        elif self.block:
            yield Heading(" ".join(text.split()), int(self.block[1]), lines[0].line)
        else:
            yield Paragraph(text, lines[0].line, -1, lines if len(lines) > 1 else ())
