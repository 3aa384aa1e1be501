"""Vaults of many services: layered dependencies on hubs, with back edges; the same each time."""

from collections.abc import Iterator

import numpy as np

from rcagraph.graph import Edge, KnowledgeGraph, Node
from rcagraph.model.facts import NodeKey, Place

HARD = 0.6
HUBS = 0.5
"""The share of dependencies whose target follows a cubic law: few are needed by very many."""


LAYERS = 12


def services(
    count: int, dependencies: int, back: float = 0.02, seed: int = 1, layers: int = LAYERS
) -> KnowledgeGraph:
    """Each dependency is on the layer below, but for a share `back` that points the other way.

    60 % are hard. Without layers (0), each joins any two: one large cycle.
    """
    keys = [NodeKey("bench", "Service", f"service-{n:05}") for n in range(count)]
    place = (Place("services.md", 1),)
    edges = [
        Edge("DEPENDS_ON", keys[above], keys[below], place, properties={"strength": strength})
        for above, below, strength in _pairs(count, dependencies, back, seed, layers)
    ]
    return KnowledgeGraph("bench", [Node(k, k.id, True, place) for k in keys], edges)


def _pairs(
    count: int, dependencies: int, back: float, seed: int, layers: int
) -> Iterator[tuple[int, int, str]]:
    draw = np.random.default_rng(seed)
    wide = count // layers if layers else count
    seen = set[tuple[int, int]]()
    while len(seen) < dependencies:
        above = int(draw.integers(wide if layers else 0, count))
        chance = draw.random()
        below = int(wide * (chance**3 if draw.random() < HUBS else chance))
        below += (above // wide - 1) * wide if layers else 0
        if draw.random() < back:
            above, below = below, above
        if above == below or (above, below) in seen:
            continue
        seen.add((above, below))
        yield above, below, "hard" if draw.random() < HARD else "soft"
