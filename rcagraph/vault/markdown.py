"""A Markdown body to headings, links, tables, list items and paragraphs, each with its line."""

from rcagraph.vault.body_reader import BodyReader
from rcagraph.vault.comments import without_comments
from rcagraph.vault.commonmark import verbatim
from rcagraph.vault.markup import Markup
from rcagraph.vault.site_links import with_tags_quoted


def read_markdown(body: str, first_line: int = 1) -> Markup:
    """Parse a body whose first line is `first_line` of its file; line ends are `\\n`."""
    if "%%" in body:
        body = without_comments(body, verbatim(body))
    if "{{" in body or "{%" in body:
        body = with_tags_quoted(body, verbatim)
    return BodyReader(body, first_line).read()
