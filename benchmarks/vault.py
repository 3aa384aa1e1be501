"""How long a vault takes from cold and from the cache, beside what a user would pick instead.

Whole processes, each side in turn in every round, on notes that a seed makes. `hyalo summary` reads
links only, in parallel; obsidiantools reads notes and links (`connect()`, no `gather()`); the floor
is a loop of one process that parses YAML and finds links by a regex. Peak memory is of a run that
is not timed, which also warms the file cache.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks import peers
from benchmarks.bars import Bar, Verdict, bars, show, spread
from benchmarks.machine import machine
from benchmarks.processes import Took, peak_megabytes, timed
from benchmarks.vault_notes import SIZE, VaultNotes

OURS = str(Path(sys.executable).with_name("rcagraph"))
CONNECT = """\
import sys
from pathlib import Path
from obsidiantools.api import Vault
Vault(Path(sys.argv[1])).connect()
"""
SETTLING = 2.1
"""Seconds after which our cache takes a file that was just written for settled."""
LONG = 1_000
"""Notes of which obsidiantools takes some seconds; ten times as many take minutes."""


@dataclass(frozen=True)
class Side:
    """A process to be measured."""

    argv: Sequence[str]
    what: str
    before: Callable[[], None] = lambda: None
    environ: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))


@dataclass
class Found:
    """What the rounds gave at one size."""

    notes: int
    megabytes: dict[str, float]
    rounds: list[dict[str, Took]]

    def seconds(self, side: str) -> list[float]:
        return [found[side].seconds for found in self.rounds]

    def ratios(self, side: str, of: str) -> list[float]:
        return [found[side].seconds / found[of].seconds for found in self.rounds]


def main() -> int:
    asked = _asked()
    hyalo, other = peers.hyalo(asked.hyalo), peers.obsidiantools(asked.obsidiantools)
    absent = [n for n, found in (("hyalo", hyalo), ("obsidiantools", other)) if not found]
    known = {"hyalo": peers.hyalo_version(hyalo)} if hyalo else {}
    if other:
        known["obsidiantools"] = peers.version_of(other, "obsidiantools")
    print(machine("rcagraph", "pyromark", "PyYAML", "msgspec", **known))
    print(f"{asked.rounds} rounds; incidents of {asked.size} bytes or a little more; seed 1")
    verdicts = list[Verdict]()
    every = list[Found]()
    for notes in asked.notes:
        found = _at(notes, asked, hyalo, other if notes <= asked.obsidiantools_up_to else None)
        every.append(found)
        verdicts += [Verdict(bar, of) for bar in bars("vault") if (of := _held(bar, found))]
    _growth(every)
    is_met = show(verdicts)
    held = {verdict.bar for verdict in verdicts}
    for bar in (bar for bar in bars("vault") if bar not in held):
        sizes = " or ".join(map(str, bar.notes)) or "any number of"
        print(f"not looked at: {bar.said} (with {sizes} notes and both sides)", file=sys.stderr)
    for name in absent:
        print(f"{name} is missing, and what is measured by it: {peers.HOW}", file=sys.stderr)
    return 2 if asked.check and absent else int(asked.check and not is_met)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.vault", description=__doc__)
    parser.add_argument("--notes", type=int, nargs="+", default=[1_000, 10_000, 20_000])
    parser.add_argument("--rounds", type=int, default=5, help="default 5, the least that can tell")
    parser.add_argument("--size", type=int, default=SIZE, help=f"bytes, default {SIZE}")
    parser.add_argument("--hyalo", help="the program; else $HYALO, build/peers, or the path")
    parser.add_argument("--obsidiantools", help="a Python that has it; else as for hyalo")
    parser.add_argument("--obsidiantools-up-to", type=int, default=LONG, metavar="NOTES")
    parser.add_argument(
        "--check", action="store_true", help="exit 1 where a bar is missed, 2 without a peer"
    )
    return parser.parse_args()


def _at(notes: int, asked: argparse.Namespace, hyalo: str | None, other: str | None) -> Found:
    with tempfile.TemporaryDirectory(prefix="rcagraph-bench-") as folder:
        root = Path(folder) / "vault"
        VaultNotes(notes, size=asked.size).write(root)
        time.sleep(SETTLING)
        sides = _sides(root, Path(folder) / "cache", hyalo, other)
        found = Found(notes, {}, [])
        for name, side in sides.items():
            side.before()
            found.megabytes[name] = peak_megabytes(side.argv, side.environ)
        for _ in range(asked.rounds):
            found.rounds.append({name: _run(side) for name, side in sides.items()})
    _show(found, {name: side.what for name, side in sides.items()})
    return found


def _sides(root: Path, cache: Path, hyalo: str | None, other: str | None) -> dict[str, Side]:
    stats = [OURS, "stats", "--vault", str(root)]
    environ = {**os.environ, "RCAGRAPH_CACHE_DIR": str(cache)}
    note = max((root / "RCAs").iterdir())
    text = note.read_text("utf-8")

    def forgotten() -> None:
        shutil.rmtree(cache, ignore_errors=True)
        note.write_text(text, "utf-8")

    def changed() -> None:
        note.write_text(f"{text}\nSeen again at {time.time_ns()}.\n", "utf-8")

    sides = {
        "cold": Side([*stats, "--no-cache"], "`rcagraph stats --no-cache`"),
        "alone": Side([*stats, "--no-cache", "--jobs", "1"], "the same, one process"),
        "filling": Side(stats, "`rcagraph stats`, nothing cached", forgotten, environ),
        "unchanged": Side(stats, "again, no note changed", environ=environ),
        "changed": Side(stats, "again, one note changed", changed, environ),
        "floor": Side(
            [sys.executable, str(Path(__file__).with_name("floor.py")), str(root)],
            "one Python loop: read, YAML, regex",
        ),
    }
    if hyalo:
        argv = [hyalo, "summary", "--dir", str(root)]
        sides["hyalo"] = Side(argv, "`hyalo summary`")
    if other:
        argv = [other, "-c", CONNECT, str(root)]
        sides["obsidiantools"] = Side(argv, "obsidiantools `connect()`")
    return sides


def _run(side: Side) -> Took:
    side.before()
    return timed(side.argv, side.environ)


def _show(found: Found, what: Mapping[str, str]) -> None:
    print(f"\n{found.notes} notes:\n")
    print("| what | seconds | least to most | CPU | peak, MB | of hyalo | of the floor |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name in found.rounds[0]:
        low, middle, high = spread(found.seconds(name))
        cpu = median(each[name].cpu for each in found.rounds)
        print(
            f"| {what[name]} | {middle:.2f} | {low:.2f} to {high:.2f} | {cpu:.2f} "
            f"| {found.megabytes[name]:.0f} | {_of(found, name, 'hyalo')} "
            f"| {_of(found, name, 'floor')} |"
        )


def _of(found: Found, side: str, other: str) -> str:
    return f"{median(found.ratios(side, other)):.2f}" if other in found.rounds[0] else "?"


def _held(bar: Bar, found: Found) -> list[float]:
    """What the bar is compared with; nothing where it does not apply, or its peer is missing."""
    if (bar.notes and found.notes not in bar.notes) or bar.side not in found.rounds[0]:
        return []
    if bar.unit == "MB":
        return [found.megabytes[bar.side]]
    if not bar.of:
        return found.seconds(bar.side)
    return found.ratios(bar.side, bar.of) if bar.of in found.rounds[0] else []


def _growth(every: Sequence[Found]) -> None:
    """Microseconds a note at each size: the same where time grows as the notes do."""
    if len(every) < 2:
        return
    print("\n| microseconds a note | " + " | ".join(f"{f.notes}" for f in every) + " |")
    print("| --- |" + " ---: |" * len(every))
    for name in every[0].rounds[0]:
        sizes = (f"{median(f.seconds(name)) / f.notes * 1e6:.0f}" if name in f.rounds[0] else ""
                 for f in every)  # fmt: skip
        print(f"| {name} | " + " | ".join(sizes) + " |")


if __name__ == "__main__":
    sys.exit(main())
