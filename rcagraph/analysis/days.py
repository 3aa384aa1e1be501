"""The day that a property of a node names."""

from datetime import date, datetime

from rcagraph.graph import Node


def day_of(node: Node, name: str) -> date | None:
    """None where the property is missing or no date; of a date and time, its own zone's day."""
    day = node.properties.get(name)
    if isinstance(day, datetime):
        return day.date()
    return day if isinstance(day, date) else None
