"""If this service fails: what depends on it, whom it has hit, what to read, whom to page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rcagraph.analysis.events import Event, events
from rcagraph.analysis.impact import Dependent, dependents
from rcagraph.analysis.observed import Observed, observed
from rcagraph.graph import KnowledgeGraph, Node
from rcagraph.model.facts import NodeKey


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


@dataclass(frozen=True, slots=True)
class BlastRadius:
    """What depends on a node (structural) and whom its incidents hit (observed), never mixed."""

    service: Node
    as_of: date | None
    """The last day whose incidents count: as asked, else that of the vault's last incident. It
    does not bound the dependencies, which are those that the notes state now."""
    originated: int
    """How many incidents began in it, duplicates merged."""
    structural: tuple[Dependent, ...]
    observed: tuple[Observed, ...]
    owners: dict[NodeKey, tuple[str, ...]]
    """Names of the owners of the failing node and of each dependent."""
    runbooks: tuple[Instruction, ...]
    """Those about the failing node first, then by hops."""
    contacts: tuple[Contact, ...]
    """Owners first, the failing node's before all; then whom to escalate to."""


def blast_radius(
    graph: KnowledgeGraph, service_key: NodeKey, as_of: date | None = None
) -> BlastRadius:
    """`KeyError` where the graph has no such node; `names.find_service` gives the key of a name.

    The interval of `observed` is plain Wilson's (see `Observed.wilson_interval`).
    """
    service, happened = graph[service_key], events(graph, as_of)
    began = _began_in(graph, service_key, happened)
    structural = dependents(graph, service_key)
    hit = (service, *(dependent.node for dependent in structural))
    runbooks = _runbooks(graph, hit)
    return BlastRadius(
        service=service,
        as_of=as_of or max((e.day for e in happened if e.day), default=None),
        originated=len(began),
        structural=structural,
        observed=observed(graph, service, began),
        owners={node.key: _owner_names(graph, node) for node in hit},
        runbooks=runbooks,
        contacts=_contacts(graph, hit, runbooks),
    )


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
