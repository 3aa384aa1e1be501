"""RDF: a graph of a million triples written, against oxigraph writing the same from memory.

Both sides in one run and one process, in turn, the best of some rounds; peak memory is of a process
of its own that does nothing but write. `python -m benchmarks.rdf`.
"""

import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from benchmarks.vault_graph import vault_graph
from rcagraph.export.rdf.files import write_rdf
from rcagraph.graph import KnowledgeGraph

NOTES = 5_200
ROUNDS = 5
FORMATS = {".nt": ox.RdfFormat.N_TRIPLES, ".ttl": ox.RdfFormat.TURTLE}
BAR, MEGABYTES = 3.0, 300


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def peak(suffix: str) -> int:
    """Megabytes of a process that makes the graph and writes it."""
    run = [sys.executable, "-m", "benchmarks.rdf", "--write", suffix]
    return int(subprocess.run(run, check=True, capture_output=True, text=True).stdout)


def write_only(suffix: str) -> None:
    graph = vault_graph(NOTES)
    with TemporaryDirectory() as folder:
        write_rdf(graph, Path(folder) / f"graph{suffix}")
    # Not getrusage: what that says of a child begins with the size of its parent.
    status = Path("/proc/self/status").read_text()
    print(int(re.search(r"VmHWM:\s+(\d+)", status)[1]) // 1024)


def compare(graph: KnowledgeGraph, store: ox.Store, suffix: str, folder: Path) -> bool:
    """Whether both bars are met."""
    format_, ours, theirs = FORMATS[suffix], folder / f"ours{suffix}", str(folder / "theirs")
    listed = [quad.triple for quad in store]
    sides: dict[str, Callable[[], object]] = {
        "ours": lambda: write_rdf(graph, ours),
        "store": lambda: store.dump(theirs, format_, from_graph=ox.DefaultGraph()),
        "list": lambda: ox.serialize(listed, theirs, format_),
    }
    rounds = [{side: seconds(work) for side, work in sides.items()} for _ in range(ROUNDS)]
    best = {side: min(found[side] for found in rounds) for side in sides}
    ratio, megabytes = best["ours"] / best["store"], peak(suffix)
    met = ratio <= BAR and megabytes < MEGABYTES
    print(
        f"{suffix}: ours {best['ours']:.2f} s; oxigraph from its store {best['store']:.2f} s "
        f"(ratio {ratio:.2f}, bar {BAR:g}), from a list of its triples {best['list']:.2f} s "
        f"(ratio {best['ours'] / best['list']:.1f}); peak {megabytes} MB (bar {MEGABYTES}): "
        f"{'met' if met else 'MISSED'}"
    )
    return met


def main() -> int:
    graph = vault_graph(NOTES)
    with TemporaryDirectory() as folder:
        lines = Path(folder) / "graph.nt"
        write_rdf(graph, lines)
        store = ox.Store()
        store.bulk_load(path=str(lines), format=ox.RdfFormat.N_TRIPLES)
        print(f"{len(store):,} triples, {lines.stat().st_size / 1e6:.0f} MB of N-Triples")
        met = [compare(graph, store, suffix, Path(folder)) for suffix in FORMATS]
    return int(not all(met))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--write"]:
        write_only(sys.argv[2])
    else:
        sys.exit(main())
