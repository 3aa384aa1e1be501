"""Facts of all notes joined to one graph: what agrees is one, what does not is reported."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rcagraph.graph.gather import Gathered
from rcagraph.graph.knowledge import KnowledgeGraph
from rcagraph.graph.prose import KnownNames
from rcagraph.graph.resolve import Hit, Resolver
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.model.facts import (
    EdgeFact,
    Fact,
    LinkFact,
    LinkTarget,
    Mention,
    NodeFact,
    NodeKey,
    Place,
    ProseFact,
    Target,
)
from rcagraph.profile.shape import LinkRules, Profile, Relation


@dataclass(frozen=True, slots=True)
class LinkCounts:
    """Wikilinks of the vault, in bodies and in fields."""

    all: int
    resolved: int
    dangling: int
    dangling_targets: int


class Dangling(NamedTuple):
    """One place that names what is not there."""

    place: Place
    target: str
    form: str
    """`wikilink`, `path` for a Markdown link, or `name` for a field's value."""
    kinds: tuple[str, ...] = ()
    """What one would expect there."""


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
    nodes: list[NodeFact] = []
    edges: list[EdgeFact] = []
    links: list[LinkFact] = []
    prose: list[ProseFact] = []
    for fact in facts:
        if isinstance(fact, NodeFact):
            nodes.append(fact)
        elif isinstance(fact, EdgeFact):
            edges.append(fact)
        elif isinstance(fact, LinkFact):
            links.append(fact)
        else:
            prose.append(fact)
    nodes.sort(key=lambda f: (f.place, f.key))
    edges.sort(key=_edge_order)
    links.sort(key=lambda f: (f.place, f.target, f.label))
    prose.sort(key=lambda f: (f.place, f.type, f.kind))
    return _Join(nodes, edges, links, prose, profile).run()


def _edge_order(fact: EdgeFact) -> tuple[bool, Place, str, str, str, str, str]:
    """What must exist by another's word comes last."""
    ends = (fact.source, fact.target)
    must_exist = any(isinstance(end, Mention) and end.must_exist for end in ends)
    said = str((fact.asserted, sorted(fact.properties.items())))
    return (must_exist, fact.place, fact.type, fact.rule, str(fact.source), str(fact.target), said)


