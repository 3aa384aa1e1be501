"""Somebody else at work in a SPARQL store, and all that it holds, for tests on a real server."""

import pyoxigraph as ox

from rcagraph.export.rdf.endpoint import Endpoint
from rcagraph.export.rdf.http import request
from rcagraph.export.rdf.protocol import connect, query

SECONDS = 60.0


def update(store: Endpoint, text: str) -> None:
    headers = {"Content-Type": "application/sparql-update"}
    address = connect(store, SECONDS).update
    with request(store, "POST", address, headers, SECONDS, text.encode()) as answer:
        answer.read()


def clear(store: Endpoint) -> None:
    update(store, "CLEAR ALL")


def contents(store: Endpoint, graph: str = "") -> list[str]:
    """The triples of a named graph, or of the default graph."""
    text = f"SELECT * {{ {f'GRAPH <{graph}>' if graph else ''} {{ ?s ?p ?o }} }}"
    return sorted(f"{row['s']} {row['p']} {row['o']}" for row in solutions(store, text))


def graphs(store: Endpoint) -> list[str]:
    text = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    return sorted(str(row["g"]) for row in solutions(store, text))


def solutions(store: Endpoint, text: str) -> list[ox.QuerySolution]:
    found = query(connect(store, SECONDS), text, "", SECONDS)
    assert isinstance(found, ox.QuerySolutions)
    return list(found)
