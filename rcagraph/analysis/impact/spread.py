"""How failures spread in many worlds at once: a node's mask has a bit for each world it is down."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from rcagraph.analysis.impact.failure_graph import FailureGraph

Masks = Mapping[int, int]
"""Number of a node, or of a requirement, to the worlds it is down, or transmits, in."""


def spread(
    net: FailureGraph, coins: Sequence[int], failing: Masks, order: Sequence[int] | None = None
) -> dict[int, int]:
    """The worlds in which each node is down: the least fixpoint from what is failing.

    A requirement breaks where its coin is open and enough members are down, so that no cycle
    holds itself down. Nodes that are down in no world are left out. `order`: look at these nodes
    alone, best along the flow.
    """
    return Flow(net, flow_order(net, failing) if order is None else order).spread(coins, failing)


def all_reached(net: FailureGraph, failing: Masks) -> dict[int, int]:
    """The same where everything transmits, whatever gates say: with a world for each thing that
    fails, what may bring each node down."""
    plain = net.ungated()
    return spread(plain, [-1] * len(plain.requirements), failing)


_Arc = tuple[int, int, int, tuple[int, ...]]
"""What a node feeds: a requirement, the rank of what it hits, how many members break it, and their
ranks (none where one is enough). A plain tuple: millions are made."""


class Flow:
    """Some nodes and what each of them feeds, to spread failures along with any coins."""

    def __init__(self, net: FailureGraph, order: Sequence[int]) -> None:
        self.order = order
        self.rank = rank = {node: at for at, node in enumerate(order)}
        self._arcs: list[list[_Arc]] = [
            [
                (fed, rank[hit], breaks, tuple(rank[m] for m in gate if m in rank))
                for fed, hit, breaks, gate in net.outflow[node]
                if hit in rank
            ]
            for node in order
        ]

    def spread(self, coins: Sequence[int], failing: Masks) -> dict[int, int]:
        down = [0] * len(self.order)
        for node, mask in failing.items():
            down[self.rank[node]] = mask
        waiting = bytearray(bool(mask) for mask in down)
        while (first := waiting.find(1)) >= 0:
            self._sweep(coins, down, waiting, first)
        return {node: mask for node, mask in zip(self.order, down, strict=True) if mask}

    def _sweep(self, coins: Sequence[int], down: list[int], waiting: bytearray, first: int) -> None:
        """Passes on what is waiting, once along the flow; what it hits behind it goes on
        waiting."""
        at = first
        while at >= 0:
            waiting[at] = 0
            mask = down[at]
            for fed, hit, breaks, members in self._arcs[at]:
                if not (coin := coins[fed]):
                    continue
                broken = (at_least(breaks, members, down) if members else mask) & coin
                before = down[hit]
                after = before | broken
                if after != before:
                    down[hit] = after
                    waiting[hit] = 1
            at = waiting.find(1, at + 1)


def at_least(count: int, members: Iterable[int], down: Sequence[int]) -> int:
    """The worlds in which so many of the members are down."""
    reached = [-1] + [0] * count
    for member in members:
        mask = down[member]
        for have in range(count if mask else 0, 0, -1):
            reached[have] |= reached[have - 1] & mask
    return reached[count]


def flow_order(net: FailureGraph, failing: Collection[int]) -> list[int]:
    """Reverse postorder from what is failing: but for cycles, each node after all that feed it."""
    seen, order = set[int](), list[int]()
    for start in sorted(failing, reverse=True):
        if start in seen:
            continue
        seen.add(start)
        stack = [(start, iter(net.hit_by[start]))]
        while stack:
            node, rest = stack[-1]
            fresh = next((hit for hit in rest if hit not in seen), None)
            if fresh is None:
                order.append(node)
                stack.pop()
            else:
                seen.add(fresh)
                stack.append((fresh, iter(net.hit_by[fresh])))
    return order[::-1]
