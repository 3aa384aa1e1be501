"""Source expressions: the small language in which a profile says where in a note a value stands.

| expression | what it gives |
| --- | --- |
| `service.owner`, `deps[].name`, `meta."a.b/c"` | the front-matter value; `[]` steps into a list |
| `path:RE`, `name:RE`, `title:RE`, `h1:RE`, `body:RE` | what the first group (or all) matches |
| `tag:RE` | the same, of every tag that matches |
| `section:NAME` | the paragraphs under the heading NAME |
| `list:NAME` | the list items under the heading NAME |
| `table:NAME.COLUMN` | the cells of a column of the table under the heading NAME |
| `label:NAME` | the text after the label `NAME:` (a line, an item, a row of two columns) |
| `label:HEADING.NAME`, `label:.NAME` | the same under a heading; above all but the title's |
| `@name` `@title` `@h1` `@path` `@folders` | the stem, the title, …, the folders |
| `=TEXT` | the text itself |

A NAME between slashes, `section:/causes?$/`, is a regular expression over headings.

Any of them may have a `pattern`, `{ from = "label:Region", pattern = 'RE' }`: of each value that it
gives, what the first group (or all) matches; a value that does not match is none. `name:RE` is the
short form of `@name` with a pattern, and so are `path:`, `title:` and `h1:`.
"""

import re
from dataclasses import dataclass, field
from enum import Enum

from rcagraph.model.names import is_regex


class Where(Enum):
    """Where an expression looks."""

    __hash__ = object.__hash__
    """Members are one each; the usual hash is of the name, by Python, and asked for a hundred
    times a note."""

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
    LABEL = "label"
    AT = "@"
    CONSTANT = "="


REGEX_PLACES = {"path", "name", "title", "h1", "body", "tag"}
HEADING_PLACES = {"section", "list", "table"}
PROSE = (Where.PATH, Where.NAME, Where.TITLE, Where.H1, Where.BODY)
ANYWHERE, HEAD = "*", ""
"""Where a label may stand that names no heading, and one that names none before its dot."""
PLACES = sorted(REGEX_PLACES | HEADING_PLACES | {"label"})
AT_NAMES = ("name", "title", "h1", "path", "folders")
PART = r'(?:[\w-]+|"[^"]+")'
UNDER_REGEX = re.compile(r"(/.+/)\.(.+)\Z", re.S)
"""A heading's regex and what is looked for under it; a dot in the regex parts nothing."""
KEY = re.compile(rf"{PART}(\[\])?(\.{PART}(\[\])?)*\Z")


@dataclass(frozen=True, slots=True)
class Source:
    """One parsed expression."""

    text: str
    where: Where
    argument: str
    """The key, the heading, the constant; for a table `HEADING.COLUMN`."""
    regex: re.Pattern[str] | None = None
    keys: tuple[str, ...] = ()
    """The parts of a dotted key."""
    columns: tuple[tuple[str, str], ...] = ()
    """Heading and column of a table: every way to part them at a dot, for either may have one.
    Heading and name of a label."""
    pattern: re.Pattern[str] | None = None
    """What is taken of each value."""
    plain_key: str = field(init=False, repr=False, compare=False, default="")
    """The key where it is one of the front matter's own, with nothing to step into."""

    def __post_init__(self) -> None:
        if self.where is Where.KEY and len(self.keys) == 1 and "[]" not in self.text:
            object.__setattr__(self, "plain_key", self.keys[0])

    @property
    def is_prose(self) -> bool:
        """What it finds is inferred from wording, not stated in a field, a list or a table."""
        return self.where in PROSE or (self.pattern is not None and self.is_whole)

    @property
    def is_whole(self) -> bool:
        """What it gives is stated as a whole; a part of it is a matter of wording."""
        return self.where in (Where.AT, Where.SECTION)

    @property
    def is_body(self) -> bool:
        """What it finds is Markdown's plain text, where a link shows its label."""
        return self.where in (Where.SECTION, Where.LIST, Where.TABLE, Where.LABEL)


def taken(text: str, pattern: re.Pattern[str]) -> str | None:
    """The first group of what matches, or all of it; None where nothing does."""
    match = pattern.search(text)
    if match is None:
        return None
    return ((match[1] if pattern.groups else match[0]) or "").strip()


def parse_source(text: str) -> Source:
    """The expression; `ValueError` that says what is wrong and what to write."""
    if text.startswith("="):
        return _constant(text)
    if text.startswith("@"):
        return _at(text)
    place, colon, argument = text.partition(":")
    if colon and place in REGEX_PLACES:
        return Source(text, Where(place), argument, _regex(argument))
    if colon and place in HEADING_PLACES:
        return _heading(text, place, argument)
    if colon and place == "label":
        return _label(text, argument)
    if not KEY.match(text):
        raise ValueError(
            f"{text!r} is no source expression: write a front-matter key, or one of "
            f"{', '.join(f'{place}:' for place in PLACES)}, @name, =text"
        )
    keys = tuple(part.strip('"') for part in re.findall(PART, text))
    return Source(text, Where.KEY, text, keys=keys)


def _constant(text: str) -> Source:
    if not text[1:].strip():
        raise ValueError(f"{text!r} is no text: write =TEXT")
    return Source(text, Where.CONSTANT, text[1:])


def _at(text: str) -> Source:
    if text[1:] not in AT_NAMES:
        names = ", ".join("@" + name for name in AT_NAMES)
        raise ValueError(f"{text!r} is no place: write {names}")
    return Source(text, Where.AT, text[1:])


def _heading(text: str, place: str, argument: str) -> Source:
    columns = _columns(argument) if place == "table" else ()
    headings = [heading for heading, _ in columns] if place == "table" else [argument]
    if not all(heading.strip() for heading in headings) or not headings:
        raise ValueError(f"{text!r} names no heading: write table:HEADING.COLUMN or list:HEADING")
    for heading in headings:
        _check_heading(heading)
    return Source(text, Where(place), argument, columns=columns)


def _label(text: str, argument: str) -> Source:
    if regex := UNDER_REGEX.match(argument):
        heading, dot, name = regex[1], ".", regex[2]
    elif is_regex(argument):
        heading, dot, name = "", "", argument
    else:
        heading, dot, name = argument.rpartition(".")
    if not name.strip():
        raise ValueError(f"{text!r} names no label: write label:NAME or label:HEADING.NAME")
    _check_heading(heading)
    _check_heading(name)
    return Source(text, Where.LABEL, name, columns=((heading if dot else ANYWHERE, name),))


def _columns(argument: str) -> tuple[tuple[str, str], ...]:
    """The shortest column first; a dot in a heading's regex parts nothing."""
    if regex := UNDER_REGEX.match(argument):
        return ((regex[1], regex[2]),)
    dots = [at for at, letter in enumerate(argument) if letter == "."]
    parts = ((argument[:at], argument[at + 1 :]) for at in reversed(dots))
    return tuple((heading, column) for heading, column in parts if heading and column)


def _check_heading(heading: str) -> None:
    if is_regex(heading):
        _regex(heading[1:-1])


def _regex(text: str) -> re.Pattern[str]:
    if not text:
        raise ValueError("'' is no regular expression: write .+ for any text")
    try:
        return re.compile(text)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"{text!r} is no regular expression: {error}") from None
