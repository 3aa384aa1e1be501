"""What a link in a note means: the kind that is expected at its end, and the edge that it makes."""

from rcagraph.model.facts import LinkFact
from rcagraph.model.names import folded
from rcagraph.profile.shape import Profile, Relation


class LinkMeaning:
    """By the rules of a profile."""

    def __init__(self, profile: Profile) -> None:
        self._rules, self._ontology = profile.links, profile.ontology

    def expected(self, fact: LinkFact) -> str:
        """The kind that the name of a dangling link suggests, else the section it stands in."""
        name = fact.target.target.rpartition("/")[2]
        for pattern, kind in self._rules.names:
            if pattern.search(name):
                return kind
        return self._rules.sections.get(folded(fact.place.where), "Document")

    def relation(self, fact: LinkFact, kind: str, dangles: bool) -> Relation | None:
        """By the kinds at both ends, else by the section, else the default; as the table allows."""
        source, target = fact.source.kind, "Unresolved" if dangles else kind
        pair = (source, kind)
        if pair in self._rules.pairs and self._rules.pairs[pair] is None:
            return None
        by_section = self._rules.section_rel.get(folded(fact.place.where))
        for relation in (self._rules.pairs.get(pair), by_section):
            if relation is not None:
                ends = (target, source) if relation.reverse else (source, target)
                if self._ontology.edges[relation.type].joins(*ends):
                    return relation
        return Relation(self._rules.default)
