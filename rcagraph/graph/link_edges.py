"""The edges that links in notes make, where the profile makes no other of what they say."""

from collections.abc import Iterable
from typing import NamedTuple

from rcagraph.graph.edges import Edges
from rcagraph.graph.ends import Ends
from rcagraph.graph.link_meaning import LinkMeaning, Meaning
from rcagraph.graph.nodes import Named
from rcagraph.graph.resolve import Hit
from rcagraph.model.facts import EdgeFact, LinkFact, Mention, NodeKey, Place
from rcagraph.model.names import folded


class _Read(NamedTuple):
    """What a link is, wherever it stands in sections of one name, in notes of one folder."""

    hit: Hit
    expected: str
    """The kind of the note."""
    lost: str
    """What the link is called where it reaches none."""
    way: str
    meaning: Meaning | None


class LinkEdges:
    """By the kinds at both ends, by section, or by default."""

    def __init__(self, links: Iterable[LinkFact], ends: Ends, edges: Edges) -> None:
        self.ends, self.edges, self.meaning = ends, edges, LinkMeaning(ends.profile)
        self.shown: dict[tuple[str, int], list[LinkFact]] = {}
        """By the line of a link, the links there."""
        for link in links:
            self.shown.setdefault(link.place[:2], []).append(link)
        self.typed: dict[tuple[str, int], list[tuple[str, NodeKey, NodeKey]]] = {}
        """By the line of a link, the edges that fields and the like made of what it says."""
        self._reads: dict[tuple[object, ...], _Read | None] = {}
        self._lost: dict[tuple[tuple[str, ...], str, str], Named | None] = {}

    def say(self, name: str, place: Place) -> bool:
        """Whether a text holds a link: then that says what is meant, and whether it is there."""
        links = self.shown.get(place[:2], ())
        shown = (folded(one.label or one.target.target.rpartition("/")[2]) for one in links)
        return any(text and text in folded(name) for text in shown)

    def note(self, fact: EdgeFact, source: NodeKey, target: NodeKey) -> None:
        """An edge that a rule of the profile has made."""
        at = fact.place[:2]
        if at in self.shown:
            self.typed.setdefault(at, []).append((fact.type, source, target))

    def read(self, fact: LinkFact) -> None:
        """The edge of a link, or none; and how it fared."""
        link, place = fact.target, fact.place
        read = self._read(fact)
        if read is None:
            return
        hit, expected, lost, way, meaning = read
        self.ends.wikilinks.add(way)
        self.ends.say_ambiguous(f"[[{link.target}]]", hit, place)
        if hit.key == fact.source:
            return
        if hit.key is None:
            self.ends.dangles(link, place, (expected,), lost)
        if meaning is None or self._is_told(fact, hit.key, lost, meaning.relation.type):
            return
        source, target = self.ends.nodes.own(fact.source), hit.key
        if target is None:
            named = self._not_there(meaning.kinds, lost, expected)
            if named is None:
                return
            named.places.add(place)
            target = named.key
        relation = meaning.relation
        ends = (target, source) if relation.reverse else (source, target)
        self.edges.join(*ends, EdgeFact(relation.type, *ends, place, "link"))

    def _not_there(self, kinds: tuple[str, ...], lost: str, expected: str) -> Named | None:
        """What a link that reaches no note leads to; of what its section names, a thing."""
        said = (kinds, lost, expected)
        if said not in self._lost:
            self._lost[said] = (
                self._lost_thing(kinds, lost) if kinds else self.ends.unresolved(lost, expected)
            )
        return self._lost[said]

    def _lost_thing(self, kinds: tuple[str, ...], lost: str) -> Named | None:
        mention = self.ends.plain(Mention(kinds, lost.rpartition("/")[2]))
        if not mention.name:
            return None
        named = self.ends.name_thing(kinds, mention.name)
        self.ends.by_links.add(named.key)
        return named

    def _read(self, fact: LinkFact) -> _Read | None:
        """Nothing where it is no link."""
        place = fact.place
        folder = place.path.rpartition("/")[0]
        said = (fact.target, folder, place.where, fact.source.kind, fact.may_be_file)
        if said not in self._reads:
            self._reads[said] = self._read_anew(fact)
        return self._reads[said]

    def _read_anew(self, fact: LinkFact) -> _Read | None:
        link, path = fact.target, fact.place.path
        hit, expected, lost = self._reached(fact)
        if hit.key is None and (
            fact.may_be_file or not lost or self.ends.resolver.is_no_note(link, path)
        ):
            return None
        meaning = self.meaning.meaning(fact, expected, dangles=hit.key is None)
        return _Read(hit, expected, lost, self.ends.wikilinks.way(link, hit), meaning)

    def _reached(self, fact: LinkFact) -> tuple[Hit, str, str]:
        """The note, its kind, and what the link is called where it reaches none.

        Of a wikilink that is the name that the profile's rules make of it, and a declared thing
        may bear that name.
        """
        link, path = fact.target, fact.place.path
        hit = self.ends.resolver.linked(link, path)
        if hit.key:
            return hit, hit.key.kind, ""
        expected, lost = self.meaning.expected(fact), self.ends.resolver.lost_name(link, path)
        last = lost.rpartition("/")[2]
        name = last if link.is_path else self.ends.profile.plain(expected, last)
        if name == last:
            return hit, expected, lost
        hit = self.ends.resolver.mentioned(Mention((expected,), name))
        return hit, hit.key.kind if hit.key else expected, name

    def _is_told(self, fact: LinkFact, target: NodeKey | None, lost: str, relation: str) -> bool:
        """Whether the profile has made another edge of the link: then it says no more.

        Where it reaches no note, that edge leads to what a field names so.
        """
        typed = self.typed.get(fact.place[:2])
        if typed is None:
            return False
        name, types = folded(lost.rpartition("/")[2]), set[str]()
        for type_, *ends in typed:
            if fact.source in ends:
                other = ends[ends[0] == fact.source]
                if other == target if target else folded(other.id) == name:
                    types.add(type_)
        return bool(types) and relation not in types
