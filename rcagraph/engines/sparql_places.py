"""Where SPARQL is asked: a loaded store, one in a process of its own, a graph at an endpoint."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcagraph.engines.sparql import EmbeddedStore, prefixes_for
from rcagraph.engines.sparql_terms import Found, Rows, found, triples
from rcagraph.export.rdf.endpoint import Endpoint, Services
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.errors import RcaGraphError

if TYPE_CHECKING:
    from rcagraph.engines.run import Place
    from rcagraph.engines.sparql_named import Source

MARKED = """\
SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?graph rca:digest ?digest } } ORDER BY ?graph
"""


@dataclass(frozen=True)
class StoreOfItsOwn:
    """The embedded store in a process that ends with the answer."""

    graph: KnowledgeGraph
    seconds: int
    base_iri: str = ""

    def read(self, text: str) -> Found:
        from rcagraph.engines.process import ask_store

        return ask_store(self.graph, self.base_iri, text, self.seconds)


@dataclass(frozen=True)
class GraphAtEndpoint:
    """What a vault pushed to a store: the named graph that the base of its IRIs names."""

    services: Services
    base: str
    seconds: int
    is_whole_store: bool = False
    """Then a query sees what the store shows it, whoever put it there."""

    def read(self, text: str) -> Found:
        graph = "" if self.is_whole_store else self.base
        return self._ask(text, graph)

    def _ask(self, text: str, graph: str) -> Found:
        from rcagraph.export.rdf.protocol import query

        declared = "".join(f"PREFIX {p}: <{n}> " for p, n in prefixes_for(self.base).items())
        asked = f"BASE <{self.base}> {declared}\n{text}"
        answer = query(self.services, asked, graph, self.seconds)
        return triples(answer) if isinstance(answer, list) else found(answer)

    def check_holds(self) -> None:
        """`RcaGraphError` where the vault was never pushed there: no rows would look like none."""
        if self._ask("ASK { ?s ?p ?o }", self.base) is True:
            return
        marked = self._ask(MARKED, "")
        held = ", ".join(str(row[0]) for row in marked.rows) if isinstance(marked, Rows) else ""
        raise RcaGraphError(
            f"{self.services.endpoint} holds no graph {self.base}",
            "Push it with `rcagraph export --sparql`, or name another with --base-iri; "
            f"there now: {held or 'none'}",
        )


def source_of(
    target: "Place", graph: KnowledgeGraph | None, seconds: int, base_iri: str = ""
) -> "Source":
    if isinstance(target, EmbeddedStore | GraphAtEndpoint):
        return target
    from rcagraph.engines.run import needed

    return StoreOfItsOwn(needed(graph), seconds, base_iri)


def graph_at(
    endpoint: Endpoint, base: str, seconds: int, is_whole_store: bool = False
) -> GraphAtEndpoint:
    from rcagraph.export.rdf.protocol import connect

    return GraphAtEndpoint(connect(endpoint, seconds), base, seconds, is_whole_store)
