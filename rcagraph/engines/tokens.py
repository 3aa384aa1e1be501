"""A Cypher text cut into tokens, for the check that it only reads."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple

from rcagraph.model.errors import RcaGraphError


class Kind(Enum):
    SPACE = r"\s+"
    COMMENT = r"//[^\n]*|/\*.*?\*/"
    TEXT = r"""'(?:[^'\\]|\\[\\'"`bfnrt])*'|"(?:[^"\\]|\\[\\'"`bfnrt])*\""""
    NAME = r"`(?:[^`\\]|``)+`"
    PARAMETER = r"\$(?:\w+|`(?:[^`\\]|``)+`)"
    NUMBER = r"0[xX][0-9a-fA-F]+|[0-9][0-9_]*(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"
    WORD = r"[^\W\d]\w*"
    SIGN = r"[-+*/%^=<>!&|.,:;()\[\]{}~]"


_TOKEN = re.compile("|".join(f"(?P<{kind.name}>{kind.value})" for kind in Kind), re.DOTALL)

OPENING, CLOSING = ("(", "[", "{"), (")", "]", "}")


class Token(NamedTuple):
    kind: Kind
    text: str

    @property
    def word(self) -> str:
        """A bare word as a keyword is compared, or a sign; empty for all else.

        NFKC, because `ſet` and `ﬁ` fold to what some engines take for a keyword.
        """
        bare = self.kind in (Kind.WORD, Kind.SIGN)
        return unicodedata.normalize("NFKC", self.text).upper() if bare else ""


MOST_CHARACTERS = 100_000
MOST_NESTED = 64
"""Engines read what is nested by calling themselves: some hundreds deep their process breaks."""


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens; put together again they are what the engine is given.

    A comment becomes blanks here, which keeps lines and columns, and never reaches an engine:
    engines differ in where a comment ends. `RcaGraphError` for what has no single reading: a quote
    left open, a `\\u` escape (Neo4j decodes it before it looks for quotes), a sign that Cypher does
    not have; and for what is too long or nested too deep for an engine.
    """
    if len(text) > MOST_CHARACTERS:
        raise RcaGraphError(
            f"The query has {len(text)} characters, and may have {MOST_CHARACTERS}",
            "Pass long lists and texts as $parameters",
        )
    read = tuple(_read(text))
    if _depth(read) > MOST_NESTED:
        raise RcaGraphError(
            f"The query nests brackets or CASE {_depth(read)} deep, and may {MOST_NESTED}",
            "Name what is inside with WITH … AS, one step after the other",
        )
    return read


def _depth(read: Iterable[Token]) -> int:
    """Of brackets and CASE together, at the deepest."""
    brackets = cases = deepest = 0
    for token in read:
        brackets += token.text in OPENING
        brackets -= token.text in CLOSING
        cases += token.word == "CASE"
        cases -= token.word == "END" and cases > 0
        deepest = max(deepest, brackets + cases)
    return deepest


def _read(text: str) -> Iterator[Token]:
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None or (found.lastgroup == "SIGN" and text.startswith("/*", at)):
            raise _unreadable(text, at)
        yield _token(Kind[str(found.lastgroup)], found.group())
        at = found.end()


def _token(kind: Kind, text: str) -> Token:
    if kind in (Kind.SPACE, Kind.COMMENT):
        return Token(Kind.SPACE, re.sub(r"[^\n]", " ", text))
    return Token(kind, text)


def _unreadable(text: str, at: int) -> RcaGraphError:
    line = text.count("\n", 0, at) + 1
    return RcaGraphError(
        f"The query cannot be read from line {line} on: {text[at : at + 20]!r}",
        "Close quotes, back-ticks and comments; the escapes are \\\\ \\' \\\" \\n \\t \\r \\b \\f, "
        "and any other text goes in as a $parameter",
    )
