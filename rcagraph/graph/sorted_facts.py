"""Facts by their sort, in the one order in which they are joined."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from rcagraph.model.facts import (
    EdgeFact,
    Fact,
    LinkFact,
    Mention,
    NodeFact,
    Place,
    ProseFact,
    SkippedFact,
)


@dataclass(slots=True)
class Facts:
    """All that the notes say."""

    nodes: list[NodeFact] = field(default_factory=list)
    edges: list[EdgeFact] = field(default_factory=list)
    """What must exist by another's word comes last."""
    links: list[LinkFact] = field(default_factory=list)
    prose: list[ProseFact] = field(default_factory=list)
    skipped: list[SkippedFact] = field(default_factory=list)


def sorted_facts(facts: Iterable[Fact]) -> Facts:
    """The same whatever their order."""
    said = Facts()
    for fact in facts:
        if isinstance(fact, NodeFact):
            said.nodes.append(fact)
        elif isinstance(fact, EdgeFact):
            said.edges.append(fact)
        elif isinstance(fact, LinkFact):
            said.links.append(fact)
        elif isinstance(fact, ProseFact):
            said.prose.append(fact)
        else:
            said.skipped.append(fact)
    said.nodes.sort(key=lambda f: (f.place, f.key))
    said.edges.sort(key=_edge_order)
    said.links.sort(key=lambda f: (f.place, f.target, f.label))
    said.prose.sort(key=lambda f: (f.place, f.type, f.kind))
    return said


def _edge_order(fact: EdgeFact) -> tuple[bool, Place, str, str, str, str, str]:
    ends = (fact.source, fact.target)
    must_exist = any(isinstance(end, Mention) and end.must_exist for end in ends)
    said = str((fact.asserted, sorted(fact.properties.items())))
    return (must_exist, fact.place, fact.type, fact.rule, str(fact.source), str(fact.target), said)