class _Join:
    """One run of `join`: the nodes and edges gathered so far."""

    def __init__(
        self,
        nodes: list[NodeFact],
        edges: list[EdgeFact],
        links: list[LinkFact],
        prose: list[ProseFact],
        profile: Profile,
    ) -> None:
        self.nodes, self.edges, self.links, self.prose = nodes, edges, links, prose
        self.profile, self.rules = profile, profile.links
        self.resolver = Resolver(nodes)
        self.gathered = Gathered(profile.ontology)
        self.known: dict[str, KnownNames] = {}
        self.dangling: list[Dangling] = []
        self.ambiguous: list[Diagnostic] = []
        self.wikilinks = self.resolved = 0

    def run(self) -> Joined:
        for node in self.nodes:
            self.gathered.declare(node)
        for edge in self.edges:
            self._edge(edge)
        for text in self.prose:
            self._prose(text)
        for link in self.links:
            self._link(link)
        graph = self.gathered.graph(self.profile.vault.name)
        found = [*self.gathered.diagnostics, *self.ambiguous, *self._dangling()]
        found.sort(key=lambda d: d.sort_key)
        lost = [one.target for one in self.dangling if one.form == "wikilink"]
        counts = LinkCounts(self.wikilinks, self.resolved, len(lost), len(set(lost)))
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
        self.wikilinks += 1
        hit = self._looked_up(end, fact.place, end.target)
        if hit.key:
            return hit.key
        self._dangles(end, fact.place, end.kinds)
        if end.must_exist:
            return None
        if may_dangle:
            return self._unresolved(end.target, end.kinds[0], fact.place)
        name = self.profile.plain(end.kinds[0], end.target.rpartition("/")[2])
        return self._mention(end.kinds[0], name, fact.place) if name else None

    def _mentioned(self, mention: Mention, place: Place, may_dangle: bool) -> NodeKey | None:
        hit = self.resolver.mentioned(mention)
        if hit.key is None:
            mention = self._plain(mention)
            hit = self.resolver.mentioned(mention)
        if not mention.name:
            return None
        if hit.others:
            self._ambiguous(mention.name, hit, place)
        known = hit.key or self.gathered.mentioned(mention)
        if known:
            self.gathered.say(known, place)
            return known
        if mention.must_exist:
            return None
        if may_dangle:
            self.dangling.append(Dangling(place, mention.name, "name", mention.kinds))
            return self._unresolved(mention.name, mention.kinds[0], place)
        return self._mention(mention.kinds[0], mention.name, place)

    def _plain(self, mention: Mention) -> Mention:
        """The name that is meant, by the profile's rules; a declared name is never changed."""
        return mention._replace(name=self.profile.plain(mention.kinds[0], mention.name))

    def _prose(self, fact: ProseFact) -> None:
        """An inferred edge to each known thing that the text names."""
        for name, at in self._known(fact.kind).found_in(fact.text):
            line = fact.place.line + fact.text.count("\n", 0, at)
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

    def _mention(self, kind: str, name: str, place: Place) -> NodeKey:
        return self.gathered.mention(NodeKey(self.profile.scope(kind), kind, name), name, place)

    def _unresolved(self, target: str, kind: str, place: Place) -> NodeKey:
        key = NodeKey(self.profile.vault.name, "Unresolved", target)
        return self.gathered.unresolved(key, kind, place)

    def _looked_up(self, link: LinkTarget, place: Place, written: str) -> Hit:
        """The note a link reaches; counted, and reported where it reaches several."""
        hit = self.resolver.linked(link, place.path).preferring(link.kinds)
        if hit.others:
            self._ambiguous(written, hit, place)
        self.resolved += hit.key is not None and not link.is_path
        return hit

    def _dangles(self, link: LinkTarget, place: Place, kinds: tuple[str, ...]) -> None:
        form = "path" if link.is_path else "wikilink"
        self.dangling.append(Dangling(place, link.target, form, kinds))

    def _link(self, fact: LinkFact) -> None:
        self.wikilinks += not fact.target.is_path
        hit = self._looked_up(fact.target, fact.place, f"[[{fact.target.target}]]")
        if hit.key == fact.source:
            return
        expected = hit.key.kind if hit.key else self._expected(fact)
        if hit.key is None:
            self._dangles(fact.target, fact.place, (expected,))
        relation = self._relation(fact, expected, dangles=hit.key is None)
        if relation is None:
            return
        target = hit.key or self._unresolved(fact.target.target, expected, fact.place)
        ends = (target, fact.source) if relation.reverse else (fact.source, target)
        said = EdgeFact(relation.type, *ends, fact.place, "link")
        self.gathered.join(relation.type, *ends, said)

    def _expected(self, fact: LinkFact) -> str:
        """The kind that the name of a dangling link suggests, else the section it stands in."""
        name = fact.target.target.rpartition("/")[2]
        for pattern, kind in self.rules.names:
            if pattern.search(name):
                return kind
        return self.rules.sections.get(fact.place.where.casefold(), "Document")

    def _relation(self, fact: LinkFact, kind: str, dangles: bool) -> Relation | None:
        """By the kinds at both ends, else by the section, else the default; as the table allows."""
        source, target = fact.source.kind, "Unresolved" if dangles else kind
        pair = (source, kind)
        if pair in self.rules.pairs and self.rules.pairs[pair] is None:
            return None
        for relation in (self.rules.pairs.get(pair), self._by_section(fact, self.rules)):
            if relation is not None:
                ends = (target, source) if relation.reverse else (source, target)
                if self.profile.ontology.edges[relation.type].joins(*ends):
                    return relation
        return Relation(self.rules.default)

    @staticmethod
    def _by_section(fact: LinkFact, rules: LinkRules) -> Relation | None:
        return rules.section_rel.get(fact.place.where.casefold())

    def _ambiguous(self, written: str, hit: Hit, place: Place) -> None:
        first, *others = (self.resolver.path(key) for key in (hit.key, *hit.others) if key)
        detail = f"{written} fits {', '.join(sorted((first, *others)))}; {first} was taken"
        self.ambiguous.append(Diagnostic(Code.RCA302, place.path, place.line, detail))

    def _dangling(self) -> Iterator[Diagnostic]:
        """One a target, at its first place."""
        places: dict[str, list[Place]] = {}
        for one in self.dangling:
            places.setdefault(one.target, []).append(one.place)
        for target, said in places.items():
            path, line, _ = min(said)
            others = len(said) - 1
            more = f" (and {others} more place{'s' if others > 1 else ''})" if others else ""
            yield Diagnostic(Code.RCA301, path, line, f"[[{target}]]{more}")
