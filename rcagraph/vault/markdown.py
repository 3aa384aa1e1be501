"""A Markdown body to headings, links, tables, list items and paragraphs, each with its line."""

from collections.abc import Callable, Iterable
from typing import Any

from rcagraph.vault.body_reader import BodyReader
from rcagraph.vault.comments import without_comments
from rcagraph.vault.commonmark import events, verbatim
from rcagraph.vault.markup import Markup
from rcagraph.vault.site_links import with_tags_quoted


def read_markdown(body: str, first_line: int = 1) -> Markup:
    """Parse a body whose first line is `first_line` of its file; line ends are `\\n`."""
    if "%%" in body:
        body = without_comments(body, verbatim(body))
    if "{{" in body or "{%" in body:
        body = with_tags_quoted(body, verbatim)
    reader = BodyReader(body, first_line)
    _read(reader, events(body))
    return reader.markup()


def _read(reader: BodyReader, told: Iterable[tuple[Any, Any]]) -> None:
    """Most of the time that a note takes is spent here: hundreds of events, and most are text.

    A tag that has a value is a mapping from its name to that.
    """
    for event, span in told:
        if "Text" in event:
            reader.text.append(event["Text"])
        elif "Start" in event:
            tag = event["Start"]
            name = tag if type(tag) is str else next(iter(tag))
            if name in _STARTS:
                _STARTS[name](reader, tag, span["start"])
        elif "End" in event:
            tag = event["End"]
            name = tag if type(tag) is str else next(iter(tag))
            if name in _ENDS:
                _ENDS[name](reader, tag)
        else:
            reader.inline(event, span["end"])


_R = BodyReader
_STARTS: dict[str, Callable[[BodyReader, Any, int], object]] = {
    "Heading": _R.start_heading,
    "Paragraph": _R.start_paragraph,
    "Item": _R.start_item,
    "BlockQuote": _R.start_quote,
    "CodeBlock": _R.open_text,
    "HtmlBlock": _R.start_html,
    "Table": _R.start_table,
    "Link": _R.start_link,
    "Image": _R.start_link,
}
_ENDS: dict[str, Callable[[BodyReader, Any], object]] = {
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
