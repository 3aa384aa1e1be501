"""`python -m tests.servers [--version V]`: a Neo4j to work with, until Ctrl-C."""

import argparse
import signal
import threading

from tests.servers.neo4j import LTS, neo4j_server

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--version", default=LTS)
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    with neo4j_server(parser.parse_args().version) as server:
        print(f"export NEO4J_URI={server.uri} NEO4J_USERNAME={server.username}", end=" ")
        print(f"NEO4J_PASSWORD={server.password}", flush=True)
        stopped.wait()
