"""Exports beside each library's own fastest way for the same rows, in turn, in one process.

Ours begin with the graph as notes gave it. The libraries begin with what is made beforehand: a
networkx graph, or the same records in Python. What nobody has at hand is shown too, without a bar:
ready text, Parquet files of the engine's own making. Processor seconds of the best of some, a ratio
for each round.
"""

import argparse
import csv
import gc
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import ladybug
import msgspec
import networkx as nx
import pandas as pd

from benchmarks import peers
from benchmarks.bars import Verdict, bars, show
from benchmarks.machine import machine
from benchmarks.records import ENDS, records_of
from benchmarks.vault_notes import VaultNotes
from rcagraph.api import load
from rcagraph.engines import embedded
from rcagraph.export.graphml import write_graphml
from rcagraph.export.neo4j.csv_files import write_neo4j_csv
from rcagraph.export.node_link import write_node_link
from rcagraph.graph import KnowledgeGraph

Work = Callable[[], object]
Pair = tuple[Work, dict[str, Work]]
"""Ours, and by their names what it is held against."""
BEST_OF = 3


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.exports", description=__doc__)
    parser.add_argument("--notes", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=5, help="default 5, the least that can tell")
    parser.add_argument("--check", action="store_true", help="exit 1 where a bar is missed")
    asked = parser.parse_args()
    sys.path.append(str(peers.LIBRARIES))
    with tempfile.TemporaryDirectory(prefix="rcagraph-bench-") as name:
        folder = Path(name)
        VaultNotes(asked.notes).write(folder / "vault")
        graph = load(folder / "vault", cache=False).graph
        print(machine("rcagraph", "networkx", "msgspec", "ladybug", "pandas"))
        print(f"{asked.notes} notes: {graph}")
        sides = dict(_sides(graph, folder))
        rounds = [_round(sides) for _ in range(asked.rounds)]
    met = _show(rounds, {ours: list(theirs) for ours, (_, theirs) in sides.items()})
    return int(asked.check and not met)


def _sides(graph: KnowledgeGraph, folder: Path) -> Iterator[tuple[str, Pair]]:
    """Ours by what it writes, and what it is held against."""
    ours = {name: folder / f"ours-{name}" for name in ("JSON", "GraphML", "CSV")}
    write_node_link(graph, ours["JSON"])
    yield "JSON", (lambda: write_node_link(graph, ours["JSON"]), _json(ours["JSON"], folder))
    write_graphml(graph, ours["GraphML"])
    theirs = _graphml(ours["GraphML"], folder)
    yield "GraphML", (lambda: write_graphml(graph, ours["GraphML"]), theirs)
    write_neo4j_csv(graph, ours["CSV"])
    theirs = {"csv.writer": _csv(graph, folder), "csv.writer, ready": _ready(ours["CSV"], folder)}
    yield "CSV", (lambda: write_neo4j_csv(graph, ours["CSV"]), theirs)
    theirs = {"pandas and COPY": _frames(graph), "COPY from Parquet": _parquet(graph, folder)}
    yield "embedded", (lambda: embedded.EmbeddedGraph(graph).close(), theirs)


def _json(ours: Path, folder: Path) -> dict[str, Work]:
    data = json.loads(ours.read_bytes())
    graph: nx.MultiDiGraph[str] = nx.node_link_graph(data, edges="edges")
    file = folder / "theirs.json"

    def from_graph() -> None:
        text = json.dumps(nx.node_link_data(graph, edges="edges"), ensure_ascii=False)
        file.write_text(text, "utf-8")

    return {
        "json.dumps of node_link_data": from_graph,
        "json.dumps": lambda: file.write_text(json.dumps(data, ensure_ascii=False), "utf-8"),
        "msgspec": lambda: file.write_bytes(msgspec.json.encode(data)),
    }


def _graphml(ours: Path, folder: Path) -> dict[str, Work]:
    graph = nx.read_graphml(ours, force_multigraph=True)
    file = str(folder / "theirs.graphml")
    sides: dict[str, Work] = {"write_graphml_xml": lambda: nx.write_graphml_xml(graph, file)}
    try:
        import lxml  # noqa: F401
    except ImportError:
        print(f"without write_graphml_lxml: lxml is missing, {peers.HOW}", file=sys.stderr)
    else:
        sides["write_graphml_lxml"] = lambda: nx.write_graphml_lxml(graph, file)
    return sides


