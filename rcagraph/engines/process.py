"""A query on the embedded engine in a process of its own: what breaks the engine ends only that."""

import os
import pickle
import subprocess
import sys
from collections.abc import Mapping
from contextlib import nullcontext
from tempfile import TemporaryFile
from typing import IO, Any, NamedTuple

from rcagraph.build.own_process import started
from rcagraph.engines.embedded import WHEN_TOO_LONG, EmbeddedGraph, Raw, too_long
from rcagraph.engines.sparql import EmbeddedStore
from rcagraph.engines.sparql_terms import Found
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.errors import RcaGraphError

GRACE = 2.0
"""Seconds more until the process is ended: the engine's own clock stands still while it parses."""
MODULE = "rcagraph.engines.process"
LOADED = b"+"
Answer = tuple[object, tuple[str, str] | None]
"""What was found, or the message and tip of an error."""


class Language(NamedTuple):
    """What the user can try for a query in the language."""

    when_too_long: str
    server: str
    """The option that asks one."""


CYPHER = Language(WHEN_TOO_LONG, "--on neo4j")
SPARQL = Language("Bind more of it, or add LIMIT", "--endpoint URL")


def ask(graph: KnowledgeGraph, statement: str, values: Mapping[str, object], seconds: int) -> Raw:
    """Columns and rows; `RcaGraphError` also where the engine breaks down or does not come back."""
    found: Raw = _ask(CYPHER, graph, "", statement, values, seconds)
    return found


def ask_store(graph: KnowledgeGraph, base_iri: str, statement: str, seconds: int) -> Found:
    """What a SPARQL query finds, under the same bounds; the process can open no connection."""
    found: Found = _ask(SPARQL, graph, base_iri, statement, {}, seconds)
    return found


def _ask(
    language: Language,
    graph: KnowledgeGraph,
    base_iri: str,
    statement: str,
    values: Mapping[str, object],
    seconds: int,
) -> Any:
    parts = (graph.vault, graph.nodes(), graph.edges(), graph.ontology)
    is_sparql = language is SPARQL
    request = pickle.dumps((is_sparql, parts, base_iri, statement, dict(values), seconds))
    with TemporaryFile() as complaints, started(MODULE, complaints) as process:
        try:
            answer = _answer(process, request, seconds)
            code = process.wait(GRACE)
        except subprocess.TimeoutExpired:
            raise too_long(seconds, language.when_too_long) from None
        finally:
            process.kill()
        if code:
            raise _broken_down(code, complaints, language.server)
    found, error = pickle.loads(answer)
    if error:
        raise RcaGraphError(*error)
    return found


def _broken_down(code: int, complaints: IO[bytes], server: str) -> RcaGraphError:
    """A signal ended it, as the engine's faults do; or an exception, which is ours."""
    if code < 0:
        return RcaGraphError(
            "The embedded engine broke down on the query",
            f"Ask for less at once, nest less, or ask a server with {server}",
        )
    complaints.seek(0)
    last = complaints.read().decode("utf-8", "replace").strip().rpartition("\n")[2]
    return RcaGraphError(
        f"The embedded engine did not start: {last}", "Install rcagraph anew, or report it"
    )


def _answer(process: "subprocess.Popen[bytes]", request: bytes, seconds: int) -> bytes:
    """Empty where the process broke down. The time counts from when the graph is loaded."""
    assert process.stdin
    assert process.stdout
    try:
        with process.stdin:
            process.stdin.write(request)
    except BrokenPipeError:
        return b""
    process.stdin = None
    if os.read(process.stdout.fileno(), 1) != LOADED:  # a buffer would keep more than this byte
        return b""
    return process.communicate(timeout=seconds + GRACE)[0]


def main() -> None:
    """The process itself: a request on standard input, the answer on standard output."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever the engine prints is no part of the answer
    is_sparql, parts, base_iri, statement, values, seconds = pickle.load(sys.stdin.buffer)
    vault, nodes, edges, ontology = parts
    graph = KnowledgeGraph(vault, nodes, edges, ontology)
    opened = (
        nullcontext(EmbeddedStore(graph, base_iri)) if is_sparql else EmbeddedGraph(graph, seconds)
    )
    with opened as engine:
        out.write(LOADED)
        out.flush()
        if is_sparql:
            _shut_off()
        out.write(pickle.dumps(_read(engine, statement, values)))
        out.close()


def _shut_off() -> None:
    """The store would fetch what `SERVICE` names; the text was checked, and this is the lock."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _read(
    engine: EmbeddedGraph | EmbeddedStore, statement: str, values: Mapping[str, object]
) -> Answer:
    try:
        if isinstance(engine, EmbeddedStore):
            return engine.read(statement), None
        return engine.read(statement, values), None
    except RcaGraphError as error:
        return None, (error.message, error.tip)


if __name__ == "__main__":
    main()
