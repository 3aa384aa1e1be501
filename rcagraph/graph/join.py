"""Facts of all notes joined to one graph: what agrees is one, what does not is reported."""

from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import normalize

from rcagraph.extract.fields import is_placeholder
from rcagraph.graph.dangling import Dangling, lost_things
from rcagraph.graph.gather import Gathered
from rcagraph.graph.knowledge import KnowledgeGraph
from rcagraph.graph.link_counts import LinkCounter, LinkCounts
from rcagraph.graph.link_meaning import LinkMeaning
from rcagraph.graph.mentioned_kinds import MentionedKinds
from rcagraph.graph.misspelt import misspelt
from rcagraph.graph.prose import KnownNames
from rcagraph.graph.resolve import Hit, Resolver
from rcagraph.graph.sorted_facts import Facts, sorted_facts
from rcagraph.graph.unknown import Unknown, unknown_names
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.model.facts import (
    EdgeFact,
    Fact,
    LinkFact,
    LinkTarget,
    Mention,
    NodeKey,
    Place,
    ProseFact,
    Target,
)
from rcagraph.profile.shape import Profile


@dataclass(frozen=True, slots=True)
class Joined:
    """The graph, what was found on the way, and how the wikilinks fared."""

    graph: KnowledgeGraph
    diagnostics: tuple[Diagnostic, ...]
    wikilinks: LinkCounts
    dangling: tuple[Dangling, ...]
    names: Resolver
    """What links and fields may call the declared nodes."""


def join(facts: Iterable[Fact], profile: Profile) -> Joined:
    """The graph of all facts; the same whatever their order."""
    said = sorted_facts(facts)
    names = Resolver(said.nodes, profile.links, profile.vault.root, said.skipped)
    return _Join(said, names, profile).run()


