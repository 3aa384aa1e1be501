"""What a what-if changes: the chances as things are and after it, in the same worlds."""

from dataclasses import dataclass

from rcagraph.analysis.impact.study import Study
from rcagraph.analysis.impact.worlds import Worlds, sampled_worlds
from rcagraph.graph import Node


@dataclass(frozen=True, slots=True)
class Comparison:
    """One node, as things are and under the what-if."""

    node: Node
    before: float
    after: float
    is_exact: bool
    """Else both are shares of the same sampled worlds: their difference is nearly free of noise,
    and a cut never makes it seem that things get worse."""

    @property
    def change(self) -> float:
        return self.after - self.before


def compared(before: Study, after: Study, samples: int, seed: int) -> tuple[Comparison, ...]:
    """Every node that may be hit in either; the greatest change first."""
    hit = {s.net.nodes[n].key: s.net.nodes[n] for s in (before, after) for n in s.found.chances}
    worlds = [_sampled(study, samples, seed) for study in (before, after)]
    found = []
    for key, node in hit.items():
        both = [study.chance(key) for study in (before, after)]
        is_exact = all(one.simulation is None for one in both)
        before_it, after_it = (one.estimate for one in both)
        if not is_exact:
            numbers = (study.net.number.get(key, -1) for study in (before, after))
            before_it, after_it = (
                seen.share(seen.down.get(n, 0)) for seen, n in zip(worlds, numbers, strict=True)
            )
        found.append(Comparison(node, before_it, after_it, is_exact))
    return tuple(sorted(found, key=lambda c: (-abs(round(c.change, 9)), c.node.name, c.node.key)))


def _sampled(study: Study, samples: int, seed: int) -> Worlds:
    if not study.found.worlds.is_exact:
        return study.found.worlds
    return sampled_worlds(study.found.live, samples, seed)
