"""Two statements of one edge: what both say together, and which stands where they contradict."""

from collections.abc import Mapping
from typing import NamedTuple

from rcagraph.model.vocabulary import Value

Properties = Mapping[str, Value]

_HARD = "hard"
_WEAKENING = ("group", "probability")
"""With them a failure may not cross the edge: a statement without them is the stronger one."""
_OF_GROUPS = ("group", "needed")


class Contradiction(NamedTuple):
    detail: str
    hint: str = ""


def merged(
    known: Properties, said: Properties, is_impact: bool
) -> tuple[dict[str, Value], list[Contradiction]]:
    """What is known after one more statement.

    The first value stands; but of an edge that carries failure the stronger one does, so that no
    dependency is weakened in silence.
    """
    values, found = {**said, **known}, list[Contradiction]()
    for name in sorted(known.keys() & said.keys()):
        if known[name] != said[name] and name != "needed":
            values[name], hint = _standing(name, known[name], said[name], is_impact)
            found.append(Contradiction(f"{name} is {known[name]!r} and {said[name]!r}", hint))
    if is_impact:
        found += _without_weakening(values, known, said)
    return values, found


def _standing(name: str, known: Value, said: Value, is_impact: bool) -> tuple[Value, str]:
    """The value that stands, and what to do where that is not the first."""
    if not is_impact:
        return known, ""
    if name == "strength" and said == _HARD:
        return said, "make them agree; the hard one stands"
    if name == "probability" and isinstance(known, float) and isinstance(said, float):
        return max(known, said), "make them agree; the greater one stands"
    return known, ""


def _without_weakening(
    values: dict[str, Value], known: Properties, said: Properties
) -> list[Contradiction]:
    """What one statement makes weak and another plain is plain. A mere link says neither."""
    found = list[Contradiction]()
    for name in _WEAKENING:
        weak, plain = (known, said) if name in known else (said, known)
        if name not in weak or name in plain or not _is_plain(plain):
            continue
        for dropped in _OF_GROUPS if name == "group" else (name,):
            values.pop(dropped, None)
        detail = f"{name} is {weak[name]!r}, and it stands without one"
        found.append(Contradiction(detail, "make them agree; the plain one stands"))
    return found


def _is_plain(said: Properties) -> bool:
    return said.get("strength") == _HARD
