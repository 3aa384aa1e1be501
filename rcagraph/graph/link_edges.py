"""The edges that links in notes make, where the profile makes no other of what they say."""

from collections.abc import Iterable

from rcagraph.graph.ends import Ends
from rcagraph.graph.link_meaning import LinkMeaning
from rcagraph.graph.resolve import Hit
from rcagraph.model.facts import EdgeFact, LinkFact, Mention, NodeKey, Place
from rcagraph.model.names import folded


class LinkEdges:
    """By the kinds at both ends, by section, or by default."""

    def __init__(self, links: Iterable[LinkFact], ends: Ends) -> None:
        self.ends, self.meaning = ends, LinkMeaning(ends.profile)
        self.shown: dict[tuple[str, int], list[str]] = {}
        """By the line of a link, what a reader sees of it."""
        for link in links:
            shown = link.label or link.target.target.rpartition("/")[2]
            self.shown.setdefault((link.place.path, link.place.line), []).append(folded(shown))
        self.typed: dict[tuple[str, int], list[tuple[str, NodeKey, NodeKey]]] = {}
        """By the line of a link, the edges that fields and the like made of what it says."""

    def say(self, name: str, place: Place) -> bool:
        """Whether a text holds a link: then that says what is meant, and whether it is there."""
        shown = self.shown.get((place.path, place.line), ())
        return any(text and text in folded(name) for text in shown)

    def note(self, fact: EdgeFact, source: NodeKey, target: NodeKey) -> None:
        """An edge that a rule of the profile has made."""
        at = (fact.place.path, fact.place.line)
        if at in self.shown:
            self.typed.setdefault(at, []).append((fact.type, source, target))

    def read(self, fact: LinkFact) -> None:
        """The edge of a link, or none; and how it fared."""
        link, place = fact.target, fact.place
        hit, expected, lost = self._reached(fact)
        if hit.key is None and (
            fact.may_be_file or not lost or self.ends.resolver.is_no_note(link, place.path)
        ):
            return
        self.ends.wikilinks.add(link, hit)
        self.ends.say_ambiguous(f"[[{link.target}]]", hit, place)
        if hit.key == fact.source:
            return
        if hit.key is None:
            self.ends.dangles(link, place, (expected,), lost)
        meaning = self.meaning.meaning(fact, expected, dangles=hit.key is None)
        if meaning is None or self._is_told(fact, hit.key, lost, meaning.relation.type):
            return
        relation = meaning.relation
        target = hit.key or self._not_there(meaning.kinds, lost, expected, place)
        if target is None:
            return
        ends = (target, fact.source) if relation.reverse else (fact.source, target)
        said = EdgeFact(relation.type, *ends, place, "link")
        self.ends.gathered.join(relation.type, *ends, said)

    def _not_there(
        self, kinds: tuple[str, ...], lost: str, expected: str, place: Place
    ) -> NodeKey | None:
        """What a link that reaches no note leads to; of what its section names, a thing."""
        if not kinds:
            return self.ends.unresolved(lost, expected, place)
        mention = self.ends.plain(Mention(kinds, lost.rpartition("/")[2]))
        if not mention.name:
            return None
        self.ends.by_links.add(key := self.ends.name_thing(kinds, mention.name, place))
        return key

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
        name = folded(lost.rpartition("/")[2])
        types = set[str]()
        for type_, *ends in self.typed.get((fact.place.path, fact.place.line), ()):
            if fact.source in ends:
                other = ends[ends[0] == fact.source]
                if other == target if target else folded(other.id) == name:
                    types.add(type_)
        return bool(types) and relation not in types
