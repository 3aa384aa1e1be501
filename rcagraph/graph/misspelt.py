"""Names in fields that are almost those of declared things, and so are likely slips of the hand."""

from collections.abc import Iterable, Iterator

from rcagraph.graph.dangling import at_places
from rcagraph.graph.near import MOST_SUGGESTED, Named, Near, spoken
from rcagraph.graph.resolve import Resolver
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.model.facts import NodeKey, Place

_UNCHECKED = ("Alert", "Person")
"""Alerts are many words in one, and two people may well have almost one name."""
_LEAST_LENGTH = 5
"""Of a word. A letter makes another word of a shorter one: `cart` and `card`."""


def misspelt(
    named: Iterable[tuple[NodeKey, tuple[Place, ...]]], names: Resolver
) -> Iterator[Diagnostic]:
    """One a name that no note declares."""
    known = dict[str, Near]()
    for key, said in sorted(named):
        if key.kind in _UNCHECKED:
            continue
        if key.kind not in known:
            known[key.kind] = Near(Named(*one) for one in names.named(key.kind))
        if near := _like(key.id, known[key.kind]):
            meant = " or ".join(repr(names.link_to(one)) for one in near)
            yield at_places(Code.RCA306, f"{key.kind} {key.id!r} is named like {meant}", said)


def _like(name: str, known: Near) -> tuple[NodeKey, ...]:
    found = known.slips_of(name)
    fit = (one.key for one in found if _is_long_enough(spoken(name), one.name))
    return tuple(dict.fromkeys(fit))[:MOST_SUGGESTED]


def _is_long_enough(name: str, other: str) -> bool:
    """Whether all words that differ are long enough for a slip."""
    words = zip(name.split("-"), other.split("-"), strict=True)
    return all(min(map(len, pair)) >= _LEAST_LENGTH for pair in words if pair[0] != pair[1])
