"""The check before every engine: a query reads the graph, and reaches no file and no network.

A database's own read mode is not enough: the embedded engine still runs `LOAD FROM` and `COPY TO`,
and Neo4j `LOAD CSV`. So the check is an allow-list at the three places where an effect can begin.
A statement begins with a reading clause. Where Cypher's grammar wants a keyword (after a name, a
value or a closing bracket) only keywords of reading clauses may stand. What is called is on a
list. Words that act are refused by name wherever else they could be a keyword.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rcagraph.engines.tokens import Kind, Token, tokens
from rcagraph.engines.words import (
    KEYWORDS,
    NAMESPACES,
    PREFIXES,
    PROCEDURES,
    REACHING,
    STARTERS,
    WRITING,
)
from rcagraph.model.errors import RcaGraphError

CLOSING = frozenset({")", "]", "}"})
VALUES = frozenset({Kind.NAME, Kind.PARAMETER, Kind.TEXT, Kind.NUMBER})
NOTHING = Token(Kind.SPACE, "")


class Spot(NamedTuple):
    """A token among its neighbours."""

    before: tuple[Token, Token]
    """The one before last, and the last."""
    token: Token
    after: Token

    @property
    def is_name(self) -> bool:
        """A word that the grammar takes for a name here: `n.set`, `:Set`, `{set: 1}`.

        Not after `1.` or `..`, which a lexer may end before the word.
        """
        first, last = self.before
        if last.word == ".":
            return first.kind in (Kind.WORD, Kind.NAME, Kind.PARAMETER) or first.word in CLOSING
        return last.word == ":" or (self.after.word == ":" and last.word in ("{", ","))


def checked(statement: str) -> str:
    """The statement as an engine may run it, without comments; `RcaGraphError` if it may not."""
    read = tokens(statement)
    seen = [token for token in read if token.kind is not Kind.SPACE]
    while seen and seen[-1].word == ";":
        seen.pop()
    if not seen:
        raise RcaGraphError("The query is empty", "Try: MATCH (s:Service) RETURN s.name")
    _check_starter(seen)
    after_value = False
    for at, spot in enumerate(_spots(seen)):
        _check_word(spot, after_value)
        _check_what_follows(spot, seen, at)
        after_value = _ends_value(spot)
    return "".join(token.text for token in read).rstrip("; \n")


def parameters_of(statement: str) -> frozenset[str]:
    """The names of the `$parameters` that a statement uses."""
    found = (t.text[1:] for t in tokens(statement) if t.kind is Kind.PARAMETER)
    return frozenset(name.strip("`").replace("``", "`") for name in found)


def _spots(seen: Sequence[Token]) -> Iterator[Spot]:
    padded = [NOTHING, NOTHING, *seen, NOTHING]
    for i in range(2, len(padded) - 1):
        yield Spot((padded[i - 2], padded[i - 1]), padded[i], padded[i + 1])


def _check_starter(rest: Sequence[Token]) -> None:
    """A statement, and its part after UNION, begins with a reading clause."""
    word = next((token.word for token in rest if token.word not in PREFIXES), "")
    if word not in STARTERS | WRITING | REACHING:  # the last two have a better sentence below
        raise RcaGraphError(
            f"The query begins with {word or 'no keyword'}, and a query here only reads",
            f"Begin with {', '.join(sorted(STARTERS))}",
        )


def _check_word(spot: Spot, after_value: bool) -> None:
    word = spot.token.word
    if word == ";":
        raise RcaGraphError("The text holds several statements", "Run them one at a time")
    if spot.token.kind is not Kind.WORD or spot.is_name:
        return
    if word in WRITING:
        raise _refused(word, "writes", "Change the notes and build the graph again")
    if word in REACHING:
        raise _refused(
            word,
            "reaches a file, an address or another database",
            "Pass values as $parameters; `rcagraph export` writes files",
        )
    if after_value and word not in KEYWORDS:
        raise _refused(word, "is no keyword of a reading query", "Check the spelling")


def _refused(word: str, why: str, tip: str) -> RcaGraphError:
    return RcaGraphError(
        f"The query says {word}, which {why}, and a query here only reads the graph",
        f"{tip}. A name that is spelt so goes in back-ticks: `{word.lower()}`",
    )


def _ends_value(spot: Spot) -> bool:
    token = spot.token
    if token.kind is Kind.WORD:
        return spot.is_name or token.word not in KEYWORDS
    return token.kind in VALUES or token.word in CLOSING


def _check_what_follows(spot: Spot, seen: Sequence[Token], at: int) -> None:
    """What is called must be on a list, and what follows UNION begins anew."""
    if spot.token.word == "CALL" and not spot.is_name:
        if spot.after.word not in ("{", "("):
            _check_listed(_dotted(seen, at + 1))
    elif spot.token.word == "UNION" and not spot.is_name:
        _check_starter(seen[at + 1 : at + 3])
    elif spot.before[1].word not in (".", "CALL"):
        name = _dotted(seen, at)
        end = at + 2 * len(name) - 1
        if name and end < len(seen) and seen[end].word == "(":
            _check_function(name)


def _dotted(seen: Sequence[Token], at: int) -> tuple[Token, ...]:
    """The name `a.b.c` that begins there."""
    parts: list[Token] = []
    while at < len(seen) and seen[at].kind in (Kind.WORD, Kind.NAME):
        parts.append(seen[at])
        if at + 1 >= len(seen) or seen[at + 1].word != ".":
            break
        at += 2
    return tuple(parts)


def _check_listed(name: Sequence[Token]) -> None:
    full = ".".join(token.text for token in name)
    if full.upper() not in PROCEDURES:
        raise RcaGraphError(
            f"The query calls {full or 'a procedure'}, which is not known only to read the graph",
            f"Allowed are {', '.join(sorted(PROCEDURES)).lower()}, and CALL {{ … }}",
        )


def _check_function(name: Sequence[Token]) -> None:
    full = ".".join(token.text for token in name)
    quoted = any(token.kind is Kind.NAME for token in name)
    if quoted or (len(name) > 1 and name[0].word not in NAMESPACES):
        raise RcaGraphError(
            f"The query calls {full}, which is not known only to read the graph",
            "Use the functions that Cypher itself has",
        )
