"""Why a text is no value of the kind that its field asks for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Misfit:
    """Reads after the text itself: `'1:30' may be hours or minutes; write 1h 30m or 1m 30s`."""

    problem: str
    hint: str = ""
    """What to write instead; empty: the remedy of the diagnostic's code."""
