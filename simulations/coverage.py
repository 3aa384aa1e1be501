"""The tables of RESULTS.md: coverage, false alarms, power; `make simulate` prints them."""

import argparse
import platform
import sys
from collections.abc import Iterator
from importlib.metadata import version

from simulations.alarms import alarms
from simulations.impact_intervals import impact_intervals
from simulations.power import power
from simulations.rows import Row, table
from simulations.sampled import sampled
from simulations.summed import summed

PACKAGES = ("rcagraph", "numpy", "scipy")


def sections(vaults: int, seed: int) -> Iterator[tuple[str, list[Row]]]:
    yield "Coverage, summed exactly", list(summed())
    yield "Coverage, simulated", [*sampled(vaults, seed), *impact_intervals(vaults, seed)]
    yield (
        "False alarms: vaults without a pattern in which any claim is made",
        list(alarms(vaults, seed)),
    )
    yield "Power: vaults in which what was planted is found", list(power(vaults, seed))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--vaults", type=int, default=2_000, help="simulated for each row")
    parser.add_argument("--seed", type=int, default=20_251_124)
    asked = parser.parse_args()
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    print(f"{asked.vaults:,} vaults a row, seed {asked.seed}; {versions},")
    print(f"Python {platform.python_version()}.")
    missed = 0
    for title, rows in sections(asked.vaults, asked.seed):
        print(f"\n## {title}\n\n{table(rows)}", flush=True)
        missed += sum(not row.holds() for row in rows)
    print(f"\n{missed} bars missed.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
