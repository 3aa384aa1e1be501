"""The time zone by its name; UTC needs no zone database."""

from datetime import UTC, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from rcagraph.model.errors import RcaGraphError

INSTALL = "Install one: `pip install tzdata`, or your system's package tzdata"


@lru_cache(maxsize=64)
def zone_of(name: str) -> tzinfo:
    """The zone; `RcaGraphError` where this machine does not know it."""
    if name == "UTC":
        return UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        if available_timezones():
            raise RcaGraphError(
                f"{name!r} is no time zone", "Write one of: UTC, Europe/Berlin, …"
            ) from None
        message = f"time zone {name!r} is not known: this machine has no zone database"
        raise RcaGraphError(message, INSTALL) from None
