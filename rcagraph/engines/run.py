"""A named query on an engine: its rows, the same on every one, as a `Table`."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from rcagraph.engines import exported
from rcagraph.engines.cells import cell
from rcagraph.engines.embedded import SECONDS, EmbeddedGraph, Raw
from rcagraph.engines.named import QUERIES, NamedQuery
from rcagraph.engines.parameters import Names, refuse_unknown, unknown, value_of
from rcagraph.engines.paths import MOST_HOPS, MOST_PATHS, Row
from rcagraph.engines.read_only import checked
from rcagraph.engines.scope import VAULT
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.errors import RcaGraphError
from rcagraph.model.table import Cell, Table

if TYPE_CHECKING:
    from rcagraph.engines.sparql import EmbeddedStore
    from rcagraph.engines.sparql_places import GraphAtEndpoint
    from rcagraph.export.neo4j import Target

    Place = Target | EmbeddedGraph | EmbeddedStore | GraphAtEndpoint | None
    """A database, the graph of a vault at an endpoint, or a graph that an engine has loaded."""

ENGINES = ("memory", "embedded", "neo4j", "sparql")
Answer = tuple[tuple[str, ...], list[Row]]
Values = Mapping[str, Cell]
Found = TypeVar("Found", bound=Sequence[object])
NO_PARAMETERS: Mapping[str, object] = {}
TOO_MANY = 100 * MOST_PATHS
"""Paths that an engine would have to list before the first are known; `queries/` says it too."""


def run_named(
    name: str,
    parameters: Mapping[str, object],
    graph: KnowledgeGraph | None,
    on: str = "memory",
    target: "Place" = None,
    *,
    vault: str = "",
    seconds: int = SECONDS,
) -> Table:
    """The rows of a named query, the same on every engine.

    A parameter given as text is read as its type. On `neo4j` the rows come from what the vault
    last exported to the database of `target`, by the name `vault` where there is no `graph`; on
    `sparql` from the graph at an endpoint, where `target` is one. Elsewhere `graph` is needed.
    `seconds` bounds the time of an engine that is no memory.
    """
    query = named_query(name)
    if on == "memory":
        return _in_memory(query, parameters, needed(graph))
    if on == "embedded":
        return _embedded_table(query, parameters, needed(graph), target, seconds)
    if on == "neo4j":
        return _neo4j_table(query, parameters, graph.vault if graph else vault, target, seconds)
    if on == "sparql":
        return _sparql_table(query, parameters, graph, target, seconds)
    raise unknown(f"There is no engine {on}", on, ENGINES)


def named_query(name: str) -> NamedQuery:
    for query in QUERIES:
        if query.name == name.replace("-", "_"):
            return query
    raise unknown(f"There is no query {name}", name, [query.name for query in QUERIES])


def _in_memory(query: NamedQuery, parameters: Mapping[str, object], graph: KnowledgeGraph) -> Table:
    values = _values_in(query, parameters, graph)
    return _table(query, query.answer(graph, values), *_left_out(query, graph, values))


def _embedded_table(
    query: NamedQuery,
    parameters: Mapping[str, object],
    graph: KnowledgeGraph,
    target: "Place",
    seconds: int,
) -> Table:
    values = _values_in(query, parameters, graph)
    deeper, total = _left_out(query, graph, values)
    _refuse_too_many(total)
    statement = checked(query.text.on("embedded"))
    if isinstance(target, EmbeddedGraph):
        found = target.read(statement, values)
    else:
        with EmbeddedGraph(graph, seconds) as engine:
            found = engine.read(statement, values)
    return _table(query, as_cells(found)[1], deeper, total)


def _neo4j_table(
    query: NamedQuery,
    parameters: Mapping[str, object],
    vault: str,
    target: "Place",
    seconds: int,
) -> Table:
    server = _server(target)
    values = _values(query, parameters, partial(exported.names, server, vault))
    given = {**values, VAULT: exported.owner(vault)}
    rows = as_cells(asked_of_neo4j(checked(query.text.on("neo4j")), given, server, seconds))[1]
    if not rows:
        exported.check_holds(server, vault)
    _refuse_too_many(len(rows))
    deeper = 0
    if query.beyond:
        near = {row[query.columns.index("uid")] for row in rows}
        deeper = exported.dependants(server, vault, values) - len(near)
    return _table(query, rows, deeper, len(rows))


def _sparql_table(
    query: NamedQuery,
    parameters: Mapping[str, object],
    graph: KnowledgeGraph | None,
    target: "Place",
    seconds: int,
) -> Table:
    from rcagraph.engines import sparql_named
    from rcagraph.engines.sparql_places import GraphAtEndpoint, source_of

    source = source_of(target, graph, seconds)
    if isinstance(source, GraphAtEndpoint):
        graph = None  # what was pushed speaks for itself

    def held(found: Found) -> Found:
        if not found and isinstance(source, GraphAtEndpoint):
            source.check_holds()
        return found

    def names(kinds: Sequence[str]) -> list[tuple[str, str]]:
        return held(sparql_named.names(source, kinds))

    if graph is None:
        values = _values(query, parameters, names)
    else:
        values = _values_in(query, parameters, graph)
    found = held(sparql_named.rows(source, query.sparql.asking(values)))
    if query.count:  # of paths, which SPARQL gives step by step
        steps = sparql_named.walked(found)
        return _table(query, query.answer(steps, values), *_left_out(query, steps, values))
    rows = query.sparql.in_order(found)
    if graph is not None:
        return _table(query, rows, *_left_out(query, graph, values))
    deeper = sparql_named.dependants(source, values) - len(rows) if query.beyond else 0
    return _table(query, rows, deeper, 0)


def _values_in(
    query: NamedQuery, parameters: Mapping[str, object], graph: KnowledgeGraph
) -> Values:
    def names(kinds: Sequence[str]) -> list[tuple[str, str]]:
        return [(kind, node.name) for kind in kinds for node in graph.nodes(kind)]

    return _values(query, parameters, names)


def _values(query: NamedQuery, parameters: Mapping[str, object], names: Names) -> Values:
    values = {p.name: value_of(p, parameters, names) for p in query.parameters}
    refuse_unknown(parameters, values, f"The query {query.name} has no parameter")
    return values


def _refuse_too_many(paths: int) -> None:
    if paths > TOO_MANY:
        raise RcaGraphError(
            f"There are more than {TOO_MANY} paths, too many for an engine to list",
            f"Ask with --on memory, which finds the first {MOST_PATHS} alone",
        )


def _left_out(query: NamedQuery, graph: KnowledgeGraph, values: Values) -> tuple[int, int]:
    """How many things lie deeper than the query looks, and how many rows it would have."""
    deeper = query.beyond(graph, values) if query.beyond else 0
    return deeper, query.count(graph, values) if query.count else 0


def _table(query: NamedQuery, rows: Sequence[Row], deeper: int, total: int) -> Table:
    """In order, and no more rows than the query lists."""
    said = []
    if deeper:
        said.append(
            f"{deeper} more lie deeper: this query follows {MOST_HOPS} hops; "
            "`rcagraph blast-radius` has no bound"
        )
    if query.count:
        rows = sorted(rows, key=_by_path)[:MOST_PATHS]
        if total > MOST_PATHS:
            said.append(f"{total - MOST_PATHS} more paths: this query lists {MOST_PATHS}")
    return Table(query.title, query.columns, tuple(rows), "; ".join(said))


def _by_path(row: Row) -> tuple[Cell, ...]:
    """Cypher cannot sort by the names along a path."""
    name, depth, path, uid = row
    return depth, name, uid, path


def as_cells(found: Raw) -> Answer:
    return found[0], [tuple(map(cell, row)) for row in found[1]]


def asked_of_neo4j(
    statement: str, values: Mapping[str, object], target: "Place", seconds: int
) -> Raw:
    from rcagraph.export.neo4j import read_query

    return read_query(_server(target), statement, values, float(seconds))


def _server(target: "Place") -> "Target":
    from rcagraph.export.neo4j import Target

    if not isinstance(target, Target):
        raise RcaGraphError("No Neo4j server is named", "Set NEO4J_URI, or give its address")
    return target


def needed(graph: KnowledgeGraph | None) -> KnowledgeGraph:
    if graph is None:
        raise RcaGraphError("There is no graph to query", "Name a vault")
    return graph