def _csv(graph: KnowledgeGraph, folder: Path) -> Work:
    """Every record a row, a list of texts one cell; ours has a fingerprint in each row besides."""
    theirs = folder / "theirs-csv-records"
    theirs.mkdir()
    tables = records_of(graph)

    def write() -> None:
        for number, table in enumerate(tables):
            with (theirs / f"{number}.csv").open("w", encoding="utf-8", newline="") as stream:
                csv.writer(stream).writerows(
                    [_as_cell(record.get(name)) for name in table.columns]
                    for record in table.records
                )

    return write


def _as_cell(value: object) -> object:
    return "\x1f".join(value) if isinstance(value, tuple) else value


def _ready(ours: Path, folder: Path) -> Work:
    rows = dict[str, list[list[str]]]()
    for file in ours.glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as stream:
            rows[file.name] = list(csv.reader(stream))
    theirs = folder / "theirs-csv"
    theirs.mkdir()

    def write() -> None:
        for name, some in rows.items():
            with (theirs / name).open("w", encoding="utf-8", newline="") as stream:
                csv.writer(stream).writerows(some)

    return write


def _frames(graph: KnowledgeGraph) -> Work:
    """The way without a file that the engine's manual shows."""
    tables = records_of(graph)

    def load_all() -> None:
        with _database(graph) as connection:
            for table in tables:
                data = {
                    camel: [_plain(record.get(name)) for record in table.records]
                    for name, camel in table.columns.items()
                }
                columns = ", ".join(f"`{name}`" for name in data if name not in ENDS)
                connection.execute(
                    f"COPY `{table.name}`({columns}) FROM $frame {table.options}",
                    {"frame": pd.DataFrame(data)},
                )

    return load_all


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


@contextmanager
def _database(graph: KnowledgeGraph) -> Iterator[ladybug.Connection]:
    """An empty one with our tables, as our own is."""
    database = ladybug.Database(":memory:", max_num_threads=1, max_db_size=embedded.MOST_BYTES)
    connection = ladybug.Connection(database)
    for statement in embedded.schema(graph.ontology):
        connection.execute(statement)
    yield connection
    connection.close()
    database.close()


def _parquet(graph: KnowledgeGraph, folder: Path) -> Work:
    """The engine loads what it has written itself, into the same tables."""
    copies: list[str] = []
    with embedded.EmbeddedGraph(graph) as loaded:
        for what, query, options in _tables(graph):
            file = folder / f"{len(copies)}.parquet"
            loaded.read(f"COPY ({query}) TO '{file}'", {})
            copies.append(f"COPY `{what}` FROM '{file}' {options}")

    def load_all() -> None:
        with _database(graph) as connection:
            for statement in copies:
                connection.execute(statement)

    return load_all


def _tables(graph: KnowledgeGraph) -> Iterator[tuple[str, str, str]]:
    """What each holds as a query of the engine, and how it is loaded."""
    for kind in graph.ontology.nodes:
        columns = ", ".join(f"n.`{p.camel}`" for p in graph.ontology.node_properties(kind))
        if graph.nodes(kind):
            yield kind, f"MATCH (n:`{kind}`) RETURN {columns}", ""
    for type_ in graph.ontology.edges:
        columns = ", ".join(f"e.`{p.camel}`" for p in graph.ontology.edge_properties(type_))
        for a, b in sorted({(e.source.kind, e.target.kind) for e in graph.edges(type_)}):
            found = f"MATCH (a:`{a}`)-[e:`{type_}`]->(b:`{b}`) RETURN a.uid, b.uid, {columns}"
            yield type_, found, f"(from='{a}', to='{b}')"


def _round(sides: Mapping[str, Pair]) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, (ours, theirs) in sides.items():
        for side, work in {name: ours, **theirs}.items():
            found[side] = min(_seconds(work) for _ in range(BEST_OF))
    return found


def _seconds(work: Work) -> float:
    gc.collect()
    began = time.process_time()
    work()
    return time.process_time() - began


def _show(rounds: list[dict[str, float]], sides: Mapping[str, list[str]]) -> bool:
    print("\n| what | ours, s | beside | theirs, s | ratio |\n| --- | ---: | --- | ---: | ---: |")
    for name, others in sides.items():
        for other in others:
            ratio = median(found[name] / found[other] for found in rounds)
            mine, its = (median(found[side] for found in rounds) for side in (name, other))
            print(f"| {name} | {mine:.3f} | {other} | {its:.3f} | {ratio:.2f} |")
    return show(
        Verdict(bar, [found[bar.side] / found[bar.of] for found in rounds])
        for bar in bars("exports")
        if bar.of in rounds[0]
    )


if __name__ == "__main__":
    sys.exit(main())
