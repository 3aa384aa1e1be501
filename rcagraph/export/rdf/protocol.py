"""The SPARQL 1.1 Protocol, reading side: what is sent is `query=`, by POST, and nothing else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlencode

from rcagraph.export.rdf.endpoint import Endpoint, Services, candidates
from rcagraph.export.rdf.http import ADDRESS, HTML, Answer, Refused, request
from rcagraph.model.errors import RcaGraphError

if TYPE_CHECKING:
    import pyoxigraph as ox

    Found = ox.QuerySolutions | ox.QueryBoolean | list[ox.Triple]

T = TypeVar("T")

ROWS = "application/sparql-results+json, application/sparql-results+xml;q=0.8"
GRAPHS = "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.6"
FORM = "application/x-www-form-urlencoded"
MOST_BYTES = 1 << 28
"""Of an answer, which is held in memory."""
PROBE = "ASK { }"


def connect(endpoint: Endpoint, seconds: float) -> Services:
    """The store, once it has answered a query; `RcaGraphError` where nothing there does."""
    refusals: list[RcaGraphError] = []
    for services in candidates(endpoint):
        try:
            query(services, PROBE, "", seconds)
            return services
        except NoAnswer as error:
            refusals.append(error)
        except Refused as error:
            if error.status in (401, 403) or 300 <= error.status < 400:
                raise
            refusals.append(error)
    pages = [error for error in refusals if isinstance(error, NoAnswer)]
    said = next(iter(pages), refusals[-1])
    raise RcaGraphError(
        f"No SPARQL store answers at {endpoint}: {_reason(said)}",
        "Name that of the store or of its query service, like http://HOST:3030/DATASET (Fuseki) "
        "or http://HOST:7878 (Oxigraph)",
    )


class NoAnswer(RcaGraphError):
    """A success that is no answer to a query."""


def _reason(error: RcaGraphError) -> str:
    if isinstance(error, Refused):
        return "nothing is there" if error.status == 404 else f"status {error.status}"
    return error.message


def query(services: Services, text: str, graph: str, seconds: float) -> "Found":
    """What a query finds. It asks the named graph alone, where one is given."""
    import pyoxigraph as ox

    with _asked(services, text, graph, seconds) as answer:
        if rows := ox.QueryResultsFormat.from_media_type(answer.media_type or "-"):
            return _read(answer, lambda data: ox.parse_query_results(data, rows))
        if triples := ox.RdfFormat.from_media_type(answer.media_type or "-"):
            return _read(answer, lambda data: [q.triple for q in ox.parse(data, triples)])
        raise _no_answer(answer)


@contextmanager
def graph_of(services: Services, graph: str, seconds: float) -> "Iterator[Iterator[ox.Quad]]":
    """All triples of a named graph, one after the other as they come."""
    import pyoxigraph as ox

    text = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    with _asked(services, text, graph, seconds, GRAPHS) as answer:
        format_ = ox.RdfFormat.from_media_type(answer.media_type or "-")
        if format_ is None:
            raise _no_answer(answer)
        try:
            yield iter(ox.parse(answer, format_))  # type: ignore[arg-type]
        except SyntaxError:
            raise NoAnswer(f"{services.endpoint} sends RDF that cannot be read", ADDRESS) from None


@contextmanager
def _asked(
    services: Services, text: str, graph: str, seconds: float, accept: str = f"{ROWS}, {GRAPHS}"
) -> Iterator[Answer]:
    fields = {"query": text, **({"default-graph-uri": graph} if graph else {})}
    headers = {"Accept": accept, "Content-Type": FORM}
    body = urlencode(fields).encode()
    try:
        with request(services.endpoint, "POST", services.query, headers, seconds, body) as answer:
            yield answer
    except Refused as error:
        if error.status in (400, 500) and text != PROBE:
            message = f"{services.endpoint} refuses the query: {error.said}".rstrip(": ")
            raise RcaGraphError(message, "Mend the query") from None
        raise


def _read(answer: Answer, parse: Callable[[bytes], T]) -> T:
    try:
        return parse(answer.whole(MOST_BYTES))
    except (SyntaxError, ValueError):
        raise NoAnswer("its answer cannot be read", ADDRESS) from None


def _no_answer(answer: Answer) -> NoAnswer:
    what = "a web page" if answer.media_type in HTML else answer.media_type or "nothing"
    return NoAnswer(f"it answers with {what}", ADDRESS)
