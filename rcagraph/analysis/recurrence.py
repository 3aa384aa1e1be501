"""Which failures came back: families of incidents, when, whose, and what is still promised."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain, pairwise

from rcagraph.analysis.actions import Action, action
from rcagraph.analysis.events import Event, events, origins
from rcagraph.analysis.families import (
    BY_DEFAULT,
    Key,
    KeysOf,
    families,
    keys_or_fallback,
)
from rcagraph.analysis.names import find_service
from rcagraph.graph import KnowledgeGraph, Node
from rcagraph.model.collector import collector_paused
from rcagraph.model.facts import NodeKey
from rcagraph.model.table import Table

NamedKey = tuple[tuple[str, str], ...]
"""Part and name: `(("service", "orders"), ("failure_mode", "Pool Exhaustion"))`."""


@dataclass(frozen=True, slots=True)
class Family:
    """Incidents that are the same failure."""

    key: NamedKey
    """The earliest incident's that has one; empty where only `RECURRENCE_OF` joins them."""
    other_keys: tuple[NamedKey, ...]
    """Further keys that `RECURRENCE_OF` brought in."""
    events: tuple[Event, ...]
    """By date, the undated last."""
    services: tuple[Node, ...]
    """Where they began; by fallback, what they hit."""
    runbooks: tuple[Node, ...]
    """Notes there are: those about the services first, then those that an incident used."""
    open_actions: tuple[Action, ...]
    teams: tuple[Node, ...]
    """Owners of the services first, then authors."""

    @property
    def is_one(self) -> bool:
        """It has a key, or notes join its incidents; else it is one unkeyed incident."""
        return bool(self.key) or len(self.events) > 1

    @property
    def title(self) -> str:
        return ": ".join(name for _, name in self.key) or f"as {self.ids[0]}"

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(event.node.name for event in self.events)

    @property
    def dates(self) -> tuple[date, ...]:
        return tuple(event.day for event in self.events if event.day)

    @property
    def first(self) -> date | None:
        return min(self.dates, default=None)

    @property
    def last(self) -> date | None:
        return max(self.dates, default=None)

    @property
    def gaps_days(self) -> tuple[int, ...]:
        """Whole days from each incident's date to the next one's; 0 on one day."""
        return tuple((later - earlier).days for earlier, later in pairwise(self.dates))

    @property
    def known_minutes(self) -> tuple[int, ...]:
        return tuple(event.minutes for event in self.events if event.minutes is not None)

    @property
    def total_minutes(self) -> int | None:
        """The sum of the durations that are known; None where none is."""
        return sum(self.known_minutes) if self.known_minutes else None


@dataclass(frozen=True, slots=True, repr=False)
class Recurrence:
    """The families that were asked for, and the counts of the whole vault beside them.

    `incidents` = those of all families, single ones included, + `unkeyed`.
    """

    families: tuple[Family, ...]
    """Those of at least `minimum` incidents (and of `service`): most incidents first, then the
    latest, then by key."""
    by: tuple[str, ...]
    is_fallback: bool
    """No incident has a key of `by`: the sole affected service, with its category, stands in."""
    minimum: int
    service: Node | None
    incidents: int
    unkeyed: int
    """Incidents of no family: without a key, and no note says that they recur."""
    all_families: int
    repeating_families: int
    """Of two or more incidents."""
    repeating_incidents: int
    first: date | None
    last: date | None
    until: date | None
    """The day asked for; None: no day was."""
    every: tuple[Family, ...]
    """Whatever is listed, each incident in exactly one: unkeyed incidents too, as families of
    their own; by their first incident."""

    @property
    def as_of(self) -> date | None:
        """The last day that counts: as asked, else that of the last incident."""
        return self.until or self.last

    def __repr__(self) -> str:
        return (
            f"Recurrence({self.incidents} incidents, {self.repeating_families} families repeated)"
        )

    def _repr_html_(self) -> str:
        """For a notebook: the families that are listed."""
        from rcagraph.model.html import html

        columns = ("family", "incidents", "first", "last", "runbooks", "open actions")
        rows = (
            (f.title, len(f.events), f.first, f.last, len(f.runbooks), len(f.open_actions))
            for f in self.families
        )
        return html(repr(self), [Table("Recurring failures", columns, tuple(rows))])


