"""The vault's window: from when to when its notes are taken to hold every incident."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from rcagraph.analysis.events import Event
from rcagraph.analysis.history import clock

LAST_INCIDENT = "the vault's last incident"
COMPLETE_UNTIL = "complete_until"
AS_OF = "as-of"

QUIET_GAPS = 3
"""So many of the longest gap, and nobody may have written."""


@dataclass(frozen=True, slots=True)
class Window:
    """Days since 1970, by `clock`. Opens at the vault's first incident, which is no event."""

    opens: float
    closes: float
    closed_by: str
    """What set the end; the last incident is then no event either."""
    longest_gap: float
    """Days between an incident and the next one, at most."""

    @property
    def days(self) -> float:
        return self.closes - self.opens

    @property
    def first(self) -> date:
        return clock.day_at(self.opens)

    @property
    def last(self) -> date:
        """The last day in it."""
        whole = self.closed_by != LAST_INCIDENT and self.closes.is_integer()
        return clock.day_at(self.closes - (1 if whole else 0))

    def silent_since(self, today: date) -> date | None:
        """The end, where today is far past it: nothing happened, or nobody wrote. None where the
        window ends because somebody asked for that."""
        if self.closed_by == AS_OF:
            return None
        silence = clock.start_of(today) - self.closes
        return self.last if silence > QUIET_GAPS * max(self.longest_gap, 1.0) else None


def window(
    happened: Iterable[Event], complete_until: date | None = None, as_of: date | None = None
) -> Window | None:
    """Of all incidents of the vault, later ones than `as_of` too; None where none has a day.

    It closes at the end of the day `complete_until`, else at the last incident; an earlier
    `as_of` closes it at that day's end. Today never does: a vault that stopped being written
    would turn "improving".
    """
    starts = sorted(start for e in happened if (start := clock.began(e)) is not None)
    if not starts:
        return None
    closes, by = starts[-1], LAST_INCIDENT
    for day, why in ((complete_until, COMPLETE_UNTIL), (as_of, AS_OF)):
        if day and (why == COMPLETE_UNTIL or clock.start_of(day) + 1 <= closes):
            closes, by = clock.start_of(day) + 1, why
    seen = [start for start in starts if start <= closes]
    longest = max((later - earlier for earlier, later in pairwise(seen)), default=0.0)
    return Window(min(starts[0], closes), closes, by, longest)
