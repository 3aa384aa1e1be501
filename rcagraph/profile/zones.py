"""The time zone by its name; UTC needs no zone database."""

import re
from datetime import UTC, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from rcagraph.model.errors import RcaGraphError
from rcagraph.profile.nearest import nearest

INSTALL = "Install one: `pip install tzdata`, or your system's package tzdata"
OFFSET = re.compile(r"(?:UTC|GMT)?\s*[+-]\d{1,2}(?::?\d{2})?\Z", re.IGNORECASE)


@lru_cache(maxsize=64)
def zone_of(name: str) -> tzinfo:
    """The zone; `RcaGraphError` where this machine does not know it."""
    if name == "UTC":
        return UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        if available_timezones():
            raise RcaGraphError(f"{name!r} is no time zone", _tip(name)) from None
        message = f"time zone {name!r} is not known: this machine has no zone database"
        raise RcaGraphError(message, INSTALL) from None


def _tip(name: str) -> str:
    usual = "Write one of: UTC, Europe/Berlin, …"
    if OFFSET.match(name.strip()):
        return f"{usual}: a place has its summer time; an offset stands in the times themselves"
    places = sorted(zone for zone in available_timezones() if "/" in zone)
    called = {zone.rpartition("/")[2].casefold(): zone for zone in reversed(places)}
    meant = nearest(name, places) or called.get(name.strip().replace(" ", "_").casefold())
    return f"Did you mean {meant}? {usual}" if meant else f"{usual}: a place, no abbreviation"