def recurrence(
    graph: KnowledgeGraph,
    *,
    by: tuple[str, ...] = BY_DEFAULT,
    minimum: int = 2,
    service: str | None = None,
    as_of: date | None = None,
) -> Recurrence:
    """Families of the incidents up to `as_of`, duplicates merged.

    `minimum` and `service` choose what is listed and change no count. `RcaGraphError` for a
    service or a key that there is not.
    """
    asked = find_service(graph, service) if service else None
    with collector_paused():
        happened = events(graph, as_of)
        keys_of, is_fallback = keys_or_fallback(graph, happened, by)
        found = [_family(graph, group, keys_of) for group in families(graph, happened, keys_of)]
    kept = [family for family in found if family.is_one]
    repeating = [family for family in kept if len(family.events) > 1]
    listed = (f for f in kept if len(f.events) >= minimum and (not asked or asked in f.services))
    dates = [event.day for event in happened if event.day]
    return Recurrence(
        families=tuple(sorted(listed, key=_rank)),
        by=by,
        is_fallback=is_fallback,
        minimum=minimum,
        service=asked,
        incidents=len(happened),
        unkeyed=len(found) - len(kept),
        all_families=len(kept),
        repeating_families=len(repeating),
        repeating_incidents=sum(len(family.events) for family in repeating),
        first=min(dates, default=None),
        last=max(dates, default=None),
        until=as_of,
        every=tuple(sorted(found, key=lambda family: family.events[0].order)),
    )


def _rank(family: Family) -> tuple[int, int, NamedKey, tuple[str, ...]]:
    last = family.last.toordinal() if family.last else 0
    return (-len(family.events), -last, family.key, family.ids)


def _family(graph: KnowledgeGraph, group: tuple[Event, ...], keys_of: KeysOf) -> Family:
    keys = tuple(dict.fromkeys(chain.from_iterable(_named(graph, keys_of(e)) for e in group)))
    services = _services(graph, group)
    return Family(
        key=keys[0] if keys else (),
        other_keys=keys[1:],
        events=group,
        services=services,
        runbooks=_runbooks(graph, group, services),
        open_actions=_open_actions(graph, group),
        teams=_teams(graph, group, services),
    )


def _named(graph: KnowledgeGraph, keys: tuple[Key, ...]) -> list[NamedKey]:
    return sorted(tuple((part, graph[node].name) for part, node in key) for key in keys)


def _services(graph: KnowledgeGraph, group: tuple[Event, ...]) -> tuple[Node, ...]:
    """Where each began; of one that does not say, what it hit, if that is one service."""
    found: set[NodeKey] = set()
    for event in group:
        found.update(origins(graph, event))
    return tuple(graph[key] for key in sorted(found))


def _runbooks(
    graph: KnowledgeGraph, group: tuple[Event, ...], services: tuple[Node, ...]
) -> tuple[Node, ...]:
    about = (edge.source for s in services for edge in graph.into(s.key, "DOCUMENTS"))
    found = dict.fromkeys((*about, *_targets(graph, group, "USES_RUNBOOK")))
    return tuple(graph[key] for key in found if graph[key].declared)


def _open_actions(graph: KnowledgeGraph, group: tuple[Event, ...]) -> tuple[Action, ...]:
    promised = (action(graph, graph[k]) for k in _targets(graph, group, "HAS_ACTION_ITEM"))
    return tuple(sorted((a for a in promised if a.is_open), key=lambda a: a.order))


def _teams(
    graph: KnowledgeGraph, group: tuple[Event, ...], services: tuple[Node, ...]
) -> tuple[Node, ...]:
    owners = (edge.source for s in services for edge in graph.into(s.key, "OWNS"))
    found = dict.fromkeys((*owners, *_targets(graph, group, "AUTHORED_BY")))
    return tuple(graph[key] for key in found)


def _targets(graph: KnowledgeGraph, group: Iterable[Event], type_: str) -> list[NodeKey]:
    return sorted({key for event in group for key in event.targets(graph, type_)})
