"""Of which kind a thing is that notes only name, from all that they say of it at once."""

from collections import Counter
from collections.abc import Iterable, Iterator

from rcagraph.graph.dangling import at_places
from rcagraph.graph.resolve import Resolver
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.model.facts import EdgeFact, LinkTarget, Mention, Place
from rcagraph.model.names import folded, without_remark
from rcagraph.profile.shape import Profile


class MentionedKinds:
    """Every name that fields give, and the kinds that they give it.

    A field that asks for one kind says of which one its value is; one that takes several kinds
    says only which it would take for want of better.
    """

    def __init__(self, edges: Iterable[EdgeFact], profile: Profile) -> None:
        self._profile = profile
        self._order = {kind: -at for at, kind in enumerate(profile.ontology.nodes)}
        self._said: dict[str, Counter[str]] = {}
        self._assumed: dict[str, Counter[str]] = {}
        self._written: dict[str, str] = {}
        self._open: dict[str, set[str]] = {}
        self._places: dict[tuple[str, str], set[Place]] = {}
        for edge in edges:
            for end in (edge.source, edge.target):
                if (named := _named(end)) and not getattr(end, "must_exist", False):
                    self._add(*named, edge.place)
                    # Without a remark it may be what others name: so that all take it for one.
                    if getattr(end, "is_item", False) and (name := without_remark(named[1])):
                        self._add(named[0], name, edge.place)

    def _add(self, kinds: tuple[str, ...], name: str, place: Place) -> None:
        written = self._profile.plain(kinds[0], name)
        name = folded(written)
        self._written.setdefault(name, written)
        counts = self._said if len(kinds) == 1 else self._assumed
        counts.setdefault(name, Counter())[kinds[0]] += 1
        if len(kinds) == 1:
            self._places.setdefault((name, kinds[0]), set()).add(place)
        else:
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
        for name, kinds in sorted(self._open.items()):
            said = self._said.get(name, Counter())
            declared = [k for k in kinds if names.mentioned(Mention((k,), name)).key]
            known = {*declared, *(k for k in kinds if said[k])}
            stated = sorted(known, key=self._order.__getitem__, reverse=True)
            places = [place for kind in stated for place in self._places.get((name, kind), ())]
            if len(stated) > 1 and places:
                detail = f"{self._written[name]!r} is named as {' and as '.join(stated)}"
                hint = f"write a note of it, or name it everywhere as one of {', '.join(stated)}"
                yield at_places(Code.RCA304, detail, tuple(sorted(places)), hint)


def _named(end: object) -> tuple[tuple[str, ...], str] | None:
    """The kinds and the name that a field gives."""
    if isinstance(end, Mention):
        return end.kinds, end.name
    if isinstance(end, LinkTarget) and end.kinds and not end.is_path:
        return end.kinds, end.target.rpartition("/")[2]
    return None
