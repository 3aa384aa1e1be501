"""Expected impact (B5): what a failure costs on average, and whose services bear it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean, median

from rcagraph.analysis.events import Event
from rcagraph.analysis.history import clock
from rcagraph.graph import Node
from rcagraph.profile.shape import AnalysisRules

FEWEST = 5
"""Times to mitigate of the service's own incidents; with fewer, all of the vault's are taken."""


@dataclass(frozen=True, slots=True)
class Times:
    """How long until the harm was stopped, minutes."""

    n: int
    mean: float
    median: float
    of: str
    """Whose: the service's own incidents, or all of the vault."""
    measure: str
    """`detection to mitigation`; where no note tells of that, `start to resolution`."""


@dataclass(frozen=True, slots=True)
class Expected:
    """Of one failure of a service; itself is left out, its weight stands beside."""

    weight: float
    """Of what fails."""
    impact: float
    """Σ P(t)·w(t) over the nodes t that may be hit, w by tier (1 unless the profile says)."""
    times: Times | None
    teams: tuple[tuple[str, float], ...]
    """The share of the impact by owner, most first; empty name: nobody owns it. Where several
    own one thing, each bears an equal part."""

    @property
    def minutes(self) -> float | None:
        """Impact times the *mean* time to mitigate: an expectation, in weighted minutes."""
        return self.impact * self.times.mean if self.times else None

    @property
    def typical_minutes(self) -> float | None:
        """Impact times the *median*: what half of the failures exceed, not an expectation."""
        return self.impact * self.times.median if self.times else None


def expected(
    chances: Mapping[int, float],
    nodes: tuple[Node, ...],
    failing: Iterable[int],
    owners: Callable[[Node], tuple[str, ...]],
    times: Times | None,
    rules: AnalysisRules,
) -> Expected:
    """From the impact probability of each node, by its number."""
    shares: dict[str, float] = {}
    for number, chance in chances.items():
        its = owners(nodes[number]) or ("",)
        for owner in its:
            part = chance * weight(nodes[number], rules) / len(its)
            shares[owner] = shares.get(owner, 0.0) + part
    impact = sum(c * weight(nodes[n], rules) for n, c in chances.items())
    ranked = sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))
    teams = tuple((name, part / impact) for name, part in ranked if impact)
    return Expected(sum(weight(nodes[n], rules) for n in failing), impact, times, teams)


def weight(node: Node, rules: AnalysisRules) -> float:
    return rules.weight(node.properties.get("tier", ""))


def times_to_mitigate(own: Iterable[Event], everyone: Iterable[Event]) -> Times | None:
    """Of the service's own incidents where five or more tell, else of all; None if none does."""
    own, everyone = tuple(own), tuple(everyone)
    for measure, minutes in (
        ("detection to mitigation", _to_mitigation),
        ("start to resolution", _to_resolution),
    ):
        for of, listed, least in (("own incidents", own, FEWEST), ("all incidents", everyone, 1)):
            known = [max(1.0, m) for event in listed if (m := minutes(event)) is not None]
            if len(known) >= least:
                return Times(len(known), fmean(known), median(known), of, measure)
    return None


def _to_mitigation(event: Event) -> float | None:
    return clock.minutes_between(event, "detected_at", "mitigated_at")


def _to_resolution(event: Event) -> float | None:
    return event.minutes
