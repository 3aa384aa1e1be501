"""What a link in a note means: the kind that is expected at its end, and the edge that it makes."""

from typing import NamedTuple

from rcagraph.model.facts import LinkFact
from rcagraph.profile.shape import Profile, Relation
from rcagraph.vault.headings import plain_heading


class Meaning(NamedTuple):
    """The edge, and what is named at its end where no note is there and the edge needs a thing."""

    relation: Relation
    kinds: tuple[str, ...] = ()
    """The first is assumed; none: the end is merely unresolved."""


class LinkMeaning:
    """By the rules of a profile."""

    def __init__(self, profile: Profile) -> None:
        self._rules, self._ontology = profile.links, profile.ontology
        self._sections = {plain_heading(k): v for k, v in profile.links.sections.items()}
        self._section_rel = {plain_heading(k): v for k, v in profile.links.section_rel.items()}

    def expected(self, fact: LinkFact) -> str:
        """The kind that the name of a dangling link suggests, else the section it stands in."""
        return self._suggested(fact) or "Document"

    def _suggested(self, fact: LinkFact) -> str | None:
        name = fact.target.target.rpartition("/")[2]
        for pattern, kind in self._rules.names:
            if pattern.search(name):
                return kind
        return self._sections.get(plain_heading(fact.place.where))

    def meaning(self, fact: LinkFact, kind: str, dangles: bool) -> Meaning | None:
        """By the kinds at both ends, else by the section, else the default; as the table allows."""
        source, target = fact.source.kind, "Unresolved" if dangles else kind
        pair = (source, kind)
        if pair in self._rules.pairs and self._rules.pairs[pair] is None:
            return None
        by_section = self._section_rel.get(plain_heading(fact.place.where))
        for relation in (self._rules.pairs.get(pair), by_section):
            if relation is not None and self._joins(relation, source, target):
                return Meaning(relation)
        if dangles and by_section and (kinds := self._named(fact, by_section)):
            return Meaning(by_section, kinds)
        return Meaning(Relation(self._rules.default))

    def _joins(self, relation: Relation, source: str, target: str) -> bool:
        ends = (target, source) if relation.reverse else (source, target)
        return self._ontology.edges[relation.type].joins(*ends)

    def _named(self, fact: LinkFact, relation: Relation) -> tuple[str, ...]:
        """What a section names, which need not have a note: `- [[redis]]` under Dependencies.

        Nothing where the name or the section suggests what the edge cannot have there.
        """
        edge, suggested = self._ontology.edges[relation.type], self._suggested(fact)
        ends = edge.sources if relation.reverse else edge.targets
        kinds = [kind for kind in ends if self._joins(relation, fact.source.kind, kind)]
        if suggested is None:
            return tuple(kinds)
        return (suggested, *(k for k in kinds if k != suggested)) if suggested in kinds else ()
