"""B9: services that are hit where another began to fail, though no note says that they need it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from json import dumps

from rcagraph.analysis.estimate.false_discovery import Verdict, verdicts
from rcagraph.analysis.estimate.surprise import Surprise, surprise
from rcagraph.analysis.events import Event, hit_by, origins
from rcagraph.analysis.impact.failure_graph import FailureGraph
from rcagraph.analysis.impact.structural import breadth_first
from rcagraph.graph import KnowledgeGraph, Node
from rcagraph.model.facts import NodeKey, Place

PLAIN = re.compile(r"[A-Za-z][\w./-]*\Z")
"""A name that YAML needs no quotes for, and reads as text."""
WORDS = {"no", "yes", "on", "off", "true", "false", "null", "y", "n"}

KEY = "depends_on"
HARD = 0.5
"""From this share of incidents on, a suggestion says that it is hard."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a person may write into the dependent's note, if it is so."""

    text: str
    """An entry of the list that is there, else the whole line."""
    place: Place
    """The list's last entry, else the note; where there is no note, what names it."""
    is_line: bool
    has_note: bool


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


def suspects(graph: KnowledgeGraph, net: FailureGraph, firsts: Iterable[Event]) -> Suspects:
    """One row a family; rows that began in t say nothing of what hits t.

    A single sighting is listed without a claim, and a claim is no cause: a person decides.
    """
    rows = [row for event in firsts if (row := _row(graph, event))]
    hit = sorted({key for _, others, _ in rows for key in others})
    began = sorted({key for sources, _, _ in rows for key in sources})
    reach = {key: _reached(net, key) for key in began}
    counts, tests = _Counts(rows), 0
    pairs, found = list[tuple[NodeKey, NodeKey]](), list[Surprise]()
    for v in began:
        for t in hit:
            if v == t or t in reach[v]:
                continue
            n, n_else = counts.n(v, t), counts.n_else(v, t)
            tests += bool(n and n_else)
            if k := counts.hit(v, t):
                pairs.append((v, t))
                found.append(surprise(k, n, counts.hits[t] - k, n_else))
    said = verdicts(found, tests)
    made = (
        _suspect(graph, pair, each, verdict, counts.rows[pair])
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
        self.both = Counter(
            (one, other) for s, _, _ in rows for one in s for other in s if one != other
        )
        self.rows: dict[tuple[NodeKey, NodeKey], list[Event]] = {}
        for sources, others, event in rows:
            for pair in ((v, t) for v in sources for t in others):
                self.rows.setdefault(pair, []).append(event)

    def hit(self, v: NodeKey, t: NodeKey) -> int:
        return len(self.rows.get((v, t), ()))

    def n(self, v: NodeKey, t: NodeKey) -> int:
        return self.began[v] - self.both[v, t]

    def n_else(self, v: NodeKey, t: NodeKey) -> int:
        return self.total - self.began[t] - self.n(v, t)


def _reached(net: FailureGraph, start: NodeKey) -> frozenset[NodeKey]:
    """What a failure may reach by what is declared, whatever gates say."""
    reached = breadth_first(net, (net.number[start],))
    return frozenset(net.nodes[number].key for number in reached)


def _suspect(
    graph: KnowledgeGraph,
    pair: tuple[NodeKey, NodeKey],
    found: Surprise,
    verdict: Verdict,
    incidents: Iterable[Event],
) -> Suspect:
    origin, hit = (graph[key] for key in pair)
    kind = "hard" if found.hit >= HARD * found.n else "soft"
    offered = suggestion(graph, hit, origin.name, kind)
    return Suspect(origin, hit, found, verdict, tuple(incidents), offered)


def _rank(each: Suspect) -> tuple[float, int, NodeKey, NodeKey]:
    p = 1.0 if each.found.p is None else each.found.p
    return (p, -each.found.hit, each.origin.key, each.hit.key)


def suggestion(graph: KnowledgeGraph, dependent: Node, needed: str, kind: str) -> Suggestion:
    """What says in the dependent's front matter that it needs the other."""
    entry, note = f"{{service: {quoted(needed)}, kind: {kind}}}", dependent.places[0]
    edges = graph.out(dependent.key, "DEPENDS_ON")
    listed = [p for e in edges for p in e.places if p.path == note.path and p.where == KEY]
    if listed:
        return Suggestion(entry, max(listed, key=lambda place: place.line), False, True)
    return Suggestion(f"{KEY}: [{entry}]", note, True, dependent.declared)


def quoted(name: str) -> str:
    """The name as YAML reads it back as the same text."""
    is_plain = PLAIN.match(name) and name.casefold() not in WORDS
    return name if is_plain else dumps(name, ensure_ascii=False)
