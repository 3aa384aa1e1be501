"""Whom many failures would hit, each with its own p of every requirement (B3), in few sweeps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from rcagraph.analysis.impact.coins import sampled_coins, shares
from rcagraph.analysis.impact.failure_graph import FailureGraph
from rcagraph.analysis.impact.live import live
from rcagraph.analysis.impact.probability import SEED
from rcagraph.analysis.impact.spread import Flow, flow_order
from rcagraph.analysis.impact.worlds import MOST_COINS, worlds

if TYPE_CHECKING:
    from numpy import float64, int64
    from numpy.typing import NDArray

SAMPLES = 1024
"""Where more than sixteen coins are in doubt; they add up to .00025 to the Brier score."""
AT_ONCE = 32
"""Failures in one sweep, each in worlds of its own."""

Asked = tuple[tuple[int, ...], "NDArray[float64]"]
"""What fails, and p of each requirement, 0 where it is not there."""


class Foretold:
    """All failures throw common coins, keyed by requirement: p decides how many worlds are open."""

    def __init__(self, net: FailureGraph) -> None:
        from numpy import full

        self.net = net
        self._exact: dict[tuple[tuple[int, ...], bytes], NDArray[float64]] = {}
        self._flow = Flow(net, flow_order(net, range(len(net.nodes))))
        self._masks = [0] * len(net.requirements)
        self._wide = list(self._masks)
        """Each mask as often as failures go together."""
        self._made_at = full(len(net.requirements), -1.0)

    def chances(self, asked: Iterable[Asked]) -> Iterator[NDArray[float64]]:
        """Of each failure, P(down) of every node of the graph, in the order asked."""
        rest = iter(asked)
        while some := list(islice(rest, AT_ONCE)):
            few = [self._of_few_coins(*each) for each in some]
            many = [each for each, known in zip(some, few, strict=True) if known is None]
            sampled = iter(self._sampled(many) if many else ())
            yield from (next(sampled) if known is None else known for known in few)

    def _of_few_coins(
        self, failing: tuple[int, ...], p: NDArray[float64]
    ) -> NDArray[float64] | None:
        """None where more than sixteen coins are in doubt."""
        from numpy import zeros

        if not self._may_be_few(failing, p):
            return None
        key = failing, p.tobytes()
        if key not in self._exact:
            part = live(self.net, failing, p.tolist())
            if len(part.uncertain) > MOST_COINS:
                return None
            made, found = worlds(part, SAMPLES, SEED), zeros(len(self.net.nodes))
            for node, mask in made.down.items():
                found[node] = made.share(mask)
            self._exact[key] = found
        return self._exact[key]

    def _may_be_few(self, failing: tuple[int, ...], p: NDArray[float64]) -> bool:
        """A walk that stops as soon as too many coins are met; gates may still leave it few."""
        reached, queue, in_doubt, is_gated = set(failing), list(failing), set[int](), False
        for node in queue:
            for fed, hit, breaks, _ in self.net.outflow[node]:
                if p[fed] == 0:
                    continue
                is_gated = is_gated or breaks > 1
                if p[fed] < 1:
                    in_doubt.add(fed)
                if hit not in reached:
                    reached.add(hit)
                    queue.append(hit)
            if len(in_doubt) > MOST_COINS and not is_gated:
                return False
        return True

    def _sampled(self, asked: Sequence[Asked]) -> Iterator[NDArray[float64]]:
        from numpy import zeros

        whole, start = (1 << SAMPLES) - 1, dict[int, int]()
        for number, (failing, _) in enumerate(asked):
            for node in failing:
                start[node] = start.get(node, 0) | whole << SAMPLES * number
        down = self._flow.spread(self._coins([p for _, p in asked]), start)
        nodes = sorted(down)
        found = zeros((len(asked), len(self.net.nodes)))
        found[:, nodes] = shares([down[node] for node in nodes], len(asked), SAMPLES).T
        return iter(found)

    def _coins(self, listed: Sequence[NDArray[float64]]) -> list[int]:
        """One mask a requirement: the worlds of the first failure, then those of the next."""
        from numpy import nonzero, stack

        first, every = listed[0], stack(listed, axis=1)
        (stale,) = nonzero(self._made_at != first)
        for requirement, mask in zip(stale.tolist(), self._at(stale, first[stale]), strict=True):
            self._masks[requirement] = mask
            once = mask.to_bytes(SAMPLES // 8, "little")
            self._wide[requirement] = int.from_bytes(once * AT_ONCE, "little")
        self._made_at, wide = first, list(self._wide)
        rows, columns = nonzero(every != first[:, None])
        differing = self._at(rows, every[rows, columns])
        for row, column, mask in zip(rows.tolist(), columns.tolist(), differing, strict=True):
            wide[row] ^= (mask ^ self._masks[row]) << SAMPLES * column
        return wide

    def _at(self, requirements: NDArray[int64], chances: NDArray[float64]) -> list[int]:
        return sampled_coins(self.net.keys[requirements], chances, SAMPLES, SEED)
