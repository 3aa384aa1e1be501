"""Facts by their sort, in the one order in which they are joined.

The facts of a note mostly come together, and are sorted as they come: the processor has at hand
what was just read, but by far not all facts.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

from msgspec import Struct

from rcagraph.model.facts import (
    EdgeFact,
    Fact,
    LinkFact,
    LinkTarget,
    Mention,
    NodeFact,
    NodeKey,
    ProseFact,
    SkippedFact,
)

Name = Mention | LinkTarget
"""What an end of an edge may be beside a key."""


@dataclass(slots=True)
class Facts:
    """All that the notes say."""

    nodes: list[NodeFact] = field(default_factory=list)
    edges: list[EdgeFact] = field(default_factory=list)
    """What must exist by another's word comes last."""
    links: list[LinkFact] = field(default_factory=list)
    prose: list[ProseFact] = field(default_factory=list)
    skipped: list[SkippedFact] = field(default_factory=list)
    names: dict[Name, int] = field(default_factory=dict)
    """The ends of edges that are no keys, and how often each stands."""


class _Note:
    """What one note says."""

    __slots__ = ("edges", "late", "links", "nodes", "prose", "skipped")

    def __init__(self) -> None:
        self.nodes: list[NodeFact] = []
        self.edges: list[EdgeFact] = []
        self.late: list[EdgeFact] = []
        self.links: list[LinkFact] = []
        self.prose: list[ProseFact] = []
        self.skipped: list[SkippedFact] = []

    def add(self, facts: Iterable[Fact], names: dict[Name, int]) -> None:
        for fact in facts:
            if isinstance(fact, EdgeFact):
                is_late = False
                for end in (fact.source, fact.target):
                    if not isinstance(end, NodeKey):
                        names[end] = names.get(end, 0) + 1
                        is_late = is_late or (isinstance(end, Mention) and end.must_exist)
                (self.late if is_late else self.edges).append(fact)
            elif isinstance(fact, NodeFact):
                self.nodes.append(fact)
            elif isinstance(fact, LinkFact):
                self.links.append(fact)
            elif isinstance(fact, ProseFact):
                self.prose.append(fact)
            else:
                self.skipped.append(fact)
        self.nodes.sort(key=_node_order)
        self.edges.sort(key=_edge_order)
        self.late.sort(key=_edge_order)
        self.links.sort(key=_link_order)


def sorted_facts(facts: Iterable[Fact]) -> Facts:
    """The same whatever their order."""
    said, notes, late = Facts(), dict[str, _Note](), list[EdgeFact]()
    for path, its in groupby(facts, key=_path):
        if path not in notes:
            notes[path] = _Note()
        notes[path].add(its, said.names)
    for _, note in sorted(notes.items()):
        said.nodes += note.nodes
        said.edges += note.edges
        late += note.late
        said.links += note.links
        said.prose += note.prose
        said.skipped += note.skipped
    said.edges += late
    said.prose.sort(key=lambda f: (f.place, f.type, f.kind))
    return said


def _path(fact: Fact) -> str:
    return fact.place.path


def _node_order(fact: NodeFact) -> tuple[int, str, NodeKey]:
    return (fact.place.line, fact.place.where, fact.key)


def _link_order(fact: LinkFact) -> tuple[int, str, LinkTarget, str]:
    return (fact.place.line, fact.place.where, fact.target, fact.label)


def _edge_order(fact: EdgeFact) -> tuple[int, str, str, str, "_InFull"]:
    return (fact.place.line, fact.place.where, fact.type, fact.rule, _InFull(fact))


class _InFull(Struct, eq=False, gc=False):
    """A fact compared by all that it says, where others say something of the same at its place."""

    fact: EdgeFact

    def __lt__(self, other: "_InFull") -> bool:
        ends, others = _ends(self.fact), _ends(other.fact)
        return _said(self.fact) < _said(other.fact) if ends == others else ends < others


def _ends(fact: EdgeFact) -> tuple[str, str]:
    return _text(fact.source), _text(fact.target)


def _said(fact: EdgeFact) -> str:
    return str((fact.asserted, sorted(fact.properties.items())))


_text = lru_cache(maxsize=4096)(str)