class _Join:
    """One run of `join`: the nodes and edges gathered so far."""

    def __init__(self, said: Facts, names: Resolver, profile: Profile) -> None:
        self.said = said
        self.profile, self.meaning = profile, LinkMeaning(profile)
        self.resolver = names
        self.gathered = Gathered(profile.ontology)
        self.kinds = MentionedKinds(said.edges, profile)
        self.unknown: list[Unknown] = []
        self.known: dict[str, KnownNames] = {}
        self.dangling: list[Dangling] = []
        self.by_links: set[NodeKey] = set()
        """What links in fields name and no note declares: they are reported as links."""
        self.ambiguous: list[Diagnostic] = []
        self.wikilinks = LinkCounter(self.resolver)

    def run(self) -> Joined:
        for node in self.said.nodes:
            self.gathered.declare(node)
        for edge in self.said.edges:
            self._edge(edge)
        for text in self.said.prose:
            self._prose(text)
        for link in self.said.links:
            self._link(link)
        graph = self.gathered.graph(self.profile.vault.name)
        named = (one for one in self.gathered.only_mentioned() if one[0] not in self.by_links)
        found = [
            *self.gathered.diagnostics,
            *self.ambiguous,
            *self.kinds.contradictions(self.resolver),
            *lost_things(self.dangling),
            *misspelt(named, self.resolver),
            *unknown_names(self.unknown, self.resolver, self.gathered),
        ]
        found.sort(key=lambda d: d.sort_key)
        counts = self.wikilinks.counts(self.dangling)
        dangling = tuple(sorted(self.dangling))
        return Joined(graph, tuple(found), counts, dangling, self.resolver)

    def _edge(self, fact: EdgeFact) -> None:
        source = self._end(fact.source, fact, may_dangle=False)
        may_dangle = "Unresolved" in self.profile.ontology.edges[fact.type].targets
        target = self._end(fact.target, fact, may_dangle)
        if source and target:
            self.gathered.join(fact.type, source, target, fact)

    def _end(self, end: Target, fact: EdgeFact, may_dangle: bool) -> NodeKey | None:
        if isinstance(end, NodeKey):
            return end
        if isinstance(end, Mention):
            return self._mentioned(end, fact.place, may_dangle)
        return self._linked(end, fact.place, may_dangle)

    def _linked(self, link: LinkTarget, place: Place, may_dangle: bool) -> NodeKey | None:
        """What a link in a field leads to; where that is no note, what it names."""
        lost = self.resolver.lost_name(link, place.path)
        name = self.profile.plain(link.kinds[0], lost.rpartition("/")[2])
        hit = self.resolver.linked(link, place.path).preferring(link.kinds)
        if hit.key is None and not link.is_path:
            hit = self.resolver.mentioned(Mention(link.kinds, name))
        if hit.key is None and (not name or is_placeholder(link.target, self.profile.vault)):
            return None
        self.wikilinks.add(link, hit)
        if hit.key:
            self._ambiguous(link.target, hit, place)
            return hit.key
        if not self.resolver.is_skipped(link, place.path):
            self._dangles(link, place, link.kinds, lost)
        if link.must_exist:
            return None
        if may_dangle:
            return self._unresolved(lost, link.kinds[0], place)
        self.by_links.add(key := self._mention(link.kinds, name, place))
        return key

    def _mentioned(self, mention: Mention, place: Place, may_dangle: bool) -> NodeKey | None:
        hit = self.resolver.mentioned(mention)
        if hit.key is None:
            mention = self._plain(mention)
            hit = self.resolver.mentioned(mention)
        if not mention.name:
            return None
        self._ambiguous(mention.name, hit, place)
        known = hit.key or (self.gathered.mentioned(mention) if mention.must_exist else None)
        if known:
            self.gathered.say(known, place)
            return known
        if mention.must_exist:
            if mention.is_item:
                self.unknown.append(Unknown(mention.kinds[0], mention.name, place))
            return None
        if may_dangle:
            self.dangling.append(Dangling(place, mention.name, "name", mention.kinds, mention.name))
            return self._unresolved(mention.name, mention.kinds[0], place)
        return self._mention(mention.kinds, mention.name, place)

    def _plain(self, mention: Mention) -> Mention:
        """The name that is meant, by the profile's rules; a declared name is never changed."""
        return mention._replace(name=self.profile.plain(mention.kinds[0], mention.name))

    def _prose(self, fact: ProseFact) -> None:
        """An inferred edge to each known thing that the text names."""
        text = normalize("NFC", fact.text)
        for name, at in self._known(fact.kind).found_in(text):
            line = fact.place.line + text.count("\n", 0, at)
            place = fact.place._replace(line=line)
            target = self._mentioned(Mention((fact.kind,), name, True), place, may_dangle=False)
            if target and target != fact.source:
                rule = f"mention:{fact.place.where}"
                said = EdgeFact(fact.type, fact.source, target, place, rule, asserted=False)
                self.gathered.join(fact.type, fact.source, target, said)

    def _known(self, kind: str) -> KnownNames:
        if kind not in self.known:
            names = {*self.resolver.names(kind), *self.gathered.names(kind)}
            self.known[kind] = KnownNames(names)
        return self.known[kind]

    def _mention(self, kinds: tuple[str, ...], name: str, place: Place) -> NodeKey:
        kind = self.kinds.kind_of(kinds, name)
        return self.gathered.mention(NodeKey(self.profile.scope(kind), kind, name), name, place)

    def _unresolved(self, target: str, kind: str, place: Place) -> NodeKey:
        key = NodeKey(self.profile.vault.name, "Unresolved", target)
        return self.gathered.unresolved(key, kind, place)

    def _dangles(self, link: LinkTarget, place: Place, kinds: tuple[str, ...], lost: str) -> None:
        form = "path" if link.is_path else "wikilink"
        self.dangling.append(Dangling(place, link.target, form, kinds, lost))

    def _link(self, fact: LinkFact) -> None:
        link, place = fact.target, fact.place
        hit, expected, lost = self._reached(fact)
        if hit.key is None and (
            fact.may_be_file or not lost or self.resolver.is_no_note(link, place.path)
        ):
            return
        self.wikilinks.add(link, hit)
        self._ambiguous(f"[[{link.target}]]", hit, place)
        if hit.key == fact.source:
            return
        if hit.key is None:
            self._dangles(link, place, (expected,), lost)
        meaning = self.meaning.meaning(fact, expected, dangles=hit.key is None)
        target = hit.key or (meaning and self._not_there(meaning.kinds, lost, expected, place))
        if meaning is None or target is None:
            return
        relation = meaning.relation
        ends = (target, fact.source) if relation.reverse else (fact.source, target)
        said = EdgeFact(relation.type, *ends, place, "link")
        self.gathered.join(relation.type, *ends, said)

    def _not_there(
        self, kinds: tuple[str, ...], lost: str, expected: str, place: Place
    ) -> NodeKey | None:
        """What a link that reaches no note leads to; of what its section names, a thing."""
        if not kinds:
            return self._unresolved(lost, expected, place)
        mention = self._plain(Mention(kinds, lost.rpartition("/")[2]))
        if not mention.name:
            return None
        self.by_links.add(key := self._mention(kinds, mention.name, place))
        return key

    def _reached(self, fact: LinkFact) -> tuple[Hit, str, str]:
        """The note, its kind, and what the link is called where it reaches none.

        Of a wikilink that is the name that the profile's rules make of it, and a declared thing
        may bear that name.
        """
        link, path = fact.target, fact.place.path
        hit = self.resolver.linked(link, path)
        if hit.key:
            return hit, hit.key.kind, ""
        expected, lost = self.meaning.expected(fact), self.resolver.lost_name(link, path)
        last = lost.rpartition("/")[2]
        name = last if link.is_path else self.profile.plain(expected, last)
        if name == last:
            return hit, expected, lost
        hit = self.resolver.mentioned(Mention((expected,), name))
        return hit, hit.key.kind if hit.key else expected, name

    def _ambiguous(self, written: str, hit: Hit, place: Place) -> None:
        if not hit.others:
            return
        first, *others = (self.resolver.path(key) for key in (hit.key, *hit.others) if key)
        detail = f"{written} fits {', '.join(sorted((first, *others)))}; {first} was taken"
        self.ambiguous.append(Diagnostic(Code.RCA302, place.path, place.line, detail))
