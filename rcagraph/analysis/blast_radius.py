"""If this service fails: what depends on it, whom it has hit, what to read, whom to page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import NamedTuple

from rcagraph.analysis.events import Event, events
from rcagraph.analysis.families import families, keys_or_fallback
from rcagraph.analysis.impact.best_path import best_paths
from rcagraph.analysis.impact.choke_points import ChokePoint, choke_points
from rcagraph.analysis.impact.coins import whole_words
from rcagraph.analysis.impact.comparison import Comparison, compared
from rcagraph.analysis.impact.cut_sets import TooManyCutSets, minimal_cut_sets
from rcagraph.analysis.impact.expected import Expected, expected, times_to_mitigate, weight
from rcagraph.analysis.impact.importance import Importance, importances
from rcagraph.analysis.impact.probability import SAMPLES, SEED, HitCount, Probability
from rcagraph.analysis.impact.structural import Dependent, structural
from rcagraph.analysis.impact.study import Known, Study, known, studies
from rcagraph.analysis.observed import Observed, observed
from rcagraph.graph import KnowledgeGraph, Node
from rcagraph.model.facts import NodeKey
from rcagraph.model.table import Table
from rcagraph.profile.shape import AnalysisRules


@dataclass(frozen=True, slots=True)
class Instruction:
    """A runbook, and which of the nodes in trouble it is about."""

    runbook: Node
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """A team or person to page, and why."""

    node: Node
    owns: tuple[str, ...]
    escalation_of: tuple[str, ...]


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class BlastRadius:
    """What depends on a node (*structural*), what goes down with it (*probable*), whom its
    incidents hit (*observed*): never mixed."""

    service: Node
    as_of: date | None
    """The last day whose incidents count: as asked, else that of the vault's last incident. It
    does not bound the dependencies, which are those that the notes state now."""
    originated: int
    """How many incidents began in it, duplicates merged."""
    structural: tuple[Dependent, ...]
    """B1, B1w; under a what-if, as it would be."""
    probable: dict[NodeKey, Probability]
    """B3, of each of the structural."""
    scores: dict[NodeKey, float]
    """B2: the product of p along the likeliest way; none for what stands behind a gate."""
    hit: HitCount
    """How many go down together."""
    expected: Expected
    """B5."""
    important: tuple[Importance, ...]
    """B6: the dependencies that the expected impact hangs on most."""
    choke_points: tuple[ChokePoint, ...]
    """B7."""
    falls_with: tuple[tuple[Node, ...], ...] | None
    """B7: what forces the service itself down, alone or together; None where that is too many
    to tell. What the vault states, not what incidents showed."""
    observed: tuple[Observed, ...]
    """B11."""
    owners: dict[NodeKey, tuple[str, ...]]
    """Names of the owners of the failing node and of each dependent."""
    runbooks: tuple[Instruction, ...]
    """Those about the failing node first, then by hops."""
    contacts: tuple[Contact, ...]
    """Owners first, the failing node's before all; then whom to escalate to."""
    what_if: tuple[str, ...]
    """The changes that were asked for."""
    compared: tuple[Comparison, ...]
    """Under a what-if: what it changes, the greatest change first."""
    expected_before: Expected | None
    """Without the what-if."""
    samples: int
    seed: int
    study: Study
    """What the figures were read from; `impact.explanation` takes one apart."""

    def __repr__(self) -> str:
        name, depend, hit = self.service.name, len(self.structural), len(self.observed)
        return (
            f"BlastRadius({name!r}, {depend} depend on it, {self.originated} incidents hit {hit})"
        )

    def _repr_html_(self) -> str:
        """For a notebook: what depends on it with its chance, and whom its incidents hit."""
        from rcagraph.model.html import html

        chances = {key: f"{its.estimate:.2f}" for key, its in self.probable.items()}
        depend = ((d.node.name, d.hops, d.effect, chances[d.node.key]) for d in self.structural)
        seen = ((o.node.name, o.incidents, o.of, o.last) for o in self.observed)
        columns = ("name", "hops", "structural", "probable")
        below = Table("Depends on it", columns, tuple(depend))
        hit = Table("Hit before", ("name", "incidents", "of", "last"), tuple(seen))
        return html(repr(self), (below, hit))


def blast_radius(
    graph: KnowledgeGraph,
    service_key: NodeKey,
    as_of: date | None = None,
    *,
    rules: AnalysisRules | None = None,
    what_if: Sequence[str] = (),
    samples: int = SAMPLES,
    seed: int = SEED,
) -> BlastRadius:
    """`KeyError` where the graph has no such node; `names.find_service` gives the key of a name.

    `what_if`: `cut:A->B`, `add-replica:X`, `down:X,Y`. `samples` is rounded up to a multiple of
    64; it and `seed` matter only where more than 16 coins are in doubt.
    """
    rules = rules or AnalysisRules()
    return _radius(graph, service_key, _past(graph, as_of, rules), rules, what_if, samples, seed)


