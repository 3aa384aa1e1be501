"""The graph in the embedded engine: Cypher with no server."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby, islice
from types import TracebackType
from typing import TYPE_CHECKING

from rcagraph.graph import Edge, KnowledgeGraph
from rcagraph.model.collector import collector_paused
from rcagraph.model.errors import RcaGraphError
from rcagraph.model.ontology import Ontology
from rcagraph.model.vocabulary import Property, Value, ValueType

if TYPE_CHECKING:
    from ladybug import Connection

COLUMN_TYPES = {
    ValueType.STRING: "STRING",
    ValueType.STRINGS: "STRING[]",
    ValueType.INTEGER: "INT64",
    ValueType.DECIMAL: "DOUBLE",
    ValueType.BOOLEAN: "BOOLEAN",
    ValueType.DATE: "DATE",
    ValueType.DATETIME: "TIMESTAMP_TZ",
}
"""A date and time keeps its instant, and comes back in UTC."""
ROWS_AT_ONCE = 2000
SECONDS = 60
MOST_BYTES = 1 << 36
"""Of address space: the engine's own default, 8 TB, is more than many containers allow."""
Record = dict[str, object]
Raw = tuple[tuple[str, ...], list[tuple[object, ...]]]
"""Columns and rows, as an engine gives them."""
FROM, TO = "_from", "_to"
"""The ends of an edge in its record; no property of the ontology begins with `_`."""
NO_ENDS: Record = {}


class EmbeddedGraph:
    """A graph loaded into memory of the embedded engine, until closed.

    Every kind and type of the ontology is a table, also where the graph has none of it: a query
    for what the vault does not have then finds nothing, and is not an error.
    """

    def __init__(self, graph: KnowledgeGraph, seconds: int = SECONDS) -> None:
        """`seconds` is the most that one query may take."""
        import ladybug

        # One thread: rows of a query without ORDER BY come in the same order every time.
        self._database = ladybug.Database(":memory:", max_num_threads=1, max_db_size=MOST_BYTES)
        self._connection = ladybug.Connection(self._database)
        for statement in schema(graph.ontology):
            self._connection.execute(statement)
        _load(self._connection, graph)
        self._seconds = seconds
        self._connection.set_query_timeout(seconds * 1000)

    def read(self, text: str, parameters: Mapping[str, object]) -> Raw:
        """Columns and rows of one statement, which the caller has checked to be read-only."""
        try:
            result = self._connection.execute(text, dict(parameters))
            if isinstance(result, list):
                raise RcaGraphError("The text holds several statements", "Run them one at a time")
            return tuple(result.get_column_names()), [tuple(row) for row in result]
        except RuntimeError as error:  # the engine has no other kind
            raise self._explained(str(error)) from error

    def _explained(self, text: str) -> RcaGraphError:
        first_line = text.partition("\n")[0].rstrip(".")
        if first_line == "Interrupted":
            return too_long(self._seconds)
        return RcaGraphError(f"The embedded engine cannot run the query: {first_line}", _tip(text))

    def close(self) -> None:
        self._connection.close()
        self._database.close()

    def __enter__(self) -> "EmbeddedGraph":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


WHEN_TOO_LONG = "Bind more of it, or write `* SHORTEST 1..10` for a path of any length"


def too_long(seconds: int, tip: str = WHEN_TOO_LONG) -> RcaGraphError:
    return RcaGraphError(f"The query took more than {seconds} seconds and was stopped", tip)


TIPS = {
    "Parser exception": "Check the spelling and the order of its clauses",
    "does not exist": "Kinds, edges and functions are those of `rcagraph schema` and of Cypher",
    "Cannot find property": "Kinds and properties are listed by `rcagraph schema`",
    "not in scope": "Bind the variable with MATCH, UNWIND or WITH before it is used",
    "Buffer manager": "Ask for less at once: bind more of it, or add LIMIT",
}


def _tip(said: str) -> str:
    """What to try, by what the engine says."""
    return next((tip for words, tip in TIPS.items() if words in said), "Mend the query")


def schema(ontology: Ontology) -> Iterator[str]:
    """The statements that create a table for every kind of node and type of edge."""
    for kind in ontology.nodes:
        columns = _columns(ontology.node_properties(kind))
        yield f"CREATE NODE TABLE `{kind}`({columns}, PRIMARY KEY(uid))"
    for type_ in ontology.edges.values():
        pairs = (f"FROM `{a}` TO `{b}`" for a in type_.sources for b in type_.targets)
        columns = _columns(ontology.edge_properties(type_.name))
        yield f"CREATE REL TABLE `{type_.name}`({', '.join(pairs)}, {columns})"


def _columns(properties: Sequence[Property]) -> str:
    return ", ".join(f"`{p.camel}` {COLUMN_TYPES[p.type]}" for p in properties)


@collector_paused()
def _load(connection: "Connection", graph: KnowledgeGraph) -> None:
    for kind in graph.ontology.nodes:
        columns = _forms(graph.ontology.node_properties(kind))
        nodes = ((node.record(), NO_ENDS) for node in graph.nodes(kind))
        _create(connection, f"CREATE (:`{kind}` {{}})", nodes, columns)
    for type_ in graph.ontology.edges:
        columns = _forms(graph.ontology.edge_properties(type_))
        for (source, target), edges in groupby(sorted(graph.edges(type_), key=_kinds), _kinds):
            statement = (
                f"MATCH (a:`{source}` {{uid: r.`{FROM}`}}) MATCH (b:`{target}` {{uid: r.`{TO}`}}) "
                f"CREATE (a)-[:`{type_}` {{}}]->(b)"
            )
            some = ((edge.record(), _ends(edge)) for edge in edges)
            _create(connection, statement, some, columns)


def _kinds(edge: Edge) -> tuple[str, str]:
    return edge.source.kind, edge.target.kind


def _ends(edge: Edge) -> Record:
    return {FROM: edge.source.uid, TO: edge.target.uid}


def _forms(properties: Sequence[Property]) -> list[tuple[str, str, ValueType]]:
    """By the name of each property its column."""
    return [(p.name, p.camel, p.type) for p in properties]


def _create(
    connection: "Connection",
    statement: str,
    records: Iterator[tuple[Mapping[str, Value], Record]],
    columns: Sequence[tuple[str, str, ValueType]],
) -> None:
    """Notes' text goes in as parameters, which keeps every character; names come from the table.

    A property that no row of a batch has is left out: the engine takes a column of nulls for text.
    """
    while part := list(islice(records, ROWS_AT_ONCE)):
        had = {name for record, _ in part for name in record}
        taken = [column for column in columns if column[0] in had]
        assigned = ", ".join(f"`{column}`: r.`{column}`" for _, column, _ in taken)
        rows = [
            {column: _value(record.get(name), type_) for name, column, type_ in taken} | ends
            for record, ends in part
        ]
        filled = statement.replace("{}", f"{{{assigned}}}")
        connection.execute(f"UNWIND $rows AS r {filled}", {"rows": rows})


def _value(value: Value | None, type_: ValueType) -> object:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, datetime):
        return _instant(value)
    if type_ is ValueType.DECIMAL and isinstance(value, int):
        return float(value)
    return value


def _instant(value: datetime) -> datetime:
    """In UTC: the engine's Python side reads the clock of a time, and drops its zone."""
    try:
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    except OverflowError:  # within a day of the year 1 or 10000
        return value.replace(tzinfo=UTC)
