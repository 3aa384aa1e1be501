"""The ends of edges: what a name or a link means, or a node that is only mentioned or not there."""

from msgspec.structs import replace

from rcagraph.extract.fields import is_placeholder
from rcagraph.graph.dangling import Dangling
from rcagraph.graph.link_counts import LinkCounter
from rcagraph.graph.mentioned_kinds import MentionedKinds
from rcagraph.graph.nodes import Named, Nodes
from rcagraph.graph.remarks import Remarks
from rcagraph.graph.resolve import Hit, Resolver
from rcagraph.graph.sorted_facts import Facts
from rcagraph.graph.unknown import Unknown
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.model.facts import LinkTarget, Mention, NodeKey, Place, Target
from rcagraph.profile.shape import Profile


class Ends:
    """Looks them up, makes those that nothing declares, and notes what does not fit.

    Many notes say the same names: what a name surely means is looked up once.
    """

    def __init__(self, said: Facts, names: Resolver, nodes: Nodes, profile: Profile) -> None:
        self.profile, self.resolver, self.nodes = profile, names, nodes
        self.kinds = MentionedKinds(said, profile)
        self.remarks = Remarks(said, names)
        self.unknown: list[Unknown] = []
        self.dangling: list[Dangling] = []
        self.by_links: set[NodeKey] = set()
        """What links in fields name and no note declares: they are reported as links."""
        self.ambiguous: list[Diagnostic] = []
        self.wikilinks = LinkCounter(names)
        self._declared: dict[Mention, NodeKey] = {}
        self._named: dict[Mention, Named] = {}

    def end(self, end: Target, place: Place, may_dangle: bool) -> NodeKey | None:
        if isinstance(end, Mention):
            return self.mentioned(end, place, may_dangle)
        if isinstance(end, NodeKey):
            return self.nodes.own(end)
        return self._linked(end, place, may_dangle)

    def _linked(self, link: LinkTarget, place: Place, may_dangle: bool) -> NodeKey | None:
        """What a link in a field leads to; where that is no note, what it names."""
        lost = self.resolver.lost_name(link, place.path)
        name = self.profile.plain(link.kinds[0], lost.rpartition("/")[2])
        hit = self.resolver.linked(link, place.path).preferring(link.kinds)
        if hit.key is None and not link.is_path:
            hit = self.resolver.mentioned(Mention(link.kinds, name))
        if hit.key is None and (not name or is_placeholder(link.target, self.profile.vault)):
            return None
        self.wikilinks.add(self.wikilinks.way(link, hit))
        if hit.key:
            self.say_ambiguous(link.target, hit, place)
            return hit.key
        if not self.resolver.is_skipped(link, place.path):
            self.dangles(link, place, link.kinds, lost)
        if link.must_exist:
            return None
        if may_dangle:
            named = self.unresolved(lost, link.kinds[0])
        else:
            named = self.name_thing(link.kinds, name)
            self.by_links.add(named.key)
        named.places.add(place)
        return named.key

    def mentioned(self, mention: Mention, place: Place, may_dangle: bool) -> NodeKey | None:
        if key := self._declared.get(mention):
            return key
        named = self._named.get(mention)
        if named is None or may_dangle:
            return self._looked_up(mention, place, may_dangle)
        named.places.add(place)
        return named.key

    def _looked_up(self, said: Mention, place: Place, may_dangle: bool) -> NodeKey | None:
        mention, hit = said, self.resolver.mentioned(said)
        if hit.key is None:
            mention = self.plain(self.remarks.meant(mention))
            hit = self.resolver.mentioned(mention)
        if not mention.name:
            return None
        if hit.key:
            self.say_ambiguous(mention.name, hit, place)
            if not hit.others:
                self._declared[said] = hit.key
            return hit.key
        if mention.must_exist:
            return self._known(mention, place)
        if may_dangle:
            self.dangling.append(Dangling(place, mention.name, "name", mention.kinds, mention.name))
            named = self.unresolved(mention.name, mention.kinds[0])
        else:
            named = self._named[said] = self.name_thing(mention.kinds, mention.name)
        named.places.add(place)
        return named.key

    def _known(self, mention: Mention, place: Place) -> NodeKey | None:
        """What a field has named so by now."""
        named = self.nodes.mentioned(mention)
        if named:
            named.places.add(place)
            return named.key
        if mention.is_item:
            self.unknown.append(Unknown(mention.kinds[0], mention.name, place))
        return None

    def plain(self, mention: Mention) -> Mention:
        """The name that is meant, by the profile's rules; a declared name is never changed."""
        return replace(mention, name=self.profile.plain(mention.kinds[0], mention.name))

    def name_thing(self, kinds: tuple[str, ...], name: str) -> Named:
        kind = self.kinds.kind_of(kinds, name)
        return self.nodes.mention(NodeKey(self.profile.scope(kind), kind, name))

    def unresolved(self, target: str, kind: str) -> Named:
        key = NodeKey(self.profile.vault.name, "Unresolved", target)
        return self.nodes.unresolved(key, kind)

    def dangles(self, link: LinkTarget, place: Place, kinds: tuple[str, ...], lost: str) -> None:
        form = "path" if link.is_path else "wikilink"
        self.dangling.append(Dangling(place, link.target, form, kinds, lost))

    def say_ambiguous(self, written: str, hit: Hit, place: Place) -> None:
        if not hit.others:
            return
        first, *others = (self.resolver.path(key) for key in (hit.key, *hit.others) if key)
        detail = f"{written} fits {', '.join(sorted((first, *others)))}; {first} was taken"
        self.ambiguous.append(Diagnostic(Code.RCA302, place.path, place.line, detail))
