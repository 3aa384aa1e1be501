"""A SPARQL query that a person typed: checked, then run on an embedded store or at an endpoint."""

from rcagraph.engines.embedded import SECONDS
from rcagraph.engines.sparql import EmbeddedStore
from rcagraph.engines.sparql_places import GraphAtEndpoint, source_of
from rcagraph.engines.sparql_terms import Found
from rcagraph.engines.sparql_text import checked
from rcagraph.export.rdf.names import base_for
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.errors import RcaGraphError


def run_sparql(
    text: str,
    graph: KnowledgeGraph | None = None,
    place: EmbeddedStore | GraphAtEndpoint | None = None,
    *,
    base_iri: str = "",
    seconds: int = SECONDS,
) -> Found:
    """Rows of a SELECT, triples of a CONSTRUCT or DESCRIBE, true or false of an ASK.

    It runs in a process of its own, which ends with the answer, unless `place` says where.
    """
    query = checked(text)
    base = place.base if place else base_for(graph.vault if graph else "", base_iri)
    sees_all = isinstance(place, GraphAtEndpoint) and place.is_whole_store
    if not sees_all:
        _refuse_other_graphs(query.graphs, base)
    if isinstance(place, GraphAtEndpoint) and not sees_all:
        place.check_holds()
    return source_of(place, graph, seconds, base_iri).read(query.text)


def _refuse_other_graphs(graphs: tuple[str, ...], base: str) -> None:
    for named in graphs:
        if named not in (f"<{base}>", "<>"):
            raise RcaGraphError(
                f"FROM {named} would read another graph than that of the vault",
                "Leave FROM out; at an endpoint, --whole-store lets the query choose",
            )
