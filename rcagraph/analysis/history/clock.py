"""When an incident began and when it was over, on one clock: days since 1970-01-01 in UTC."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from math import floor

from rcagraph.analysis.events import Event
from rcagraph.model.vocabulary import Value

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NOON = 0.5
MINUTES = 24 * 60
OPEN = {
    *("active", "identified", "in progress", "investigating", "monitoring", "new", "ongoing"),
    *("open", "unresolved"),
}
"""Statuses of an incident that is not over."""


def began(event: Event) -> float | None:
    """By the clock where it is known, else noon of its day; None where no day is known."""
    for known in (*_moments(event, "started_at"), *_moments(event, "detected_at")):
        return known
    return start_of(event.day) + NOON if event.day else None


def over(event: Event, start: float) -> float | None:
    """Never before the start; the start itself where nothing tells; None while it is open."""
    for known in _moments(event, "resolved_at"):
        return max(start, known)
    if event.minutes is not None:
        return start + max(0, event.minutes) / MINUTES
    return None if is_open(event) else start


def is_open(event: Event) -> bool:
    """Its status says that it goes on, and nothing says when it was over."""
    status = next((s for s in _values(event, "status") if isinstance(s, str)), "")
    told = event.minutes is not None or any(True for _ in _moments(event, "resolved_at"))
    return not told and " ".join(status.replace("-", " ").casefold().split()) in OPEN


def minutes_between(event: Event, first: str, last: str) -> float | None:
    """Between two moments of one note, in minutes; None where it lacks one of them."""
    for node in event.nodes:
        start, end = (_zoned(node.properties.get(name)) for name in (first, last))
        if start and end:
            return max(0.0, (end - start) / timedelta(minutes=1))
    return None


def start_of(day: date) -> float:
    """Midnight at which the day begins."""
    return float((day - EPOCH.date()).days)


def day_at(moment: float) -> date:
    """The day in UTC."""
    return EPOCH.date() + timedelta(days=floor(moment))


def _moments(event: Event, name: str) -> Iterator[float]:
    """The original's first, then what its duplicates say."""
    return (known for v in _values(event, name) if (known := _moment(v)) is not None)


def _values(event: Event, name: str) -> Iterator[Value | None]:
    return (node.properties.get(name) for node in event.nodes)


def _moment(value: Value | None) -> float | None:
    zoned = _zoned(value)
    return (zoned - EPOCH) / timedelta(days=1) if zoned else None


def _zoned(value: Value | None) -> datetime | None:
    if not isinstance(value, datetime):
        return None
    return value if value.tzinfo else value.replace(tzinfo=UTC)
