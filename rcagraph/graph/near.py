"""The names of a vault by likeness: what a name that is not there may have meant."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from rcagraph.model.distance import slips
from rcagraph.model.facts import NodeKey
from rcagraph.model.names import folded

MOST_SUGGESTED = 3
MAX_LENGTH = 200
"""In characters. What is longer is a sentence, and no name is near it."""
MOST_SLIPS = 4


class _Effort(NamedTuple):
    """How far to look."""

    slips: int
    listed: int
    """Of the names that share a piece with a target. Pieces that more names have tell nothing."""
    compared: int


_BESIDE_A_SLIP = _Effort(3, 1000, 6)
"""Where names are one slip away, none that is more than three away can be meant."""
_MOST_LISTED, _MOST_COMPARED = 2000, 20
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
        folds = {(spoken(name), key) for name, key in named if len(name) <= MAX_LENGTH}
        self._named = sorted(Named(*one) for one in folds if one[0] not in ("", *_EVERYWHERE))
        self._by_name: dict[str, list[int]] = {}
        self._by_day: dict[str, list[int]] = {}
        self._by_rest: dict[str, list[int]] = {}
        self._by_piece: dict[str, list[int]] = {}
        self._by_rump: dict[int, tuple[int, ...]] = {}
        for number, (name, _) in enumerate(self._named):
            self._by_name.setdefault(name, []).append(number)
            day, rest = _dated(name)
            if day:
                self._by_day.setdefault(day, []).append(number)
                self._by_rest.setdefault(rest, []).append(number)
            for piece in _pieces(name):
                self._by_piece.setdefault(piece, []).append(number)
            for rump in _rumps(name):
                self._by_rump[rump] = (*self._by_rump.get(rump, ()), number)

    def suggestions(self, target: str, kinds: frozenset[str] = frozenset()) -> tuple[NodeKey, ...]:
        """Up to three nodes, the likeliest first: one name, then the kind, then fewest slips."""
        name = spoken(target)
        ranked = sorted(
            (other != name, bool(kinds) and key.kind not in kinds, far, other, key)
            for other, key, far in self._near(name, kinds)
        )
        return tuple(dict.fromkeys(rank[-1] for rank in ranked))[:MOST_SUGGESTED]

    def sure(self, target: str, kinds: frozenset[str] = frozenset()) -> NodeKey | None:
        """The one node that must be meant: of the same name, else of one typed with a slip.

        A name of another kind, of another day or with other numbers is another name.
        """
        found = self.slips_of(target)
        fit = {one.key for one in found if not kinds or one.key.kind in kinds}
        if found and found[0].name == spoken(target):
            fit = fit or {one.key for one in found}
        return _only(fit)

    def slips_of(self, target: str) -> list[Named]:
        """The names that sound like the target; where none does, those that are a slip away."""
        name = spoken(target)
        same = [self._named[number] for number in self._by_name.get(name, ())]
        near = (self._named[number] for number in self._candidates(name)[0])
        return same or [one for one in near if is_slip(name, one.name)]

    def _near(self, name: str, kinds: frozenset[str]) -> Iterator[tuple[str, NodeKey, int]]:
        """Near names with their nodes, and how many slips away they are."""
        numbers, most = self._candidates(name)
        for number in numbers:
            other, key = self._named[number]
            far = _far(name, other, most, not kinds or key.kind in kinds)
            if far is not None:
                yield other, key, far

    def _candidates(self, name: str) -> tuple[Iterable[int], int]:
        """Worth comparing, and by how many slips a name may differ to be near.

        Of a dated name those of its day, or of its words on another day.
        """
        if not name or len(name) > MAX_LENGTH or name in _EVERYWHERE:
            return (), 0
        day, rest = _dated(name)
        if day:
            listed = (self._by_day.get(day, ()), self._by_rest.get(rest, ()))
            numbers = chain.from_iterable(one[:_MOST_OF_A_DAY] for one in listed)
            return dict.fromkeys(numbers), _allowed(rest)
        nearest, allowed = self._one_slip_away(name), _allowed(name)
        effort = _BESIDE_A_SLIP if nearest else _Effort(allowed, _MOST_LISTED, _MOST_COMPARED)
        most = min(effort.slips, allowed)
        return dict.fromkeys((*nearest, *self._sharing_pieces(name, most, effort))), most

    def _one_slip_away(self, name: str) -> list[int]:
        if not _allowed(name):
            return []
        found = sorted({n for rump in _rumps(name) for n in self._by_rump.get(rump, ())})
        return [n for n in found if slips(name, self._named[n].name, 1) is not None]

    def _sharing_pieces(self, name: str, most: int, effort: _Effort) -> list[int]:
        """Those that share most of the rarest pieces.

        A slip spoils three of them; two letters that are swapped, four.
        """
        pieces = sorted(_pieces(name) & self._by_piece.keys())
        lists = sorted((self._by_piece[piece] for piece in pieces), key=len)[: 4 * most + 1]
        taken, total = list[list[int]](), 0
        for listed in lists:
            total += len(listed)
            if total > effort.listed:
                break
            taken.append(listed)
        counted = Counter(chain.from_iterable(taken)).most_common(5 * effort.compared)
        named, length = self._named, len(name)
        fits = (n for n, _ in counted if abs(len(named[n].name) - length) <= most)
        return list(islice(fits, effort.compared))


@lru_cache(maxsize=4096)
def spoken(name: str) -> str:
    """The name as it sounds: case, and what stands between its words, do not count."""
    return _SEPARATORS.sub("-", folded(name)).strip("-")


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


def _far(name: str, other: str, most: int, is_kind: bool) -> int | None:
    """The slips between two folded names; days are compared as days.

    What happened on the same day may be what is meant, whatever it is called.
    """
    (day, rest), (other_day, other_rest) = _dated(name), _dated(other)
    if bool(day) != bool(other_day):
        return None
    if day != other_day:
        return slips(day, other_day, 2) if rest == other_rest else None
    far = slips(rest, other_rest, most)
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


def _rumps(name: str) -> set[int]:
    """The name, and the name without each of its letters, as hashes: one slip leaves one of them.

    A hash takes a tenth of the memory of a text, and what is found by it is compared.
    """
    return {hash(name), *(hash(name[:at] + name[at + 1 :]) for at in range(len(name)))}


def _only(keys: set[NodeKey]) -> NodeKey | None:
    return next(iter(keys)) if len(keys) == 1 else None
