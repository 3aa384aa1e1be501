"""What a Markdown body holds: headings, links, tables, items and paragraphs."""

from typing import NamedTuple

from rcagraph.vault.note import Heading, Item, Link, Paragraph, Table


class Markup(NamedTuple):
    """What a body holds, in the order of its lines."""

    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    tables: tuple[Table, ...]
    items: tuple[Item, ...]
    paragraphs: tuple[Paragraph, ...]
    addresses: tuple[Link, ...]
