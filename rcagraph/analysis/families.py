"""Families of incidents: the same failure again, by what the notes assert or by an equal key."""

import itertools
from collections.abc import Callable, Iterable

from rcagraph.analysis.components import components
from rcagraph.analysis.events import Event, asserted_pairs
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.errors import RcaGraphError
from rcagraph.model.facts import NodeKey
from rcagraph.profile.shape import FAMILY

PARTS = {
    "service": "ORIGINATED_IN",
    "failure_mode": "HAS_FAILURE_MODE",
    "category": "IN_CATEGORY",
}
"""What a key may be made of, and the edge that gives it."""

BY_DEFAULT = FAMILY

Key = tuple[tuple[str, NodeKey], ...]
"""Part and node: where it began and how it failed."""

KeysOf = Callable[[Event], tuple[Key, ...]]
"""The keys of an event: none, or one for each origin with each failure mode."""


def keys_by(graph: KnowledgeGraph, by: tuple[str, ...]) -> KeysOf:
    """Keys of the parts asked for; `RcaGraphError` for a part that there is not."""
    for part in by:
        if part not in PARTS:
            raise RcaGraphError(
                f"no family key '{part}'", f"Use one or more of {', '.join(PARTS)}."
            )
    if not by:
        raise RcaGraphError("no family key", f"Use one or more of {', '.join(PARTS)}.")
    return lambda event: _product(
        {part: event.first_targets(graph, PARTS[part]) for part in by},
    )


def keys_or_fallback(
    graph: KnowledgeGraph, happened: Iterable[Event], by: tuple[str, ...] = BY_DEFAULT
) -> tuple[KeysOf, bool]:
    """Keys of the parts; where they are the default ones and not one incident has them, the
    fallback, and True."""
    listed, keys_of = tuple(happened), keys_by(graph, by)
    if by != BY_DEFAULT or any(map(keys_of, listed)):
        return keys_of, False
    fallback = fallback_keys(graph)
    return (fallback, True) if any(map(fallback, listed)) else (keys_of, False)


def fallback_keys(graph: KnowledgeGraph) -> KeysOf:
    """For vaults that never say where it began: the sole affected service, and its category."""

    def keys(event: Event) -> tuple[Key, ...]:
        affected = event.targets(graph, "AFFECTS")
        if len(affected) != 1:
            return ()
        parts: dict[str, tuple[NodeKey, ...]] = {"service": affected}
        if category := event.first_targets(graph, PARTS["category"]):
            parts["category"] = category
        return _product(parts)

    return keys


def _product(parts: dict[str, tuple[NodeKey, ...]]) -> tuple[Key, ...]:
    named = ([(part, node) for node in nodes] for part, nodes in parts.items())
    return tuple(itertools.product(*named))


def families(
    graph: KnowledgeGraph, happened: Iterable[Event], keys_of: KeysOf
) -> tuple[tuple[Event, ...], ...]:
    """The events in groups, each sorted by date: an event with no key and no kin is alone.

    A recurrence is passed on through what notes merely name, be there a note of it or not: two
    that recur of it are kin. It is itself no event and enters no count.
    """
    by_node = {node.key: event for event in happened for node in event.nodes}
    pairs = _recurrences(graph) + asserted_pairs(graph, "DUPLICATE_OF")
    pairs += _equal_keys(by_node.values(), keys_of)
    named = {key for pair in pairs for key in pair}
    groups = components({*named, *(node.key for node in graph.nodes("Incident"))}, pairs)
    merged = ({id(e): e for k in group if (e := by_node.get(k))}.values() for group in groups)
    return tuple(tuple(sorted(group, key=lambda e: e.order)) for group in merged if group)


def _recurrences(graph: KnowledgeGraph) -> list[tuple[NodeKey, NodeKey]]:
    edges = (edge for edge in graph.edges("RECURRENCE_OF") if edge.asserted)
    return [(edge.source, edge.target) for edge in edges]


def _equal_keys(happened: Iterable[Event], keys_of: KeysOf) -> list[tuple[NodeKey, NodeKey]]:
    first: dict[Key, NodeKey] = {}
    return [
        (event.node.key, first.setdefault(key, event.node.key))
        for event in happened
        for key in keys_of(event)
    ]
