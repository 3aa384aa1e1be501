"""How long a unit is watched, and which of its incidents are events in that time."""

from collections.abc import Sequence

ONE_EVENT_DAYS = 7.0

Unit = tuple[Sequence[float], float]
"""Times of events in days since the unit's window opened, in order; and the window's length."""


def watched(times: Sequence[float], closes: float, since: float | None = None) -> Unit | None:
    """A unit's window, from days on any one clock; None where it was never open.

    Without `since` the unit's own first run of incidents opens it, seven days after the run's
    last, and is no event. The first incident alone does not do: its echoes come right after it,
    and of null vaults with bursts 12 to 23 % are then said to improve, with this rule 4 %. What
    closes the window (the vault's last incident) is no event either.
    """
    opens = _after_first_run(times) if since is None else since
    if opens is None or opens >= closes:
        return None
    return [time - opens for time in sorted(times) if opens < time < closes], closes - opens


def _after_first_run(times: Sequence[float]) -> float | None:
    """A time at which one knows that the run is over, so that what follows is not chosen by it."""
    last: float | None = None
    for time in sorted(times):
        if last is not None and time - last > ONE_EVENT_DAYS:
            break
        last = time
    return None if last is None else last + ONE_EVENT_DAYS


def one_event(times: Sequence[float], within: float = ONE_EVENT_DAYS) -> tuple[float, ...]:
    """The starts of runs in which each incident follows the last within so many days."""
    kept: list[float] = []
    last: float | None = None
    for time in sorted(times):
        if last is None or time - last > within:
            kept.append(time)
        last = time
    return tuple(kept)
