"""Exact impact probabilities (B3): along a chain, or by all worlds of at most sixteen coins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcagraph.analysis.impact.live import Live
from rcagraph.analysis.impact.spread import spread
from rcagraph.analysis.impact.worlds import MOST_COINS, bits, pattern, world_weights

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

MOST_WORLDS = 1 << 24
"""Enumerated for one answer, over all targets; what is left is simulated."""


class Exact:
    """The chances of nodes under several draws of p at once, where they can be had exactly."""

    def __init__(self, live: Live, chances: NDArray[float64]) -> None:
        """`chances` has a row for each requirement of the graph and a column for each draw."""
        from numpy import ones

        self.live, self.chances, self.left = live, chances, MOST_WORLDS
        self.known = {node: ones(chances.shape[1]) for node in live.failing}

    def of(self, node: int) -> NDArray[float64] | None:
        """P(node down), one a draw; None where more than sixteen coins decide it.

        A node that one thing alone can bring down is down with p times that one's chance, since
        what feeds a node's only feeder never leads through the node itself.
        """
        chain = list[tuple[int, int]]()
        while node not in self.known and (only := self._only_feeder(node)):
            chain.append((node, only[0]))
            node = only[1]
        found = self.known[node] if node in self.known else self._enumerated(node)
        for fed, requirement in reversed(chain):
            if found is not None:
                found = found * self.chances[requirement]
                self.known[fed] = found
        return found

    def _only_feeder(self, node: int) -> tuple[int, int] | None:
        needed = self.live.needs[node]
        members = self.live.members(needed[0])
        return (needed[0], members[0]) if len(needed) == len(members) == 1 else None

    def _enumerated(self, node: int) -> NDArray[float64] | None:
        between = self._between(node)
        if between is None:
            return None
        requirements, nodes = between
        live = self.live
        uncertain = [r for r in requirements if live.chances[r] < 1]
        count = len(uncertain)
        if 1 << count > self.left:
            return None
        self.left -= 1 << count
        size = 1 << count
        coins = [0] * len(live.net.requirements)
        for requirement in requirements:
            coins[requirement] = (1 << size) - 1
        for number, requirement in enumerate(uncertain):
            coins[requirement] = pattern(number, count)
        start = dict.fromkeys((n for n in live.failing if n in nodes), (1 << size) - 1)
        order = sorted(nodes, key=lambda n: live.rank[n])
        mask = spread(live.net, coins, start, order).get(node, 0)
        self.known[node] = weighed(mask, self.chances[uncertain])
        return self.known[node]

    def _between(self, node: int) -> tuple[list[int], set[int]] | None:
        """The requirements and nodes that decide it; None where too many coins are among them."""
        nodes, stack, found, in_doubt = {node}, [node], set[int](), 0
        while stack:
            for requirement in self.live.needs.get(stack.pop(), ()):
                found.add(requirement)
                in_doubt += self.live.chances[requirement] < 1
                if in_doubt > MOST_COINS:
                    return None
                for member in self.live.members(requirement):
                    if member not in nodes:
                        nodes.add(member)
                        stack.append(member)
        return sorted(found), nodes


def weighed(mask: int, chances: NDArray[float64]) -> NDArray[float64]:
    """The probability of a set of worlds of all coins, one a draw; chances: (coins, draws)."""
    count = len(chances)
    low = count // 2
    inside = bits(mask, 1 << count).reshape(1 << (count - low), 1 << low).astype(float)
    low_weights, high_weights = world_weights(chances[:low]), world_weights(chances[low:])
    found: NDArray[float64] = ((high_weights @ inside) * low_weights).sum(axis=1)
    return found
