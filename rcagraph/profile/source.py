"""Source expressions: the small language in which a profile says where in a note a value stands.

| expression | what it gives |
| --- | --- |
| `service.owner`, `deps[].name` | the front-matter value; `[]` steps into a list |
| `path:RE`, `name:RE`, `title:RE`, `h1:RE`, `body:RE` | what the first group (or all) matches |
| `tag:RE` | the same, of every tag that matches |
| `section:NAME` | the first paragraph under the heading NAME |
| `list:NAME` | the list items under the heading NAME |
| `table:NAME.COLUMN` | the cells of a column of the table under the heading NAME |
| `@name` `@title` `@h1` `@path` `@folders` | the stem, the title, …, the folders |
| `=TEXT` | the text itself |
"""

import re
from dataclasses import dataclass
from enum import Enum


class Where(Enum):
    """Where an expression looks."""

    KEY = "key"
    PATH = "path"
    NAME = "name"
    TITLE = "title"
    H1 = "h1"
    BODY = "body"
    TAG = "tag"
    SECTION = "section"
    LIST = "list"
    TABLE = "table"
    AT = "@"
    CONSTANT = "="


REGEX_PLACES = {"path", "name", "title", "h1", "body", "tag"}
HEADING_PLACES = {"section", "list", "table"}
AT_NAMES = ("name", "title", "h1", "path", "folders")
KEY = re.compile(r"[\w-]+(\[\])?(\.[\w-]+(\[\])?)*\Z")


@dataclass(frozen=True, slots=True)
class Source:
    """One parsed expression."""

    text: str
    where: Where
    argument: str
    """The key, the heading, the constant; for a table `HEADING.COLUMN`."""
    regex: re.Pattern[str] | None = None

    @property
    def is_prose(self) -> bool:
        """What it finds is inferred from wording, not stated in a field, a list or a table."""
        return self.where in (Where.PATH, Where.NAME, Where.TITLE, Where.H1, Where.BODY)

    @property
    def is_body(self) -> bool:
        """What it finds is Markdown's plain text, where a link shows its label."""
        return self.where in (Where.SECTION, Where.LIST, Where.TABLE)


def parse_source(text: str) -> Source:
    """The expression; `ValueError` that says what is wrong and what to write."""
    if text.startswith("="):
        return Source(text, Where.CONSTANT, text[1:])
    if text.startswith("@"):
        return _at(text)
    place, colon, argument = text.partition(":")
    if colon and place in REGEX_PLACES:
        return Source(text, Where(place), argument, _regex(argument))
    if colon and place in HEADING_PLACES:
        return _heading(text, place, argument)
    if not KEY.match(text):
        raise ValueError(
            f"{text!r} is no source expression: write a front-matter key, or one of "
            f"{', '.join(sorted(p + ':' for p in REGEX_PLACES | HEADING_PLACES))}, @name, =text"
        )
    return Source(text, Where.KEY, text)


def _at(text: str) -> Source:
    if text[1:] not in AT_NAMES:
        names = ", ".join("@" + name for name in AT_NAMES)
        raise ValueError(f"{text!r} is no place: write {names}")
    return Source(text, Where.AT, text[1:])


def _heading(text: str, place: str, argument: str) -> Source:
    if not argument or (place == "table" and "." not in argument):
        raise ValueError(f"{text!r} names no heading: write table:HEADING.COLUMN or list:HEADING")
    return Source(text, Where(place), argument)


def _regex(text: str) -> re.Pattern[str]:
    try:
        return re.compile(text)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"{text!r} is no regular expression: {error}") from None
