"""The check of a SPARQL text before it runs anywhere: it reads, and reads only the graphs at hand.

Stores fetch what `SERVICE` names, and an address in a query may carry what the query has found, so
it is refused here, by the tokens of the text: a word in a comment or in a literal is no keyword.
"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from rcagraph.export.rdf.terms import COMMON
from rcagraph.model.errors import RcaGraphError


class Kind(Enum):
    SPACE = r"\s+"
    COMMENT = r"\#[^\n\r]*"
    IRI = r"<[^<>\"{}|^`\\\x00-\x20]*>"
    TEXT = (
        r'"""(?:"{0,2}(?:[^"\\]|\\.))*"""' + r"|'''(?:'{0,2}(?:[^'\\]|\\.))*'''"
        r'|"(?:[^"\\\n\r]|\\.)*"' + r"|'(?:[^'\\\n\r]|\\.)*'"
    )
    VARIABLE = r"[?$]\w+"
    LANGUAGE = r"@[A-Za-z]+(?:--?[A-Za-z0-9]+)*"
    BLANK = r"_:[\w.-]*\w"
    NAME = (
        r"(?:[^\W\d_](?:[\w.-]*[\w-])?)?:(?:(?:[\w:%-]|\\.)(?:(?:[\w.:%-]|\\.)*(?:[\w:%-]|\\.))?)?"
    )
    NUMBER = r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
    WORD = r"[^\W\d]\w*"
    SIGN = r"[-+*/%^=<>!&|.,;()\[\]{}?~]"


_TOKEN = re.compile("|".join(f"(?P<{kind.name}>{kind.value})" for kind in Kind), re.DOTALL)
_ESCAPE = re.compile(r"\\[uU]")

MOST_CHARACTERS = 100_000
KNOWN = frozenset({"", "own", *COMMON})
FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
WRITING = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}
)
PROLOGUE = frozenset({"BASE", "PREFIX", "VERSION"})
READ_ONLY = "Ask with SELECT, ASK, CONSTRUCT or DESCRIBE"


class Token(NamedTuple):
    kind: Kind
    text: str

    @property
    def word(self) -> str:
        return self.text.upper() if self.kind is Kind.WORD else ""


class Checked(NamedTuple):
    """A text that reads."""

    text: str
    """Without its comments, line by line as it was."""
    form: str
    graphs: tuple[str, ...]
    """What its `FROM` clauses name, as written."""


def checked(text: str) -> Checked:
    """`RcaGraphError` for what does not read, what would reach another server, and what has no
    single reading: a quote left open, or a `\\u` escape, which some stores decode before they look
    for quotes.
    """
    if len(text) > MOST_CHARACTERS:
        raise RcaGraphError(
            f"The query has {len(text)} characters, and may have {MOST_CHARACTERS}",
            "Ask for less at once",
        )
    if escape := _ESCAPE.search(text):
        line = text.count("\n", 0, escape.start()) + 1
        raise RcaGraphError(
            f"Line {line} of the query has a \\u escape, which stores read differently",
            "Write the character itself",
        )
    tokens = tuple(_read(text))
    seen = [token for token in tokens if token.kind is not Kind.SPACE]
    form = _form(seen)
    for prefix in _undeclared(seen):
        raise RcaGraphError(
            f"The prefix {prefix}: is not declared",
            f"Declare it with PREFIX; known without are {', '.join(sorted(COMMON))}",
        )
    if any(token.word == "SERVICE" for token in seen):
        raise RcaGraphError(
            "SERVICE would ask another server, and is refused",
            "Ask each store for itself, with --endpoint",
        )
    return Checked("".join(token.text for token in tokens), form, tuple(_graphs(seen)))


def _read(text: str) -> Iterator[Token]:
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            line = text.count("\n", 0, at) + 1
            raise RcaGraphError(
                f"The query cannot be read from line {line} on: {text[at : at + 20]!r}",
                "Close its quotes and brackets",
            )
        kind = Kind[str(found.lastgroup)]
        if kind is Kind.COMMENT:  # stores differ in where one ends
            yield Token(Kind.SPACE, " " * len(found.group()))
        else:
            yield Token(kind, found.group())
        at = found.end()


def _form(seen: Sequence[Token]) -> str:
    """The first word after the declarations."""
    at = 0
    while at < len(seen) and seen[at].word in PROLOGUE:
        at += 3 if seen[at].word == "PREFIX" else 2
    word = seen[at].word if at < len(seen) else ""
    if word in FORMS:
        return word
    if word in WRITING:
        raise RcaGraphError(f"{word} would write, and queries only read", READ_ONLY)
    raise RcaGraphError("The text is no SPARQL query", READ_ONLY)


def _undeclared(seen: Sequence[Token]) -> list[str]:
    names = [token.text.partition(":")[0] for token in seen if token.kind is Kind.NAME]
    declared = {
        after.text.partition(":")[0]
        for token, after in pairwise(seen)
        if token.word == "PREFIX" and after.kind is Kind.NAME
    }
    return [name for name in names if name not in declared | KNOWN]


def _graphs(seen: Sequence[Token]) -> Iterator[str]:
    for at, token in enumerate(seen):
        if token.word == "FROM":
            after = [each for each in seen[at + 1 : at + 3] if each.word != "NAMED"]
            yield after[0].text if after else ""
