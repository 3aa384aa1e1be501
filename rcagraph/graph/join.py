"""Facts of all notes joined to one graph: what agrees is one, what does not is reported."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unicodedata import normalize

from rcagraph.graph.dangling import Dangling, lost_things
from rcagraph.graph.edges import Edges
from rcagraph.graph.ends import Ends
from rcagraph.graph.knowledge import KnowledgeGraph
from rcagraph.graph.link_counts import LinkCounts
from rcagraph.graph.link_edges import LinkEdges
from rcagraph.graph.misspelt import misspelt
from rcagraph.graph.nodes import Nodes
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
    return _Join(said, _names(said, profile), profile).run()


def names_of(facts: Iterable[Fact], profile: Profile) -> Resolver:
    """What links and fields may call the declared nodes."""
    return _names(sorted_facts(facts), profile)


def _names(said: Facts, profile: Profile) -> Resolver:
    return Resolver(said.nodes, profile.links, profile.vault.root, said.skipped)


class _Join:
    """One run of `join`: the nodes and edges gathered so far."""

    def __init__(self, said: Facts, names: Resolver, profile: Profile) -> None:
        self.said, self.profile, self.resolver = said, profile, names
        self.nodes, self.edges = Nodes(), Edges(profile.ontology)
        self.ends = Ends(said, names, self.nodes, profile)
        self.links = LinkEdges(said.links, self.ends, self.edges)
        self.known: dict[str, KnownNames] = {}

    def run(self) -> Joined:
        for node in self.said.nodes:
            self.nodes.declare(node)
        self._edges()
        for text in self.said.prose:
            self._prose(text)
        for link in self.said.links:
            self.links.read(link)
        name, ontology = self.profile.vault.name, self.profile.ontology
        graph = KnowledgeGraph(name, self.nodes.made(), self.edges.made(), ontology)
        self.ends.dangling.sort()
        found = sorted(self._found(), key=lambda one: one.sort_key)
        counts = self.ends.wikilinks.counts(self.ends.dangling)
        return Joined(graph, tuple(found), counts, tuple(self.ends.dangling), self.resolver)

    def _found(self) -> Iterator[Diagnostic]:
        ends, names = self.ends, self.resolver
        yield from self.nodes.diagnostics
        yield from self.edges.diagnostics
        yield from ends.ambiguous
        yield from ends.kinds.contradictions(names)
        yield from lost_things(ends.dangling)
        only = self.nodes.only_mentioned()
        yield from misspelt((one for one in only if one[0] not in ends.by_links), names)
        unknown = [one for one in ends.unknown if not self.links.say(one.name, one.place)]
        yield from unknown_names(unknown, names, self.nodes)

    def _edges(self) -> None:
        types = self.profile.ontology.edges.items()
        may_dangle = {name: "Unresolved" in type_.targets for name, type_ in types}
        for fact in self.said.edges:
            source = self.ends.end(fact.source, fact.place, may_dangle=False)
            target = self.ends.end(fact.target, fact.place, may_dangle[fact.type])
            if source and target:
                self.edges.join(source, target, fact)
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
                self.edges.join(fact.source, target, said)

    def _known(self, kind: str) -> KnownNames:
        if kind not in self.known:
            names = {*self.resolver.names(kind), *self.nodes.names(kind)}
            self.known[kind] = KnownNames(names)
        return self.known[kind]
