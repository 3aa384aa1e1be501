"""False alarms over whole graphs: what `recurrence` and `dependencies` claim of null vaults."""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator

import numpy as np

from rcagraph.analysis.dependencies import dependencies
from rcagraph.analysis.history import history
from rcagraph.analysis.recurrence import recurrence
from rcagraph.graph import KnowledgeGraph
from simulations.alarms import MOST
from simulations.null_graphs import CONDITIONS, null_graph
from simulations.rows import Row, table

FAMILY, SERVICE, VAULT = "R5 any family's trend", "R5 any service's trend", "R5 the vault's trend"
FIX, HOT_SPOT, PAIR = "R7 any fix", "R8 any hot spot", "R10 any pair"
HIDDEN, SILENT = "B9 any hidden edge", "B9 any silent edge"
ALWAYS = (FAMILY, SERVICE, VAULT, HIDDEN)


def claimed(graph: KnowledgeGraph) -> dict[str, bool]:
    """By kind of verdict, whether any is claimed; as the commands have them."""
    past = recurrence(graph)
    its = history(graph, past)
    assert its is not None
    needs = dependencies(graph, (family.events for family in past.every))
    said = {
        FAMILY: (family.figures.verdict for family in its.families),
        SERVICE: (service.figures.verdict for service in its.services.all),
        FIX: (fix.verdict for family in its.families for fix in family.fixes),
        HOT_SPOT: (service.verdict for service in its.services.all),
        PAIR: (verdict for _, verdict in its.pairs.seen),
        HIDDEN: (suspect.verdict for suspect in needs.suspects.seen),
        SILENT: (edge.verdict for edge in needs.silent.never_seen),
    }
    found = {what: any(each.is_claim for each in verdicts) for what, verdicts in said.items()}
    return found | {VAULT: its.whole.trend.verdict in ("worsening", "improving")}


def whole_vaults(vaults: int, seed: int) -> Iterator[Row]:
    for condition in CONDITIONS:
        yield from of_condition(condition, vaults, seed)


def of_condition(condition: str, vaults: int, seed: int) -> Iterator[Row]:
    """Where services depend on each other, that they fail together is no false alarm, nor that
    nothing begins in the dependents."""
    told, counts = CONDITIONS[condition], Counter[str]()
    rng = np.random.default_rng((seed, list(CONDITIONS).index(condition)))
    for _ in range(vaults):
        counts.update(what for what, is_so in claimed(null_graph(rng, told)).items() if is_so)
    kinds = [*ALWAYS, *([FIX] if told.are_acted_on else [])]
    kinds += [SILENT] if told.has_dependencies else [HOT_SPOT, PAIR]
    for what in kinds:
        yield Row(what, condition, counts[what] / vaults, 0.0, MOST, vaults)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--vaults", type=int, default=300, help="simulated for each condition")
    parser.add_argument("--seed", type=int, default=20_251_124)
    asked = parser.parse_args()
    began = time.monotonic()
    rows = list(whole_vaults(asked.vaults, asked.seed))
    print(f"{asked.vaults:,} graphs a condition, seed {asked.seed}, "
          f"{time.monotonic() - began:.0f} s\n\n{table(rows)}")  # fmt: skip
    return int(not all(row.holds() for row in rows))


if __name__ == "__main__":
    sys.exit(main())
