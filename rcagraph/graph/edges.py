"""Edges in the making: statements of one edge are joined, contradictions reported."""

from collections.abc import Iterable

from rcagraph.graph.knowledge import Edge
from rcagraph.graph.ordered import Properties, ordered
from rcagraph.graph.statements import merged
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.model.facts import EdgeFact, NodeKey, Place
from rcagraph.model.ontology import ONTOLOGY, Ontology
from rcagraph.model.vocabulary import Impact

_Said = tuple[str, NodeKey, NodeKey]


class Edges:
    """Those said so far. Facts must come in a fixed order: the first statement stands.

    Most edges are stated once, without properties: such a one is made at once and not seen again.
    """

    def __init__(self, ontology: Ontology = ONTOLOGY) -> None:
        self._types, self._defaults = ontology.edges, ontology.defaults
        self._usual = {type_: ordered(values) for type_, values in self._defaults.items()}
        self._made: dict[_Said, Edge] = {}
        self._properties: dict[_Said, Properties] = {}
        """What the first statement gave, where it gave any."""
        self._again: dict[_Said, list[EdgeFact]] = {}
        """The other statements."""
        self._fit: dict[tuple[str, str, str], bool] = {}
        self._rules: dict[str, tuple[str]] = {}
        self.diagnostics: list[Diagnostic] = []

    def join(self, source: NodeKey, target: NodeKey, fact: EdgeFact) -> None:
        """A fact with the nodes that its ends mean."""
        type_ = fact.type
        if not self._fits(type_, source.kind, target.kind):
            detail = f"{type_} from {source.kind} {source.id!r} to {target.kind} {target.id!r}"
            self._report(Code.RCA305, fact.place, detail)
            return
        said, rule = (type_, source, target), fact.rule
        rules = self._rules.get(rule) or self._rules.setdefault(rule, (rule,))
        usual = self._usual[type_]
        edge = Edge(type_, source, target, (fact.place,), fact.asserted, rules, usual)
        if self._made.setdefault(said, edge) is not edge:
            self._again.setdefault(said, []).append(fact)
        elif fact.properties:
            self._properties[said] = fact.properties

    def _fits(self, type_: str, source: str, target: str) -> bool:
        """Whether the table allows that type of edge between these kinds."""
        asked = (type_, source, target)
        fits = self._fit.get(asked)
        if fits is None:
            fits = self._fit[asked] = self._types[type_].joins(source, target)
        return fits

    def made(self) -> Iterable[Edge]:
        """All of them; what contradicts another is reported."""
        for said in {**self._properties, **self._again}:
            self._made[said] = self._joined(said, self._made[said], self._again.get(said, ()))
        return self._made.values()

    def _joined(self, said: _Said, first: Edge, others: Iterable[EdgeFact]) -> Edge:
        """The edge with what all statements say of it."""
        type_, source, target = said
        is_impact = self._types[type_].impact is not Impact.NONE
        properties = self._properties.get(said, {})
        places, rules, is_asserted = {*first.places}, {*first.rules}, first.asserted
        for fact in others:
            places.add(fact.place)
            rules.add(fact.rule)
            is_asserted = is_asserted or fact.asserted
            if properties or fact.properties:
                properties, found = merged(properties, fact.properties, is_impact)
                for one in found:
                    detail = f"{type_} from {source.id!r} to {target.id!r}: {one.detail}"
                    also = sorted(places - {fact.place})
                    self._report(Code.RCA304, fact.place, detail, one.hint, also)
        values = (
            ordered({**self._defaults[type_], **properties}) if properties else first.properties
        )
        at, by = tuple(sorted(places)), tuple(sorted(rules))
        return Edge(type_, source, target, at, is_asserted, by, values)

    def _report(
        self, code: Code, place: Place, detail: str, hint: str = "", also: Iterable[Place] = ()
    ) -> None:
        self.diagnostics.append(Diagnostic(code, place.path, place.line, detail, hint, tuple(also)))
