"""What notes name and is not there: each place, and one diagnostic for all that mean one thing."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.model.facts import Place
from rcagraph.model.names import folded


class Dangling(NamedTuple):
    """One place that names what is not there."""

    place: Place
    target: str
    form: str
    """`wikilink`, `path` for a Markdown link, or `name` for a field's value."""
    kinds: tuple[str, ...] = ()
    """What one would expect there."""
    lost: str = ""
    """What is not there: the path of a note, or a name; the same wherever it is named."""

    @property
    def thing(self) -> str:
        """What is not there, as it is compared."""
        return folded(self.lost or self.target)

    @property
    def written(self) -> str:
        return f"[[{self.target}]]"


def lost_things(
    dangling: Iterable[Dangling], hint: Callable[[Dangling], str] = lambda one: ""
) -> Iterator[Diagnostic]:
    """One a thing, at its first place."""
    by_thing: dict[str, list[Dangling]] = {}
    for one in sorted(dangling):
        by_thing.setdefault(one.thing, []).append(one)
    for first, *others in by_thing.values():
        places = (first.place, *(one.place for one in others))
        yield at_places(Code.RCA301, first.written, places, hint(first))


def at_places(code: Code, detail: str, places: tuple[Place, ...], hint: str = "") -> Diagnostic:
    """A diagnostic of several places: a line about the first one, and the others beside it."""
    first, *others = places
    more = f" (and {len(others)} more place{'s' if len(others) > 1 else ''})" if others else ""
    return Diagnostic(code, first.path, first.line, detail + more, hint, tuple(others))
