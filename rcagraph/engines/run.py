"""A query on an engine: named or typed by a person, checked, run, and given back as a `Table`."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from itertools import groupby
from typing import TYPE_CHECKING

from rcagraph.engines.cells import cell
from rcagraph.engines.header import Parameter
from rcagraph.engines.memory import MOST_HOPS, Row
from rcagraph.engines.named import QUERIES, NamedQuery
from rcagraph.engines.read_only import checked, parameters_of
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.errors import RcaGraphError
from rcagraph.model.table import Cell, Table
from rcagraph.model.vocabulary import ValueType

if TYPE_CHECKING:
    from rcagraph.engines.embedded import EmbeddedGraph
    from rcagraph.export.neo4j import Target

    Place = Target | EmbeddedGraph | None
    """A Neo4j database, or a graph that the embedded engine has loaded already."""

ENGINES = ("memory", "embedded", "neo4j")
Answer = tuple[tuple[str, ...], list[Row]]
Raw = tuple[tuple[str, ...], list[tuple[object, ...]]]
NO_PARAMETERS: Mapping[str, object] = {}


def run_named(
    name: str,
    parameters: Mapping[str, object],
    graph: KnowledgeGraph | None,
    on: str = "memory",
    target: "Place" = None,
) -> Table:
    """The rows of a named query, the same on every engine.

    A parameter given as text is read as its type. On `neo4j` the rows come from everything in the
    database of `target`, whichever vault put it there; elsewhere `graph` is needed.
    """
    query = named_query(name)
    values = {p.name: _value(p, parameters, graph, on) for p in query.parameters}
    _refuse_unknown(parameters, values, f"The query {name} has no parameter")
    rows = _named_rows(query, values, graph, on, target)
    return Table(query.title, query.columns, tuple(rows), _cut_off(query, values, graph, rows, on))


def run_cypher(
    text: str,
    parameters: Mapping[str, object] = NO_PARAMETERS,
    graph: KnowledgeGraph | None = None,
    on: str = "embedded",
    target: "Place" = None,
) -> Table:
    """The rows of one read-only Cypher statement; a node is shown by its name."""
    statement = checked(text)
    used = dict.fromkeys(sorted(parameters_of(text)))
    _refuse_unknown(parameters, used, "The query does not use the parameter")
    missing = next((name for name in used if name not in parameters), None)
    if missing is not None:
        raise RcaGraphError(f"The query needs the parameter {missing}", f"Add {missing}=VALUE")
    if on == "memory":
        raise RcaGraphError("Cypher does not run in memory", "Use `embedded` or `neo4j`")
    columns, rows = _cypher(statement, parameters, graph, on, target)
    return Table("", columns, tuple(rows))


def named_query(name: str) -> NamedQuery:
    for query in QUERIES:
        if query.name == name.replace("-", "_"):
            return query
    raise _unknown(f"There is no query {name}", name, [query.name for query in QUERIES])


def _named_rows(
    query: NamedQuery,
    values: Mapping[str, Cell],
    graph: KnowledgeGraph | None,
    on: str,
    target: "Place",
) -> list[Row]:
    if on == "memory":
        return list(query.answer(_needed(graph), values))
    statement = checked(query.text.on(on))
    return _paths_in_order(_cypher(statement, values, graph, on, target)[1])


def _cypher(
    statement: str,
    values: Mapping[str, object],
    graph: KnowledgeGraph | None,
    on: str,
    target: "Place",
) -> Answer:
    if on == "embedded":
        columns, rows = _embedded(statement, values, graph, target)
    elif on == "neo4j":
        columns, rows = _neo4j(statement, values, target)
    else:
        raise _unknown(f"There is no engine {on}", on, ENGINES)
    return columns, [tuple(map(cell, row)) for row in rows]


def _embedded(
    statement: str, values: Mapping[str, object], graph: KnowledgeGraph | None, target: "Place"
) -> Raw:
    from rcagraph.engines.embedded import EmbeddedGraph

    if isinstance(target, EmbeddedGraph):
        return target.read(statement, values)
    with EmbeddedGraph(_needed(graph)) as engine:
        return engine.read(statement, values)


def _neo4j(statement: str, values: Mapping[str, object], target: "Place") -> Raw:
    from rcagraph.export.neo4j import Target, read_query

    if not isinstance(target, Target):
        raise RcaGraphError("No Neo4j server is named", "Set NEO4J_URI, or give its address")
    return read_query(target, statement, values)


def _paths_in_order(rows: Iterable[Row]) -> list[Row]:
    """Cypher cannot sort by names along a path: rows alike but for their path are sorted here."""

    def alike(row: Row) -> list[Cell]:
        return [c for c in row if not isinstance(c, tuple)]

    def path(row: Row) -> list[Cell]:
        return [c for c in row if isinstance(c, tuple)]

    return [row for _, some in groupby(rows, key=alike) for row in sorted(some, key=path)]


def _cut_off(
    query: NamedQuery,
    values: Mapping[str, Cell],
    graph: KnowledgeGraph | None,
    rows: Sequence[Row],
    on: str,
) -> str:
    if query.beyond is None:
        return ""
    tip = f"this query follows {MOST_HOPS} hops; `rcagraph blast-radius` has no bound"
    if on != "neo4j":
        count = query.beyond(_needed(graph), values)
        return f"{count} more lie deeper: {tip}" if count else ""
    depth = query.columns.index("depth")
    return f"More may lie deeper: {tip}" if any(r[depth] == MOST_HOPS for r in rows) else ""


def _needed(graph: KnowledgeGraph | None) -> KnowledgeGraph:
    if graph is None:
        raise RcaGraphError("There is no graph to query", "Name a vault")
    return graph


def _value(
    parameter: Parameter, given: Mapping[str, object], graph: KnowledgeGraph | None, on: str
) -> Cell:
    value = given.get(parameter.name, parameter.default)
    if value is None:
        raise RcaGraphError(
            f"The query needs the parameter {parameter.name}", f"Add {parameter.name}=VALUE"
        )
    typed = _typed(parameter, value)
    if parameter.kinds and on != "neo4j":
        return _real_name(str(typed), parameter.kinds, _needed(graph))
    return typed


def _typed(parameter: Parameter, value: object) -> Cell:
    try:
        return _READERS[parameter.type](value)
    except ValueError as error:
        raise RcaGraphError(
            f"The parameter {parameter.name} is no {parameter.type.value}: {value!r}",
            f"Write it like {_EXAMPLES[parameter.type]}",
        ) from error


def _integer(value: object) -> int:
    if isinstance(value, bool) or not re.fullmatch(r"-?[0-9]{1,18}", str(value)):
        raise ValueError(value)
    return int(str(value))


def _day(value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    return date.fromisoformat(str(value))


_READERS: Mapping[ValueType, Callable[[object], Cell]] = {
    ValueType.STRING: str,
    ValueType.INTEGER: _integer,
    ValueType.DATE: _day,
}
_EXAMPLES = {ValueType.INTEGER: "2", ValueType.DATE: "2025-01-31"}


def _real_name(name: str, kinds: Sequence[str], graph: KnowledgeGraph) -> str:
    """The name as the graph spells it: an unknown name must not look like one with no rows."""
    names = [node.name for kind in kinds for node in graph.nodes(kind)]
    if name in names:
        return name
    for kind in kinds:
        if node := graph.named(kind, name):
            return node.name
    raise _unknown(f"There is no {' or '.join(kinds)} named {name}", name, names)


def _refuse_unknown(given: Iterable[str], known: Iterable[str], sentence: str) -> None:
    names = list(known)
    for name in given:
        if name not in names:
            raise _unknown(f"{sentence} {name}", name, names)


def _unknown(sentence: str, name: str, known: Sequence[str]) -> RcaGraphError:
    near = get_close_matches(name, known, 3) or sorted(known)[:10]
    return RcaGraphError(sentence, f"Did you mean {', '.join(near)}?" if near else "")
