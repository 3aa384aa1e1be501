"""What of a failure graph can go down at all, given where it starts and which edges can carry."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from rcagraph.analysis.impact.failure_graph import FailureGraph
from rcagraph.analysis.impact.spread import flow_order


@dataclass(frozen=True)
class Live:
    """The part of a failure graph that some world brings down."""

    net: FailureGraph
    failing: tuple[int, ...]
    chances: tuple[float, ...]
    """Of each requirement of the graph: that it transmits, 0 to 1."""

    @cached_property
    def order(self) -> tuple[int, ...]:
        """The nodes that can be down, along the flow."""
        down, queue = set(self.failing), list(self.failing)
        for node in queue:
            for fed, hit, breaks, gate in self.net.outflow[node]:
                if hit in down or not self.chances[fed]:
                    continue
                if not gate or len(down.intersection(gate)) >= breaks:
                    down.add(hit)
                    queue.append(hit)
        return tuple(node for node in flow_order(self.net, self.failing) if node in down)

    @cached_property
    def rank(self) -> dict[int, int]:
        return {node: at for at, node in enumerate(self.order)}

    @cached_property
    def needs(self) -> dict[int, tuple[int, ...]]:
        """The requirements of each such node that can break, itself not failing from the start."""
        found: dict[int, list[int]] = {n: [] for n in self.order if n not in self.failing}
        for node in self.order:
            for fed, hit, breaks, gate in self.net.outflow[node]:
                if hit not in found or not self.chances[fed]:
                    continue
                is_new = not found[hit] or fed not in found[hit]
                if is_new and (not gate or len(self.members(fed)) >= breaks):
                    found[hit].append(fed)
        return {node: tuple(needed) for node, needed in found.items()}

    @cached_property
    def requirements(self) -> tuple[int, ...]:
        """All of them, in the graph's order."""
        return tuple(sorted(r for needed in self.needs.values() for r in needed))

    @cached_property
    def uncertain(self) -> tuple[int, ...]:
        """Those whose coin may fall either way."""
        return tuple(r for r in self.requirements if self.chances[r] < 1)

    def members(self, requirement: int) -> tuple[int, ...]:
        """Those that can be down."""
        return tuple(m for m in self.net.requirements[requirement].members if m in self.rank)


def live(net: FailureGraph, failing: Collection[int], chances: Sequence[float]) -> Live:
    return Live(net, tuple(sorted(failing)), tuple(chances))
