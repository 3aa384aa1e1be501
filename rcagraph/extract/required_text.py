"""What a text must hold for a pattern to match it: a search for that is a tenth of the pattern's.

As ripgrep does it: the texts that a pattern needs in any case, or one of several. Nothing is
assumed of what is not plainly needed.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

SHORTEST = 3
"""Characters; less is found in any text."""
ODD = "İı"
"""They match `i` where case does not count, and no folding makes an `i` of them."""
AnyOf = tuple[str, ...]
"""One of them must stand in the text, folded."""


def may_match(pattern: re.Pattern[str], folded: str | None) -> bool:
    """Whether the text, which `foldable` gave, may hold a match."""
    if folded is None:
        return True
    for texts in required(pattern):
        for text in texts:
            if text in folded:
                break
        else:
            return False
    return True


def foldable(text: str) -> str | None:
    """The text for `may_match`; None where folding could hide a match."""
    return None if any(letter in text for letter in ODD) else text.casefold()


@lru_cache(maxsize=1024)
def required(pattern: re.Pattern[str]) -> tuple[AnyOf, ...]:
    """All that it needs; of a pattern that searches in text."""
    found = _needs(parser.parse(pattern.pattern, pattern.flags))
    return tuple(sorted({one for one in found if min(map(len, one)) >= SHORTEST}))


def _needs(parts: Iterable[Any]) -> Iterator[AnyOf]:
    """What each part of a sequence needs; letters one after the other need one text."""
    letters = ""
    for kind, value in parts:
        if kind is sre.LITERAL:
            letters += chr(value)
            continue
        if letters:
            yield (letters.casefold(),)
            letters = ""
        yield from _of_one(kind, value)
    if letters:
        yield (letters.casefold(),)


def _of_one(kind: Any, value: Any) -> Iterator[AnyOf]:
    if kind is sre.SUBPATTERN:
        yield from _needs(value[-1])
    elif kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        yield from _needs(value[2]) if value[0] else ()
    elif kind is sre.ATOMIC_GROUP:
        yield from _needs(value)
    elif kind is sre.BRANCH:
        each = [max(_needs(branch), key=_shortest, default=("",)) for branch in value[1]]
        yield tuple(dict.fromkeys(chain.from_iterable(each)))


def _shortest(texts: AnyOf) -> int:
    return min(map(len, texts))
