"""Times that a field gives without their day, and how long it was from start to end."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone, tzinfo

from rcagraph.extract.clock import likely_day, read_clock
from rcagraph.extract.values import narrow
from rcagraph.extract.zones import zone_named
from rcagraph.model.vocabulary import Value

_HOUR = re.compile(r"(\d{1,2}) ?[hH]\Z")
_HALF_A_MINUTE = timedelta(seconds=30)
_MINUTE = timedelta(minutes=1)


def is_clock(text: str, zone: tzinfo) -> bool:
    """Whether the text is a time and says no day."""
    read = read_clock(_whole(text), zone)
    return read is not None and not read[1].strip() and read[0].day is None


def on_day(text: str, day: date | None, zone: tzinfo) -> datetime | None:
    """The time that the text says, on the day that it says or on this one; None without any."""
    read = read_clock(_whole(text), zone)
    if read is None or read[1].strip() or read[0].until:
        return None
    clock = read[0]
    day = clock.day or day
    if day is None:
        return None
    local = datetime.combine(day, clock.at)
    named = zone_named(clock.zone, zone, local) if clock.zone else zone
    return local.replace(tzinfo=named) if named else None


def _whole(text: str) -> str:
    """`21h` is a time where a time is asked."""
    return _HOUR.sub(r"\1h00", narrow(text).strip("~≈ "))


def after_start(at: datetime, start: datetime | None, is_end: bool) -> datetime:
    """A time that was put on the day of the incident, where the start makes another day likelier.

    An end is never before the start; anything else may be, by a little.
    """
    if start is None or at >= start:
        return at
    try:
        return at + timedelta(days=1) if is_end else likely_day(at, start) or at
    except OverflowError:
        return at


def fix_offsets(values: dict[str, Value]) -> None:
    """Each moment with its offset from UTC in place of its zone: moments of one zone differ by what
    its clocks show, which is an hour out where they were changed in between."""
    for name, value in values.items():
        if isinstance(value, datetime) and not isinstance(value.tzinfo, timezone):
            values[name] = value.astimezone(timezone(value.utcoffset() or timedelta()))


def minutes_between(values: Mapping[str, Value]) -> int | None:
    """From `started_at` to `resolved_at`; half a minute counts as one."""
    start, end = values.get("started_at"), values.get("resolved_at")
    if not isinstance(start, datetime) or not isinstance(end, datetime) or end < start:
        return None
    return (end - start + _HALF_A_MINUTE) // _MINUTE
