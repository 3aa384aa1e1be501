"""How long a push to Neo4j takes, beside the leanest loop by hand and the bulk import.

Every figure is one fresh process that builds the graph and then does one thing; the clock runs from
there, over the driver's import too. The sides take turns on a server that the run starts.
`--uri` with NEO4J_PASSWORD names a server instead: it is WIPED, schema too.
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
from typing import NamedTuple

from benchmarks import lean
from benchmarks.vault_graph import NOTES, vault_graph, with_one_note_changed
from rcagraph.cli.driver import load_driver
from rcagraph.export.neo4j import Target, export_neo4j
from rcagraph.export.neo4j.connect import driver_on
from rcagraph.graph import KnowledgeGraph
from tests.servers.neo4j import LTS, neo4j_server

Measured = dict[str, float]
WARM_UP = 500
"""Notes for a round that does not count: a server that has just started is slow."""
ON_THE_SERVER = ("lean", "push", "unchanged", "changed", "again")
CPU = """\
CALL dbms.queryJmx('java.lang:type=OperatingSystem') YIELD attributes
RETURN attributes.ProcessCpuTime.value / 1e9
"""


class Bar(NamedTuple):
    """The most that a side may take."""

    most: float
    of: str = ""
    """The side that it is measured by; empty for seconds."""

    def __str__(self) -> str:
        return f"≤ {self.most:g} of {self.of}" if self.of else f"< {self.most:g} s"

    def is_met(self, found: float) -> bool:
        return found <= self.most if self.of else found < self.most


WHAT = {
    "lean": "the leanest UNWIND/CREATE loop",
    "push": "first push",
    "unchanged": "push of an unchanged vault",
    "changed": "push of one changed note, the server's first such",
    "again": "push of one changed note, the next",
    "bulk": "bulk: files written and imported",
    "graph": "the graph alone",
}
BARS = {"push": Bar(1.5, "lean"), "unchanged": Bar(1), "changed": Bar(1), "again": Bar(1)}
"""A server plans a statement once; of small pushes only its first, after a load, pays for that."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.neo4j", description=__doc__)
    parser.add_argument("--notes", type=int, default=NOTES, help=f"default {NOTES}")
    parser.add_argument("--rounds", type=int, default=3, help="default 3; medians are shown")
    parser.add_argument("--version", default=LTS, help=f"of the server, default {LTS}")
    parser.add_argument("--uri", help="a server that runs, to be wiped; no bulk import then")
    parser.add_argument("--measure", choices=WHAT, help="in a process of its own: one side")
    parser.add_argument("--check", action="store_true", help="exit 1 where a bar is missed")
    chosen = parser.parse_args()
    if chosen.measure:
        print(json.dumps(measure(chosen.measure, chosen.notes, chosen.version)))
        return 0
    with _server(chosen.version, chosen.uri) as environ:
        _round(WARM_UP, chosen.version, environ, bulk=False)
        found = [
            _round(chosen.notes, chosen.version, environ, bulk=not chosen.uri)
            for _ in range(chosen.rounds)
        ]
    are_met = show(found, chosen.notes, chosen.version)
    return int(chosen.check and not are_met)


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
    for side in WHAT:
        if side in ("lean", "push"):
            _wipe(_target(environ))
        if side != "bulk" or bulk:
            before = _server_cpu(environ)
            found[side] = _process(side, notes, version, environ)
            found[side]["server"] = _server_cpu(environ) - before
            print(side, json.dumps(found[side]), file=sys.stderr)
    return found


def _process(side: str, notes: int, version: str, environ: dict[str, str]) -> Measured:
    command = [sys.executable, "-m", "benchmarks.neo4j", "--measure", side]
    command += ["--notes", str(notes), "--version", version]
    done = subprocess.run(command, env=environ, stdout=subprocess.PIPE, text=True, check=True)
    found: Measured = json.loads(done.stdout)
    return found


def _server_cpu(environ: dict[str, str]) -> float:
    """Seconds of a core that the server has used so far."""
    with driver_on(_target(environ)) as driver:
        return float(driver.execute_query(CPU).records[0].value())


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
    """Build the graph, then do what the side says: seconds of that, ours of a core, peak in MB."""
    graph = vault_graph(notes)
    if side == "changed":
        graph = with_one_note_changed(graph)
    start, begun = time.perf_counter(), time.process_time()
    if side in ON_THE_SERVER:
        load_driver()  # as the commands do
    found = {"lean": _lean, "bulk": _bulk(version), "graph": _nothing}.get(side, _push)(graph)
    total, cpu = time.perf_counter() - start, time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": total, "cpu": cpu, "peak": peak, **found}


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


def show(found: list[dict[str, Measured]], notes: int, version: str) -> bool:
    """Print a table; whether every bar is met."""

    def median(side: str, what: str = "seconds") -> float:
        return statistics.median(one[side][what] for one in found)

    size = found[0]["graph"]
    print(f"{notes} notes: {size['nodes']:,} nodes, {size['edges']:,} edges; Neo4j {version}")
    print(
        f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"load average {os.getloadavg()[1]:.1f}; medians of {len(found)} rounds\n"
    )
    print("| what | seconds | our CPU | server's | our peak, MB | bar | found |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    are_met = True
    for side, what in WHAT.items():
        if side not in found[0]:
            continue
        bar, judged = BARS.get(side), ""
        if bar:
            share = median(side) / (median(bar.of) if bar.of else 1)
            are_met &= bar.is_met(share)
            judged = f"{share:.2f}, {'met' if bar.is_met(share) else 'MISSED'}"
        server = f"{median(side, 'server'):.2f}" if side in ON_THE_SERVER else ""
        print(
            f"| {what} | {median(side):.2f} | {median(side, 'cpu'):.2f} | {server} "
            f"| {median(side, 'peak'):.0f} | {bar or ''} | {judged} |"
        )
    return are_met


if __name__ == "__main__":
    sys.exit(main())
