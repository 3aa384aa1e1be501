"""CommonMark as its parser tells it: events with the bytes that they span."""

from collections.abc import Iterator
from typing import Any, cast

from pyromark import Markdown, Options

_MARKDOWN = Markdown(
    options=Options.ENABLE_TABLES
    | Options.ENABLE_WIKILINKS
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_FOOTNOTES  # without it `[^1]: word` defines a link to `word`
)


def events(body: str) -> Iterator[tuple[Any, Any]]:
    return cast(Iterator[tuple[Any, Any]], _MARKDOWN.events_with_range(body))


def verbatim(body: str) -> Iterator[tuple[int, int]]:
    """The spans of code and HTML, in characters."""
    data, at_byte, at = body.encode(), 0, 0
    for event, span in events(body):
        if isinstance(event, str) or not _is_verbatim(event):
            continue
        start, end = span["start"], span["end"]
        if start < at_byte:
            continue
        at += len(data[at_byte:start].decode())
        length = len(data[start:end].decode())
        yield at, at + length
        at_byte, at = end, at + length


def _is_verbatim(event: dict[str, Any]) -> bool:
    started = event.get("Start")
    if started is not None:
        return started == "HtmlBlock" or (isinstance(started, dict) and "CodeBlock" in started)
    return "Code" in event or "InlineHtml" in event
