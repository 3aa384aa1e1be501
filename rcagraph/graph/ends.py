"""The ends of edges: what a name or a link means, or a node that is only mentioned or not there."""

from msgspec.structs import replace

from rcagraph.extract.fields import is_placeholder
from rcagraph.graph.dangling import Dangling
from rcagraph.graph.gather import Gathered
from rcagraph.graph.link_counts import LinkCounter
from rcagraph.graph.mentioned_kinds import MentionedKinds
from rcagraph.graph.remarks import Remarks
from rcagraph.graph.resolve import Hit, Resolver
from rcagraph.graph.sorted_facts import Facts
from rcagraph.graph.unknown import Unknown
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.model.facts import EdgeFact, LinkTarget, Mention, NodeKey, Place, Target
from rcagraph.profile.shape import Profile


class Ends:
    """Looks them up, makes those that nothing declares, and notes what does not fit."""

    def __init__(self, said: Facts, names: Resolver, gathered: Gathered, profile: Profile) -> None:
        self.profile, self.resolver, self.gathered = profile, names, gathered
        self.kinds = MentionedKinds(said.edges, profile)
        self.remarks = Remarks(said, names)
        self.unknown: list[Unknown] = []
        self.dangling: list[Dangling] = []
        self.by_links: set[NodeKey] = set()
        """What links in fields name and no note declares: they are reported as links."""
        self.ambiguous: list[Diagnostic] = []
        self.wikilinks = LinkCounter(names)

    def end(self, end: Target, fact: EdgeFact, may_dangle: bool) -> NodeKey | None:
        if isinstance(end, NodeKey):
            return end
        if isinstance(end, Mention):
            return self.mentioned(end, fact.place, may_dangle)
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
            self.say_ambiguous(link.target, hit, place)
            return hit.key
        if not self.resolver.is_skipped(link, place.path):
            self.dangles(link, place, link.kinds, lost)
        if link.must_exist:
            return None
        if may_dangle:
            return self.unresolved(lost, link.kinds[0], place)
        self.by_links.add(key := self.name_thing(link.kinds, name, place))
        return key

    def mentioned(self, mention: Mention, place: Place, may_dangle: bool) -> NodeKey | None:
        hit = self.resolver.mentioned(mention)
        if hit.key is None:
            mention = self.plain(self.remarks.meant(mention))
            hit = self.resolver.mentioned(mention)
        if not mention.name:
            return None
        self.say_ambiguous(mention.name, hit, place)
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
            return self.unresolved(mention.name, mention.kinds[0], place)
        return self.name_thing(mention.kinds, mention.name, place)

    def plain(self, mention: Mention) -> Mention:
        """The name that is meant, by the profile's rules; a declared name is never changed."""
        return replace(mention, name=self.profile.plain(mention.kinds[0], mention.name))

    def name_thing(self, kinds: tuple[str, ...], name: str, place: Place) -> NodeKey:
        kind = self.kinds.kind_of(kinds, name)
        return self.gathered.mention(NodeKey(self.profile.scope(kind), kind, name), name, place)

    def unresolved(self, target: str, kind: str, place: Place) -> NodeKey:
        key = NodeKey(self.profile.vault.name, "Unresolved", target)
        return self.gathered.unresolved(key, kind, place)

    def dangles(self, link: LinkTarget, place: Place, kinds: tuple[str, ...], lost: str) -> None:
        form = "path" if link.is_path else "wikilink"
        self.dangling.append(Dangling(place, link.target, form, kinds, lost))

    def say_ambiguous(self, written: str, hit: Hit, place: Place) -> None:
        if not hit.others:
            return
        first, *others = (self.resolver.path(key) for key in (hit.key, *hit.others) if key)
        detail = f"{written} fits {', '.join(sorted((first, *others)))}; {first} was taken"
        self.ambiguous.append(Diagnostic(Code.RCA302, place.path, place.line, detail))
