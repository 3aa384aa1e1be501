"""Of which kind a thing is that notes only name, from all that they say of it at once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from rcagraph.graph.dangling import at_places
from rcagraph.graph.resolve import Resolver
from rcagraph.graph.sorted_facts import Facts, Name
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.model.facts import Mention, NodeKey, Place
from rcagraph.model.names import folded, without_remark
from rcagraph.profile.shape import Profile


class _Statements(NamedTuple):
    """How a name is first written, and the places that say that it is of a kind."""

    written: str
    by_kind: dict[str, set[Place]]


class MentionedKinds:
    """Every name that fields give, and the kinds that they give it.

    A field that asks for one kind says of which one its value is; one that takes several kinds
    says only which it would take for want of better.
    """

    def __init__(self, facts: Facts, profile: Profile) -> None:
        self._facts, self._profile = facts, profile
        self._order = {kind: -at for at, kind in enumerate(profile.ontology.nodes)}
        self._said: dict[str, Counter[str]] = {}
        self._assumed: dict[str, Counter[str]] = {}
        self._open: dict[str, set[str]] = {}
        self._saying: dict[str, list[tuple[Name, str]]] = {}
        """What gives a name, and how that writes it."""
        for end in facts.names:
            if (name := _name(end)) is not None and not end.must_exist:
                self._add(end, name)
                # Without a remark it may be what others name: so that all take it for one.
                if isinstance(end, Mention) and end.is_item and (name := without_remark(name)):
                    self._add(end, name)

    def _add(self, end: Name, name: str) -> None:
        kinds, written = end.kinds, self._profile.plain(end.kinds[0], name)
        name = folded(written)
        self._saying.setdefault(name, []).append((end, written))
        counts = self._said if len(kinds) == 1 else self._assumed
        counts.setdefault(name, Counter())[kinds[0]] += self._facts.names[end]
        if len(kinds) > 1:
            self._open.setdefault(name, set()).update(kinds)

    def kind_of(self, kinds: tuple[str, ...], name: str) -> str:
        """Of those it may be: the kind most fields say, else assume; of equals the table's first.

        What no field names is what its own rule assumes.
        """
        name = folded(name)
        said, assumed = self._said.get(name, Counter()), self._assumed.get(name, Counter())
        if len(kinds) == 1 or not any(said[kind] or assumed[kind] for kind in kinds):
            return kinds[0]
        return max(kinds, key=lambda kind: (said[kind], assumed[kind], self._order[kind]))

    def contradictions(self, names: Resolver) -> Iterator[Diagnostic]:
        """One a name that must be of one kind, and of which notes say several."""
        stated = {name: self._stated(name, names) for name in sorted(self._open)}
        stated = {name: kinds for name, kinds in stated.items() if len(kinds) > 1}
        said = self._statements(stated)
        for name, kinds in stated.items():
            written, by_kind = said[name]
            places = [place for kind in kinds for place in by_kind.get(kind, ())]
            if places:
                detail = f"{written!r} is named as {' and as '.join(kinds)}"
                hint = f"write a note of it, or name it everywhere as one of {', '.join(kinds)}"
                yield at_places(Code.RCA304, detail, tuple(sorted(places)), hint)

    def _stated(self, name: str, names: Resolver) -> list[str]:
        """The kinds of which notes say or fields state that it is."""
        kinds, said = self._open[name], self._said.get(name, Counter())
        known = {k for k in kinds if said[k] or names.mentioned(Mention((k,), name)).key}
        return sorted(known, key=self._order.__getitem__, reverse=True)

    def _statements(self, names: Iterable[str]) -> Mapping[str, _Statements]:
        """What is said of these names: looked for only where it is to be told."""
        by_end: dict[Name, list[tuple[str, str]]] = {}
        for name in names:
            for end, written in self._saying[name]:
                by_end.setdefault(end, []).append((name, written))
        found: dict[str, _Statements] = {}
        for edge in self._facts.edges if by_end else ():
            ends = (end for end in (edge.source, edge.target) if not isinstance(end, NodeKey))
            for end in ends:
                for name, written in by_end.get(end, ()):
                    _, by_kind = found.setdefault(name, _Statements(written, {}))
                    if len(end.kinds) == 1:
                        by_kind.setdefault(end.kinds[0], set()).add(edge.place)
        return found


def _name(end: Name) -> str | None:
    """The name that a field gives, where it says of which kind."""
    if isinstance(end, Mention):
        return end.name
    return end.target.rpartition("/")[2] if end.kinds and not end.is_path else None
