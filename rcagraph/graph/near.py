"""The names of a vault by likeness: what a name that is not there may have meant."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple
from unicodedata import normalize

from rcagraph.graph.distance import slips
from rcagraph.model.facts import NodeKey

MOST_SUGGESTED = 3
MAX_LENGTH = 200
"""In characters. What is longer is a sentence, and no name is near it."""
MOST_SLIPS = 4
_MOST_LISTED = 2000
"""Of the names that share a piece with a target. Pieces that more names have tell nothing."""
_MOST_COMPARED = 20
_MOST_OF_A_DAY = 200
_SEPARATORS = re.compile(r"[\s_-]+")
_DIGITS = re.compile(r"\d+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")
_EVERYWHERE = frozenset({"readme", "index", "home"})
"""Many folders have a note called so: the name alone tells none of them."""


class Named(NamedTuple):
    """A name by which links reach a node."""

    name: str
    key: NodeKey


class Near:
    """An index of names, made once and asked for many targets.

    `kinds` are those that the link may mean; none where nothing tells.
    """

    def __init__(self, named: Iterable[Named]) -> None:
        folds = {(folded(name), key) for name, key in named if len(name) <= MAX_LENGTH}
        self._named = sorted(Named(*one) for one in folds if one[0] not in ("", *_EVERYWHERE))
        self._by_name: dict[str, list[int]] = {}
        self._by_day: dict[str, list[int]] = {}
        self._by_rest: dict[str, list[int]] = {}
        self._by_piece: dict[str, list[int]] = {}
        for number, (name, _) in enumerate(self._named):
            self._by_name.setdefault(name, []).append(number)
            day, rest = _dated(name)
            if day:
                self._by_day.setdefault(day, []).append(number)
                self._by_rest.setdefault(rest, []).append(number)
            for piece in _pieces(name):
                self._by_piece.setdefault(piece, []).append(number)

    def suggestions(self, target: str, kinds: frozenset[str] = frozenset()) -> tuple[NodeKey, ...]:
        """Up to three nodes, the likeliest first: one name, then the kind, then fewest slips."""
        name = folded(target)
        ranked = sorted(
            (other != name, bool(kinds) and key.kind not in kinds, far, other, key)
            for other, key, far in self._near(name, kinds)
        )
        return tuple(dict.fromkeys(rank[-1] for rank in ranked))[:MOST_SUGGESTED]

    def sure(self, target: str, kinds: frozenset[str] = frozenset()) -> NodeKey | None:
        """The one node that must be meant: of the same name, else of one typed with a slip.

        A name of another kind, of another day or with other numbers is another name.
        """
        name = folded(target)
        same = {self._named[number].key for number in self._by_name.get(name, ())}
        if same:
            return _only({key for key in same if key.kind in kinds} or same)
        near = (self._named[number] for number in self._candidates(name))
        fit = (one for one in near if not kinds or one.key.kind in kinds)
        return _only({one.key for one in fit if is_slip(name, one.name)})

    def _near(self, name: str, kinds: frozenset[str]) -> Iterator[tuple[str, NodeKey, int]]:
        """Near names with their nodes, and how many slips away they are."""
        for number in self._candidates(name):
            other, key = self._named[number]
            far = _far(name, other, not kinds or key.kind in kinds)
            if far is not None:
                yield other, key, far

    def _candidates(self, name: str) -> Iterable[int]:
        """Worth comparing: of a dated name those of its day, or of its words on another day."""
        if not name or len(name) > MAX_LENGTH or name in _EVERYWHERE:
            return ()
        day, rest = _dated(name)
        if not day:
            return self._sharing_pieces(name)
        listed = (self._by_day.get(day, ()), self._by_rest.get(rest, ()))
        return dict.fromkeys(chain.from_iterable(one[:_MOST_OF_A_DAY] for one in listed))

    def _sharing_pieces(self, name: str) -> Sequence[int]:
        """Those that share most of the rarest pieces; a slip spoils four of them at most."""
        pieces = sorted(_pieces(name) & self._by_piece.keys())
        lists = sorted((self._by_piece[piece] for piece in pieces), key=len)
        lists = lists[: 4 * _allowed(name) + 1]
        taken, total = list[list[int]](), 0
        for listed in lists:
            total += len(listed)
            if total > _MOST_LISTED:
                break
            taken.append(listed)
        counted = Counter(chain.from_iterable(taken)).most_common(5 * _MOST_COMPARED)
        allowed, named = _allowed(name), self._named
        fits = (n for n, _ in counted if abs(len(named[n].name) - len(name)) <= allowed)
        return list(islice(fits, _MOST_COMPARED))


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """The name as it sounds: case, and what stands between its words, do not count."""
    return _SEPARATORS.sub("-", normalize("NFC", name).casefold()).strip("-")


def is_slip(a: str, b: str) -> bool:
    """Whether two folded names are one, typed with a slip or two of the hand.

    Word by word: a short word, a number or a first letter that differs makes another name
    (`us-east` and `eu-east`, `web-1` and `web-2`, `import` and `export`).
    """
    words, others = a.split("-"), b.split("-")
    if len(words) != len(others) or _DIGITS.findall(a) != _DIGITS.findall(b):
        return False
    far = 0
    for word, other in zip(words, others, strict=True):
        if word != other:
            short, long = sorted((len(word), len(other)))
            most = (short >= 4) + (long >= 8)
            between = slips(word, other, most) if word[:1] == other[:1] else None
            if between is None:
                return False
            far += between
    return far <= 2


def _far(name: str, other: str, is_kind: bool) -> int | None:
    """The slips between two folded names; days are compared as days.

    What happened on the same day may be what is meant, whatever it is called.
    """
    (day, rest), (other_day, other_rest) = _dated(name), _dated(other)
    if bool(day) != bool(other_day):
        return None
    if day != other_day:
        return slips(day, other_day, 2) if rest == other_rest else None
    far = slips(rest, other_rest, _allowed(rest))
    return len(rest) + len(other_rest) if far is None and day and is_kind else far


def _allowed(name: str) -> int:
    """The slips with which a name may still be suggested: one in four letters."""
    return min(len(name) // 4, MOST_SLIPS)


def _dated(name: str) -> tuple[str, str]:
    """The day that a name begins with, or nothing, and the rest."""
    match = _DAY.match(name)
    return (match[0], name[match.end() :]) if match else ("", name)


def _pieces(name: str) -> set[str]:
    padded = f"  {name} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}


def _only(keys: set[NodeKey]) -> NodeKey | None:
    return next(iter(keys)) if len(keys) == 1 else None
