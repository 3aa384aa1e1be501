"""Vaults without a pattern, as knowledge graphs: what notes would say of incidents by chance."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from numpy.random import Generator

from rcagraph.graph import Edge, KnowledgeGraph, Node
from rcagraph.model.facts import NodeKey, Place
from rcagraph.model.vocabulary import Value
from simulations.vaults import DAYS, Times, echoes, poisson

FIRST = datetime(2024, 1, 1, tzinfo=UTC)
SERVICES = 12
OFTEN = 0.5
"""Of a service's incidents, those that are its most frequent failure."""
RARE_MODES = 7


@dataclass(frozen=True, slots=True)
class Null:
    """What is at random, and what is not."""

    mean: float = 12.0
    """Incidents a service in 700 days, at one constant rate."""
    are_bursts: bool = False
    births_known: bool = True
    half_born_late: bool = False
    silent_days: float = 0.0
    """At the end nobody writes."""
    size: Callable[[Generator], int] = lambda rng: 2
    repeat_identically: bool = False
    """Incidents of a family hit the same services."""
    are_acted_on: bool = False
    """After every incident an action is closed, which does nothing."""
    has_dependencies: bool = False
    """Every service has a dependent, by turns hard and soft, which is hit as often as its p says,
    and nothing else is."""


def wild(rng: Generator) -> int:
    """One or two services; a tenth of the incidents hits eight of twelve."""
    return 8 if rng.random() < 0.1 else int(rng.integers(1, 3))


CONDITIONS: dict[str, Null] = {
    "at random": Null(),
    "bursts": Null(mean=5.0, are_bursts=True),
    "births unknown": Null(births_known=False, half_born_late=True),
    "bursts, births unknown": Null(5.0, True, False, True),
    "notes end 300 days ago": Null(mean=24.0, silent_days=300.0),
    "the same, births unknown": Null(24.0, False, False, True, 300.0),
    "sizes 1 or 2, a tenth hits 8 of 12": Null(size=wild),
    "the same, families repeat identically": Null(size=wild, repeat_identically=True),
    "an action after every incident": Null(are_acted_on=True),
    "the same, in bursts": Null(mean=5.0, are_bursts=True, are_acted_on=True),
    "dependencies that carry as they should": Null(has_dependencies=True),
}


def null_graph(rng: Generator, told: Null) -> KnowledgeGraph:
    """Nothing in it is true but what `told` says."""
    return _Draft(rng, told).graph()


class _Draft:
    def __init__(self, rng: Generator, told: Null) -> None:
        self.rng, self.told = rng, told
        self.nodes: dict[NodeKey, Node] = {}
        self.edges = list[Edge]()
        self.sets: dict[tuple[int, int], list[int]] = {}

    def graph(self) -> KnowledgeGraph:
        for service in range(SERVICES):
            self._service(service)
        began = sorted(self._began())
        for number, (time, service, mode) in enumerate(began):
            self._incident(number, time, service, mode)
        return KnowledgeGraph("null", self.nodes.values(), self.edges)

    def _began(self) -> Iterator[tuple[float, int, int]]:
        """When, in which service, and how."""
        for service in range(SERVICES):
            for time in self._times(service):
                rare = int(self.rng.integers(1, 1 + RARE_MODES))
                yield time, service, 0 if self.rng.random() < OFTEN else rare

    def _times(self, service: int) -> Times:
        is_late = self.told.half_born_late and service % 2
        born = self.rng.uniform(0, DAYS) if is_late else 0.0
        times = poisson(self.rng, self.told.mean, born=born)
        times = echoes(self.rng, times) if self.told.are_bursts else times
        return [time for time in times if time < DAYS - self.told.silent_days]

    def _service(self, number: int) -> None:
        since: dict[str, Value] = {"since": FIRST.date()} if self.told.births_known else {}
        one = self._node("Service", f"s{number}", **since)
        if self.told.has_dependencies:
            other = self._node("Service", f"needs-s{number}", **since)
            self._edge("DEPENDS_ON", other, one, strength="soft" if number % 2 else "hard")

    def _incident(self, number: int, time: float, service: int, mode: int) -> None:
        moment = FIRST + timedelta(days=time)
        told: dict[str, Value] = {
            "date": moment.date(), "started_at": moment, "resolved_at": moment,
        }  # fmt: skip
        key = self._node("Incident", f"i{number:04}", **told)
        origin = NodeKey("null", "Service", f"s{service}")
        self._edge("ORIGINATED_IN", key, origin)
        self._edge("HAS_FAILURE_MODE", key, self._node("FailureMode", f"m{mode}"))
        for hit in self._hit(service, mode):
            self._edge("AFFECTS", key, hit)
        if self.told.are_acted_on:
            self._action(key, moment.date())

    def _hit(self, service: int, mode: int) -> Iterator[NodeKey]:
        if self.told.has_dependencies:
            yield NodeKey("null", "Service", f"s{service}")
            if self.rng.random() < (0.2 if service % 2 else 0.9):
                yield NodeKey("null", "Service", f"needs-s{service}")
            return
        if not (self.told.repeat_identically and (service, mode) in self.sets):
            others = [n for n in self.rng.permutation(SERVICES).tolist() if n != service]
            self.sets[service, mode] = [service, *others[: self.told.size(self.rng) - 1]]
        for number in self.sets[service, mode]:
            yield NodeKey("null", "Service", f"s{number}")

    def _action(self, incident: NodeKey, day: date) -> None:
        closed = day + timedelta(days=int(self.rng.integers(1, 31)))
        key = self._node("ActionItem", f"{incident.id}/1", text="Mend it", closed_date=closed)
        self._edge("HAS_ACTION_ITEM", incident, key)

    def _node(self, kind: str, name: str, **told: Value) -> NodeKey:
        key = NodeKey("null", kind, name)
        self.nodes.setdefault(key, Node(key, name, True, (Place(f"{kind}/{name}.md", 1),), told))
        return key

    def _edge(self, type_: str, source: NodeKey, target: NodeKey, **told: Value) -> None:
        place = (Place(f"{source.kind}/{source.id}.md", 2),)
        self.edges.append(Edge(type_, source, target, place, True, (), told))
