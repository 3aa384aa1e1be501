"""Where the time of a build goes, what each export and query takes, and how each grows.

Processor seconds, each size in a process of its own that does one thing after the other; notes are
read by the hundred, so that no more of them are in memory than in a build.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from math import log
from pathlib import Path
from time import process_time

from benchmarks.machine import machine
from benchmarks.vault_notes import SIZE, VaultNotes
from rcagraph.analysis.checks import check
from rcagraph.analysis.counts import counts
from rcagraph.engines.embedded import EmbeddedGraph
from rcagraph.engines.named import QUERIES
from rcagraph.engines.run import run_named
from rcagraph.export.registry import EXPORTERS, FOLDER_EXPORTERS
from rcagraph.extract import declared, extract
from rcagraph.graph import KnowledgeGraph
from rcagraph.graph.join import join
from rcagraph.model.collector import collector_paused
from rcagraph.model.diagnostics import Diagnostic
from rcagraph.model.facts import Fact
from rcagraph.profile import Profile, built_in
from rcagraph.vault.front_matter import read_front_matter
from rcagraph.vault.markdown import read_markdown
from rcagraph.vault.read import bytes_at, parse_note
from rcagraph.vault.walk import walk

AT_ONCE = 100
READ_WHOLE = "a note (front matter, Markdown and the rest)"
"""Beside it stand its two parts, each measured alone."""


class Clock:
    """Processor seconds by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        began = process_time()
        yield
        self.seconds[stage] += process_time() - began


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stages", description=__doc__)
    parser.add_argument("--notes", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--size", type=int, default=SIZE, help=f"bytes, default {SIZE}")
    parser.add_argument("--of", type=Path, help="in a process of its own: one vault, as JSON")
    asked = parser.parse_args()
    if asked.of:
        print(json.dumps(stages(asked.of)))
        return 0
    print(machine("rcagraph", "pyromark", "PyYAML", "ladybug", "pyoxigraph"))
    _show(asked.notes, [_apart(notes, asked.size) for notes in asked.notes])
    return 0


def _apart(notes: int, size: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="rcagraph-bench-") as folder:
        VaultNotes(notes, size=size).write(Path(folder))
        run = [sys.executable, "-m", "benchmarks.stages", "--of", folder]
        told = subprocess.run(run, check=True, stdout=subprocess.PIPE, text=True).stdout
    found: dict[str, float] = json.loads(told)
    return found


def stages(root: Path) -> dict[str, float]:
    clock = Clock()
    with clock("profile"):
        profile = built_in()
    with clock("walk"):
        paths = walk(root, profile.vault.include, profile.vault.exclude, profile.vault.root).value
    with collector_paused():
        facts = _facts(root, paths, profile, clock)
        with clock("join"):
            graph = join(chain(declared(profile, ""), facts), profile).graph
    with clock("stats"):
        counts(graph), list(check(graph))
    _exports(graph, clock)
    _queries(graph, clock)
    return clock.seconds


def _facts(root: Path, paths: Sequence[str], profile: Profile, clock: Clock) -> list[Fact]:
    found = list[Fact]()
    dialects, encodings = profile.vault.front_matter, profile.vault.encodings
    for at in range(0, len(paths), AT_ONCE):
        some = paths[at : at + AT_ONCE]
        with clock("read"):
            data = [bytes_at(root, path) for path in some]
        whole = [(p, bytes_) for p, bytes_ in zip(some, data, strict=True)
                 if not isinstance(bytes_, Diagnostic)]  # fmt: skip
        with clock("— front matter alone"):
            fronts = [read_front_matter(p, bytes_.decode(), dialects).value for p, bytes_ in whole]
        with clock("— Markdown alone"):
            _each(lambda front: read_markdown(front.body, front.body_line), fronts)
        with clock(READ_WHOLE):
            notes = [parse_note(p, bytes_, dialects, encodings).value for p, bytes_ in whole]
        with clock("extract"):
            said = [one for note in notes for one in extract(note, profile)]
        found += (one for one in said if not isinstance(one, Diagnostic))
    return found


def _each(work: Callable[..., object], over: Sequence[object]) -> None:
    for one in over:
        work(one)


def _exports(graph: KnowledgeGraph, clock: Clock) -> None:
    with tempfile.TemporaryDirectory(prefix="rcagraph-bench-") as folder:
        for exporter in (*EXPORTERS, *FOLDER_EXPORTERS):
            for suffix in exporter.suffixes[:1] or ("",):
                place = Path(folder) / f"{exporter.name.replace(' ', '-')}{suffix}"
                with clock(f"export: {exporter.name}{f' ({suffix})' if suffix else ''}"):
                    exporter.write(graph, place)
    with clock("embedded engine: load"):
        embedded = EmbeddedGraph(graph)
    embedded.close()


def _queries(graph: KnowledgeGraph, clock: Clock) -> None:
    """Of the service that most depend on, where a query asks for one."""
    most = max(graph.nodes("Service"), key=lambda node: len(graph.into(node.key, "DEPENDS_ON")))
    for query in QUERIES:
        asked = {"service": most.name} if any(p.name == "service" for p in query.parameters) else {}
        with clock(f"query: {query.name}"):
            run_named(query.name, asked, graph)


def _show(sizes: Sequence[int], every: Sequence[dict[str, float]]) -> None:
    """With the power of the number of notes by which a stage grew from each size to the next."""
    heads = [f"{sizes[0]}", *(f"{size} | grew by n^" for size in sizes[1:])]
    print("\n| stage | " + " | ".join(heads) + " |")
    print("| --- |" + " ---: |" * (2 * len(sizes) - 1))
    for stage in every[0]:
        cells = [f"{every[0][stage]:.3f}"]
        for n in range(1, len(sizes)):
            before, after = every[n - 1][stage], every[n][stage]
            power = log(after / before) / log(sizes[n] / sizes[n - 1]) if before > 0.005 else None
            cells += [f"{after:.3f}", "" if power is None else f"{power:.2f}"]
        print(f"| {stage} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    sys.exit(main())
