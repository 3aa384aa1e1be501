"""B9: services that are hit where another began to fail, though no note says that they need it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcagraph.analysis.dependencies.suggestion import Form, Notes, Suggestion
from rcagraph.analysis.estimate.false_discovery import Verdict, verdicts
from rcagraph.analysis.estimate.surprise import Surprise, surprise
from rcagraph.analysis.events import Event, hit_by, origins
from rcagraph.analysis.impact.failure_graph import FailureGraph
from rcagraph.analysis.impact.spread import all_reached
from rcagraph.analysis.impact.worlds import bits
from rcagraph.graph import KnowledgeGraph, Node
from rcagraph.model.facts import NodeKey

if TYPE_CHECKING:
    from numpy import bool_
    from numpy.typing import NDArray

HARD = 0.5
"""From this share of incidents on, a suggestion says that it is hard."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """An ordered pair of services without a declared path that was seen at least once."""

    origin: Node
    hit: Node
    found: Surprise
    verdict: Verdict
    """Over all ordered pairs without a declared path."""
    incidents: tuple[Event, ...]
    """That began in the one and hit the other; one a family, its first."""
    suggestion: Suggestion


@dataclass(frozen=True, slots=True)
class Suspects:
    """The surest first."""

    seen: tuple[Suspect, ...]
    rows: int
    """Families whose first incident says where it began."""
    tests: int


Row = tuple[frozenset[NodeKey], frozenset[NodeKey], Event]
"""Where it began, what else it hit."""


def suspects(
    graph: KnowledgeGraph,
    net: FailureGraph,
    firsts: Iterable[Event],
    known: Sequence[Form] = (Form(),),
) -> Suspects:
    """One row a family; rows that began in t say nothing of what hits t.

    A single sighting is listed without a claim, and a claim is no cause: a person decides.
    `known`: the forms in which the vault's notes state dependencies.
    """
    rows = [row for event in firsts if (row := _row(graph, event))]
    counts = _Counts(rows)
    reach = _Reach(net, sorted(counts.began))
    pairs = sorted((v, t) for v, t in counts.rows if not reach.leads(v, t))
    found = [counts.surprise(*pair) for pair in pairs]
    tests = counts.tests(reach)
    said = verdicts(found, tests)
    notes = Notes(graph, known)
    made = (
        _suspect(graph, notes, pair, each, verdict, counts.rows[pair])
        for pair, each, verdict in zip(pairs, found, said, strict=True)
    )
    return Suspects(tuple(sorted(made, key=_rank)), len(rows), tests)


def _row(graph: KnowledgeGraph, event: Event) -> Row | None:
    sources = frozenset(origins(graph, event))
    return (sources, hit_by(graph, event) - sources, event) if sources else None


class _Counts:
    """How many rows began where, and hit what."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.total = len(rows)
        self.began = Counter(key for sources, _, _ in rows for key in sources)
        self.hits = Counter(key for _, others, _ in rows for key in others)
        self.beside: dict[NodeKey, Counter[NodeKey]] = {}
        """By service, rows that began in it and in another too."""
        self.rows: dict[tuple[NodeKey, NodeKey], list[Event]] = {}
        for sources, others, event in rows:
            for one in sources if len(sources) > 1 else ():
                self.beside.setdefault(one, Counter()).update(sources - {one})
            for pair in ((v, t) for v in sources for t in others):
                self.rows.setdefault(pair, []).append(event)

    def surprise(self, v: NodeKey, t: NodeKey) -> Surprise:
        """Rows that began in t are in neither n."""
        k, both = len(self.rows[v, t]), self.beside.get(t, Counter())[v]
        n = self.began[v] - both
        return surprise(k, n, self.hits[t] - k, self.total - self.began[t] - n)

    def tests(self, reach: "_Reach") -> int:
        """Pairs without a declared path that rows could have shown: some began in v, others
        elsewhere, and t was hit by any."""
        from numpy import array

        began, found = array([self.began[v] for v in reach.starts], dtype=int), 0
        for t in self.hits:
            n, open_ = began.copy(), reach.without_path(t)
            for v, both in self.beside.get(t, {}).items():
                n[reach.place[v]] -= both
            found += int((open_ & (n > 0) & (self.total - self.began[t] - n > 0)).sum())
        return found


class _Reach:
    """From where failures may reach a node by what is declared, whatever gates say."""

    def __init__(self, net: FailureGraph, starts: Sequence[NodeKey]) -> None:
        self.starts, self.number = starts, net.number
        self.place = {key: at for at, key in enumerate(starts)}
        begun = {net.number[v]: 1 << at for v, at in self.place.items() if v in net.number}
        self._from = all_reached(net, begun)

    def leads(self, v: NodeKey, t: NodeKey) -> bool:
        return bool(self._mask(t) >> self.place[v] & 1)

    def without_path(self, t: NodeKey) -> "NDArray[bool_]":
        """Of the starts, itself left out."""
        found: NDArray[bool_] = bits(self._mask(t), len(self.starts)) == 0
        return found

    def _mask(self, t: NodeKey) -> int:
        itself = 1 << self.place[t] if t in self.place else 0
        return self._from.get(self.number.get(t, -1), 0) | itself


def _suspect(
    graph: KnowledgeGraph,
    notes: Notes,
    pair: tuple[NodeKey, NodeKey],
    found: Surprise,
    verdict: Verdict,
    incidents: Iterable[Event],
) -> Suspect:
    origin, hit = (graph[key] for key in pair)
    kind = "hard" if found.hit >= HARD * found.n else "soft"
    offered = notes.suggestion(hit, origin, kind)
    return Suspect(origin, hit, found, verdict, tuple(incidents), offered)


def _rank(each: Suspect) -> tuple[float, int, NodeKey, NodeKey]:
    p = 1.0 if each.found.p is None else each.found.p
    return (p, -each.found.hit, each.origin.key, each.hit.key)
