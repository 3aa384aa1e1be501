"""An interval that holds the true value in a stated share of cases."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interval:
    """Both ends belong to it."""

    low: float | None
    """None: the numbers set no lower end."""
    high: float | None
    """None: the numbers set no upper end."""
    level: float = 0.95

    def holds(self, value: float) -> bool:
        over = self.low is None or self.low <= value
        return over and (self.high is None or value <= self.high)
