"""Episodes: incidents of one family that overlap in time are one."""

from collections.abc import Iterable
from dataclasses import dataclass

from rcagraph.analysis.events import Event, origins
from rcagraph.analysis.history import clock
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.facts import NodeKey


@dataclass(frozen=True, slots=True)
class Episode:
    """One run of trouble. Days since 1970, by `clock`."""

    events: tuple[Event, ...]
    """By their beginning."""
    start: float
    """The earliest."""
    end: float
    """The latest resolution; the start where nothing tells."""
    is_open: bool
    """It was not over when the last note was written."""


def episodes(family: Iterable[Event], until: float) -> tuple[Episode, ...]:
    """By their beginning, those that began by `until`; an event without a day is in none.

    One that starts before the one before it is resolved belongs to it. Only the family's last may
    be open: an older note that still says so is taken as over when it began.
    """
    starts = [(start, e) for e in family if (start := clock.began(e)) is not None]
    kept = sorted((each for each in starts if each[0] <= until), key=lambda s: (s[0], s[1].order))
    found: list[Episode] = []
    for number, (start, event) in enumerate(kept):
        end = clock.over(event, start)
        is_open = end is None and number == len(kept) - 1
        made = Episode((event,), start, start if end is None else end, is_open)
        if found and start <= found[-1].end:
            found[-1] = _joined(found[-1], made)
        else:
            found.append(made)
    return tuple(found)


def began_in(
    graph: KnowledgeGraph, families: Iterable[tuple[Episode, ...]]
) -> dict[NodeKey, list[Episode]]:
    """The episodes that originated in each service, by whichever of their events."""
    found: dict[NodeKey, list[Episode]] = {}
    for episode in (episode for its in families for episode in its):
        for key in sorted({key for e in episode.events for key in origins(graph, e)}):
            found.setdefault(key, []).append(episode)
    return found


def _joined(one: Episode, other: Episode) -> Episode:
    return Episode((*one.events, *other.events), one.start, max(one.end, other.end), other.is_open)
