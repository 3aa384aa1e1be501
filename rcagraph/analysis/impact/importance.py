"""How much hangs on one dependency: Birnbaum's importance (B6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rcagraph.analysis.impact.failure_graph import Requirement
from rcagraph.analysis.impact.probability import Probable
from rcagraph.analysis.impact.worlds import bits


@dataclass(frozen=True, slots=True)
class Importance:
    """Of one requirement, for a failure that starts at a given place."""

    requirement: Requirement
    birnbaum: float
    """E(impact | it transmits) − E(impact | it does not), in what the nodes' weights count."""


def importances(found: Probable, weights: Mapping[int, float]) -> tuple[Importance, ...]:
    """The requirements in doubt that can break, the most important first.

    From the same worlds as the impact probabilities: exact where those are enumerated. One that
    fell the same way in every sample is left out. Source: Birnbaum 1969, On the importance of
    different components in a multicomponent system.
    """
    worlds, requirements = found.worlds, found.live.net.requirements
    totals = worlds.totals({node: weights.get(node, 1.0) for node in found.live.needs})
    chance = worlds.chances
    weighted, every = chance * totals, float(chance @ totals)
    ranked = []
    for number in found.live.uncertain:
        is_open = bits(worlds.coins[number], worlds.size)
        p, among = float(chance @ is_open), float(weighted @ is_open)
        if 0 < p < 1:
            birnbaum = among / p - (every - among) / (1 - p)
            ranked.append(Importance(requirements[number], birnbaum))
    return tuple(sorted(ranked, key=lambda one: (-round(one.birnbaum, 9), one.requirement.name)))
