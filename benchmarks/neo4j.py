"""How long a push to Neo4j takes, beside the leanest loop by hand and the bulk import.

Every figure is one process that builds the graph, then does one thing, on a server of its own;
the sides take turns. `--uri` with NEO4J_PASSWORD names a server instead: it is WIPED, schema too.
"""

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import lean
from benchmarks.vault_graph import NOTES, vault_graph, with_one_note_changed
from rcagraph.export.neo4j import Target, export_neo4j
from rcagraph.export.neo4j.connect import driver_on
from rcagraph.graph import KnowledgeGraph
from tests.servers.neo4j import LTS, neo4j_server

Measured = dict[str, float]
WARM_UP = 500
"""Notes loaded and wiped before anything counts: a server that has just started is slow."""
SIDES = ("lean", "push", "unchanged", "changed", "bulk", "graph")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.neo4j", description=__doc__)
    parser.add_argument("--notes", type=int, default=NOTES, help=f"default {NOTES}")
    parser.add_argument("--rounds", type=int, default=3, help="default 3; medians are shown")
    parser.add_argument("--version", default=LTS, help=f"of the server, default {LTS}")
    parser.add_argument("--uri", help="a server that runs, to be wiped; no bulk import then")
    parser.add_argument("--measure", choices=SIDES, help="in a process of its own: one side")
    chosen = parser.parse_args()
    if chosen.measure:
        print(json.dumps(measure(chosen.measure, chosen.notes, chosen.version)))
        return
    with _server(chosen.version, chosen.uri) as environ:
        _wipe(_target(environ))
        _process("lean", WARM_UP, chosen.version, environ)
        found = [
            _round(chosen.notes, chosen.version, environ, bulk=not chosen.uri)
            for _ in range(chosen.rounds)
        ]
    show(found, chosen.notes, chosen.version)


@contextmanager
def _server(version: str, uri: str | None) -> Iterator[dict[str, str]]:
    """The environment in which a process finds the server."""
    if uri:
        yield {**os.environ, "NEO4J_URI": uri}
        return
    with neo4j_server(version) as server:
        yield {**os.environ, "NEO4J_URI": server.uri, "NEO4J_PASSWORD": server.password}


def _round(notes: int, version: str, environ: dict[str, str], bulk: bool) -> dict[str, Measured]:
    found = {}
    for side in SIDES:
        if side in ("lean", "push"):
            _wipe(_target(environ))
        if side != "bulk" or bulk:
            found[side] = _process(side, notes, version, environ)
            print(side, json.dumps(found[side]), file=sys.stderr)
    return found


def _process(side: str, notes: int, version: str, environ: dict[str, str]) -> Measured:
    command = [sys.executable, "-m", "benchmarks.neo4j", "--measure", side]
    command += ["--notes", str(notes), "--version", version]
    done = subprocess.run(command, env=environ, stdout=subprocess.PIPE, text=True, check=True)
    found: Measured = json.loads(done.stdout)
    return found


def _target(environ: dict[str, str]) -> Target:
    username = environ.get("NEO4J_USERNAME", "neo4j")
    return Target(environ["NEO4J_URI"], environ["NEO4J_PASSWORD"], username)


def _wipe(target: Target) -> None:
    """The nodes, the constraints and the indexes, so that every load begins alike."""
    with driver_on(target) as driver, driver.session() as session:
        for text in ("()-[n]->()", "(n)"):
            session.run(
                f"MATCH {text} CALL (n) {{ DELETE n }} IN TRANSACTIONS OF 10000 ROWS"
            ).consume()
        for what in ("CONSTRAINT", "INDEX"):
            names = session.run(
                f"SHOW {what}{'ES' if what == 'INDEX' else 'S'} YIELD name, type "
                "WHERE type <> 'LOOKUP' RETURN name"
            ).value()
            for name in names:
                session.run(f"DROP {what} `{name}`").consume()
        session.run("CALL db.clearQueryCaches()").consume()


def measure(side: str, notes: int, version: str) -> Measured:
    """Build the graph, then do what the side says; seconds of that, and our peak in MB."""
    graph = vault_graph(notes)
    if side == "changed":
        graph = with_one_note_changed(graph)
    start = time.perf_counter()
    found = {"lean": _lean, "bulk": _bulk(version), "graph": _nothing}.get(side, _push)(graph)
    total = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": total, "peak": peak, **found}


def _push(graph: KnowledgeGraph) -> Measured:
    done = export_neo4j(graph, _target(dict(os.environ)))
    return {"added": done.added, "changed": done.changed, "removed": done.removed}


def _lean(graph: KnowledgeGraph) -> Measured:
    with driver_on(_target(dict(os.environ))) as driver:
        lean.load(driver, graph)
    return {}


def _nothing(graph: KnowledgeGraph) -> Measured:
    return {"nodes": len(graph.nodes()), "edges": len(graph.edges())}


def _bulk(version: str) -> Callable[[KnowledgeGraph], Measured]:
    """Write the files, and import them into a home that is thrown away; Java's start included."""

    def run(graph: KnowledgeGraph) -> Measured:
        from rcagraph.export.neo4j.csv_files import write_neo4j_csv
        from tests.servers.imported import import_only

        with tempfile.TemporaryDirectory(prefix="rcagraph-bench-") as name:
            start = time.perf_counter()
            write_neo4j_csv(graph, Path(name))
            written = time.perf_counter() - start
            import_only(version, Path(name))
        return {"written": written}

    return run


def show(found: list[dict[str, Measured]], notes: int, version: str) -> None:
    def median(side: str, what: str = "seconds") -> float:
        return statistics.median(one[side][what] for one in found)

    size = found[0]["graph"]
    print(f"{notes} notes: {size['nodes']:,} nodes, {size['edges']:,} edges; Neo4j {version}")
    print(
        f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}; "
        f"medians of {len(found)} rounds\n"
    )
    print("| what | seconds | ratio | bar | our peak, MB |\n| --- | ---: | ---: | ---: | ---: |")
    first, hand = median("push"), median("lean")
    rows = [
        ("the leanest UNWIND/CREATE loop", "lean", "1", ""),
        ("first push", "push", f"{first / hand:.2f}", "≤ 1.5"),
        ("push of an unchanged vault", "unchanged", "", "< 1 s"),
        ("push of one changed note", "changed", "", "< 1 s"),
    ]
    if "bulk" in found[0]:
        rows.append(
            (
                "bulk: files written and imported",
                "bulk",
                f"{median('bulk') / first:.2f} of the first push",
                "",
            )
        )
    for what, side, ratio, bar in rows:
        print(f"| {what} | {median(side):.2f} | {ratio} | {bar} | {median(side, 'peak'):.0f} |")
    print(f"| the graph alone | | | | {median('graph', 'peak'):.0f} |")


if __name__ == "__main__":
    main()
