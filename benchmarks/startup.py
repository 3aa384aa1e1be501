"""How long the command takes to start, beside a Python that does nothing: `python -c pass`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.bars import Verdict, bars, show, spread
from benchmarks.machine import machine
from benchmarks.processes import Took, timed

OURS = str(Path(sys.executable).with_name("rcagraph"))
SIDES: dict[str, Sequence[str]] = {
    "pass": (sys.executable, "-c", "pass"),
    "pass, isolated (-I)": (sys.executable, "-I", "-c", "pass"),
    "pass, without site-packages (-S)": (sys.executable, "-S", "-c", "pass"),
    "import click": (sys.executable, "-c", "import click"),
    "--version": (OURS, "--version"),
    "--help": (OURS, "--help"),
    "stats --help": (OURS, "stats", "--help"),
}
WARM_UP = 2
"""Rounds that do not count: they write and fetch byte code."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.startup", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--check", action="store_true", help="exit 1 where a bar is missed")
    asked = parser.parse_args()
    rounds = [_round() for _ in range(WARM_UP + asked.rounds)][WARM_UP:]
    print(f"{machine('rcagraph', 'click')}; {asked.rounds} rounds")
    print("\n| what | ms | least to most | CPU, ms | of `python -c pass` |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for side in SIDES:
        low, middle, high = spread([found[side].seconds * 1e3 for found in rounds])
        cpu = median(found[side].cpu for found in rounds) * 1e3
        ratio = median(_ratios(rounds, side, "pass"))
        print(f"| {side} | {middle:.0f} | {low:.0f} to {high:.0f} | {cpu:.0f} | {ratio:.1f} |")
    every = [Verdict(bar, _ratios(rounds, bar.side, bar.of)) for bar in bars("startup")]
    return int(not show(every) and asked.check)


def _round() -> dict[str, Took]:
    return {side: timed(argv) for side, argv in SIDES.items()}


def _ratios(rounds: Sequence[dict[str, Took]], side: str, of: str) -> list[float]:
    return [found[side].seconds / found[of].seconds for found in rounds]


if __name__ == "__main__":
    sys.exit(main())
