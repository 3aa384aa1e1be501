"""`python -m tests.servers [neo4j|fuseki|oxigraph]`: a server to work with, until it is ended."""

import argparse
import shlex
import signal
import threading

from tests.servers import cypher_shell, stores
from tests.servers.neo4j import CURRENT, LTS, Neo4jServer, neo4j_server, prepare

ENDS = (signal.SIGINT, signal.SIGTERM)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.servers", description=__doc__)
    choices = ["neo4j", stores.FUSEKI, stores.OXIGRAPH]
    parser.add_argument("server", nargs="?", choices=choices, default="neo4j")
    parser.add_argument(
        "--version", default=LTS, help=f"of Neo4j: {LTS} (the default), {CURRENT}, …"
    )
    parser.add_argument("--prepare-only", action="store_true", help="fetch it, start nothing")
    chosen = parser.parse_args()
    for number in ENDS:
        signal.signal(number, _end)
    if chosen.server != "neo4j":
        _store(chosen.server, chosen.prepare_only)
        return
    if chosen.prepare_only:
        prepare(chosen.version)
        cypher_shell.fetch()
        return
    with neo4j_server(chosen.version) as server:
        print(_exports(server), flush=True)
        threading.Event().wait()


def _store(kind: str, prepare_only: bool) -> None:
    if prepare_only:
        stores.prepare(kind)
        return
    with stores.store_server(kind) as url:
        print(f"export RCAGRAPH_SPARQL_URL={shlex.quote(url)}", flush=True)
        threading.Event().wait()


def _exports(server: Neo4jServer) -> str:
    values = {
        "NEO4J_URI": server.uri,
        "NEO4J_USERNAME": server.username,
        "NEO4J_PASSWORD": server.password,
    }
    return "export " + " ".join(f"{name}={shlex.quote(text)}" for name, text in values.items())


def _end(*_: object) -> None:
    """Once: a second Ctrl-C must not cut the clearing up short."""
    for number in ENDS:
        signal.signal(number, signal.SIG_IGN)
    raise SystemExit(0)


if __name__ == "__main__":
    main()