def blast_radii(
    graph: KnowledgeGraph,
    keys: Iterable[NodeKey],
    as_of: date | None = None,
    *,
    rules: AnalysisRules | None = None,
    samples: int = SAMPLES,
    seed: int = SEED,
) -> Iterator[BlastRadius]:
    """The same of each of several nodes; what their past has in common is read once."""
    rules = rules or AnalysisRules()
    past = _past(graph, as_of, rules)
    return (_radius(graph, key, past, rules, (), samples, seed) for key in keys)


class _Past(NamedTuple):
    as_of: date | None
    happened: tuple[Event, ...]
    family_of: dict[NodeKey, int]
    """By incident, the number of its family."""
    known: Known


def _past(graph: KnowledgeGraph, as_of: date | None, rules: AnalysisRules) -> _Past:
    happened = tuple(events(graph, as_of))
    groups = families(graph, happened, keys_or_fallback(graph, happened, rules.family)[0])
    family_of = {e.node.key: n for n, group in enumerate(groups) for e in group}
    return _Past(as_of, happened, family_of, known(graph, groups, rules))


def _radius(
    graph: KnowledgeGraph,
    service_key: NodeKey,
    past: _Past,
    rules: AnalysisRules,
    what_if: Sequence[str],
    samples: int,
    seed: int,
) -> BlastRadius:
    samples, service, happened = whole_words(samples), graph[service_key], past.happened
    study, before = studies(graph, service_key, past.known, what_if, samples, seed)
    began = _began_in(graph, service_key, happened)
    found = structural(study.net, study.failing)
    down = [study.net.nodes[number] for number in study.failing]
    hit = (*down, *(dependent.node for dependent in found))
    runbooks = _runbooks(graph, hit)
    weights = {n: weight(study.net.nodes[n], rules) for n in study.found.live.needs}
    nodes, scores = study.net.nodes, best_paths(study.net, study.failing, study.chances)

    times, owned = times_to_mitigate(began, happened), partial(_owner_names, graph)

    def expect(of: Study) -> Expected:
        chances = {n: p.estimate for n, p in of.found.chances.items()}
        return expected(chances, of.net.nodes, of.failing, owned, times, rules)

    return BlastRadius(
        service=service,
        as_of=past.as_of or max((e.day for e in happened if e.day), default=None),
        originated=len(began),
        structural=found,
        probable={d.node.key: study.chance(d.node.key) for d in found},
        scores={nodes[number].key: score for number, score in scores.items()},
        hit=study.found.hit,
        expected=expect(study),
        important=importances(study.found, weights),
        choke_points=choke_points(study.net, study.failing),
        falls_with=_falls_with(study),
        observed=observed(graph, service, began, past.family_of),
        owners={node.key: _owner_names(graph, node) for node in hit},
        runbooks=runbooks,
        contacts=_contacts(graph, hit, runbooks),
        what_if=tuple(what_if),
        compared=compared(before, study, samples, seed) if before else (),
        expected_before=expect(before) if before else None,
        samples=samples,
        seed=seed,
        study=study,
    )


def _falls_with(study: Study) -> tuple[tuple[Node, ...], ...] | None:
    try:
        sets = minimal_cut_sets(study.net, study.failing[0])
    except TooManyCutSets:
        return None
    return tuple(tuple(study.net.nodes[number] for number in one) for one in sets)


def _began_in(
    graph: KnowledgeGraph, service: NodeKey, happened: Iterable[Event]
) -> tuple[Event, ...]:
    return tuple(e for e in happened if service in e.first_targets(graph, "ORIGINATED_IN"))


def _owner_names(graph: KnowledgeGraph, node: Node) -> tuple[str, ...]:
    return tuple(sorted({graph[e.source].name for e in graph.into(node.key, "OWNS")}))


def _runbooks(graph: KnowledgeGraph, hit: Iterable[Node]) -> tuple[Instruction, ...]:
    documents: dict[NodeKey, list[str]] = {}
    for node in hit:
        for edge in graph.into(node.key, "DOCUMENTS"):
            documents.setdefault(edge.source, []).append(node.name)
    return tuple(Instruction(graph[key], tuple(names)) for key, names in documents.items())


def _contacts(
    graph: KnowledgeGraph, hit: Iterable[Node], runbooks: Iterable[Instruction]
) -> tuple[Contact, ...]:
    owns: dict[NodeKey, list[str]] = {}
    escalates: dict[NodeKey, list[str]] = {}
    for node in hit:
        for edge in graph.into(node.key, "OWNS"):
            owns.setdefault(edge.source, []).append(node.name)
    for node in (*hit, *(each.runbook for each in runbooks)):
        for edge in graph.out(node.key, "ESCALATES_TO"):
            escalates.setdefault(edge.target, []).append(node.name)
    return tuple(
        Contact(graph[key], tuple(owns.get(key, ())), tuple(escalates.get(key, ())))
        for key in dict.fromkeys((*owns, *escalates))
    )
