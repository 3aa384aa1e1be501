"""What may be missed by no more than noise: the bars of bars.toml, and how a run is held to one.

Either side is taken in turn, so each round gives a ratio. A bar is missed when so many rounds lie
above it that, were the true median at the bar, this would come about by chance less than once in
twenty times (the sign test): five of five, seven of seven, eight of nine.
"""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import comb
from pathlib import Path
from statistics import median

FILE = Path(__file__).with_name("bars.toml")
CHANCE = 0.05


@dataclass(frozen=True)
class Bar:
    """The most that `side` may take, of what `of` takes in the same round or else as it is."""

    bench: str
    side: str
    most: float
    of: str = ""
    notes: tuple[int, ...] = ()
    unit: str = "s"

    @property
    def said(self) -> str:
        return f"{self.side} ≤ {self.most:g} {f'× {self.of}' if self.of else self.unit}"


@dataclass(frozen=True)
class Verdict:
    """A bar, and what each round gave."""

    bar: Bar
    found: Sequence[float]

    @property
    def is_missed(self) -> bool:
        return missed(self.found, self.bar.most)

    @property
    def said(self) -> str:
        if self.is_missed:
            return "MISSED"
        return "met" if median(self.found) <= self.bar.most else "missed, perhaps by noise"


def bars(bench: str) -> list[Bar]:
    rows = tomllib.loads(FILE.read_text())["bar"]
    every = [Bar(**{**row, "notes": tuple(row.get("notes", ()))}) for row in rows]
    return [bar for bar in every if bar.bench == bench]


def missed(found: Sequence[float], most: float) -> bool:
    """Whether the rounds lie above the bar by more than noise; no less than five can tell."""
    rounds, above = len(found), sum(each > most for each in found)
    by_chance = sum(comb(rounds, n) for n in range(above, rounds + 1)) / 2**rounds
    return by_chance < CHANCE


def show(verdicts: Iterable[Verdict]) -> bool:
    """A table of them; whether none is missed."""
    every = list(verdicts)
    if every:
        print("\n| bar | found: median (least to most) | |\n| --- | ---: | --- |")
    for verdict in every:
        low, middle, high = spread(verdict.found)
        print(f"| {verdict.bar.said} | {middle:.3g} ({low:.3g} to {high:.3g}) | {verdict.said} |")
    return not any(verdict.is_missed for verdict in every)


def spread(found: Sequence[float]) -> tuple[float, float, float]:
    return min(found), median(found), max(found)
