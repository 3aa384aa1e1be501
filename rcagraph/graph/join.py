"""Facts of all notes joined to one graph: what agrees is one, what does not is reported."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unicodedata import normalize

from rcagraph.graph.dangling import Dangling, lost_things
from rcagraph.graph.ends import Ends
from rcagraph.graph.gather import Gathered
from rcagraph.graph.knowledge import KnowledgeGraph
from rcagraph.graph.link_counts import LinkCounts
from rcagraph.graph.link_edges import LinkEdges
from rcagraph.graph.misspelt import misspelt
from rcagraph.graph.prose import KnownNames
from rcagraph.graph.resolve import Resolver
from rcagraph.graph.sorted_facts import Facts, sorted_facts
from rcagraph.graph.unknown import unknown_names
from rcagraph.model.diagnostics import Diagnostic
from rcagraph.model.facts import EdgeFact, Fact, Mention, ProseFact
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
        self.said, self.profile, self.resolver = said, profile, names
        self.gathered = Gathered(profile.ontology)
        self.ends = Ends(said, names, self.gathered, profile)
        self.links = LinkEdges(said.links, self.ends)
        self.known: dict[str, KnownNames] = {}

    def run(self) -> Joined:
        for node in self.said.nodes:
            self.gathered.declare(node)
        for edge in self.said.edges:
            self._edge(edge)
        for text in self.said.prose:
            self._prose(text)
        for link in self.said.links:
            self.links.read(link)
        graph, ends = self.gathered.graph(self.profile.vault.name), self.ends
        found = sorted(self._found(), key=lambda one: one.sort_key)
        counts = ends.wikilinks.counts(ends.dangling)
        dangling = tuple(sorted(ends.dangling))
        return Joined(graph, tuple(found), counts, dangling, self.resolver)

    def _found(self) -> Iterator[Diagnostic]:
        ends, names = self.ends, self.resolver
        yield from self.gathered.diagnostics
        yield from ends.ambiguous
        yield from ends.kinds.contradictions(names)
        yield from lost_things(ends.dangling)
        only = self.gathered.only_mentioned()
        yield from misspelt((one for one in only if one[0] not in ends.by_links), names)
        unknown = [one for one in ends.unknown if not self.links.say(one.name, one.place)]
        yield from unknown_names(unknown, names, self.gathered)

    def _edge(self, fact: EdgeFact) -> None:
        source = self.ends.end(fact.source, fact, may_dangle=False)
        may_dangle = "Unresolved" in self.profile.ontology.edges[fact.type].targets
        target = self.ends.end(fact.target, fact, may_dangle)
        if source and target:
            self.gathered.join(fact.type, source, target, fact)
            self.links.note(fact, source, target)

    def _prose(self, fact: ProseFact) -> None:
        """An inferred edge to each known thing that the text names."""
        text = normalize("NFC", fact.text)
        for name, at in self._known(fact.kind).found_in(text):
            line = fact.place.line + text.count("\n", 0, at)
            place = fact.place._replace(line=line)
            known = Mention((fact.kind,), name, True)
            target = self.ends.mentioned(known, place, may_dangle=False)
            if target and target != fact.source:
                rule = f"mention:{fact.place.where}"
                said = EdgeFact(fact.type, fact.source, target, place, rule, asserted=False)
                self.gathered.join(fact.type, fact.source, target, said)

    def _known(self, kind: str) -> KnownNames:
        if kind not in self.known:
            names = {*self.resolver.names(kind), *self.gathered.names(kind)}
            self.known[kind] = KnownNames(names)
        return self.known[kind]
