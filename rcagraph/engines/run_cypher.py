"""A Cypher query that a person typed: checked, run, and given back as a `Table`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rcagraph.engines.embedded import SECONDS, EmbeddedGraph, Raw
from rcagraph.engines.parameters import refuse_unknown, unknown
from rcagraph.engines.read_only import checked, parameters_of
from rcagraph.engines.run import NO_PARAMETERS, as_cells, asked_of_neo4j, needed
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.errors import RcaGraphError
from rcagraph.model.table import Table

if TYPE_CHECKING:
    from rcagraph.engines.run import Place

ENGINES = ("embedded", "neo4j")


def run_cypher(
    text: str,
    parameters: Mapping[str, object] = NO_PARAMETERS,
    graph: KnowledgeGraph | None = None,
    on: str = "embedded",
    target: "Place" = None,
    *,
    seconds: int = SECONDS,
) -> Table:
    """The rows of one read-only Cypher statement; a node is shown by its name.

    On `neo4j` it sees all of the database, whichever vault put it there. The embedded engine runs
    it in a process of its own, which ends with the answer, unless `target` is a loaded graph.
    """
    statement = checked(text)
    used = dict.fromkeys(sorted(parameters_of(text)))
    refuse_unknown(parameters, used, "The query does not use the parameter")
    missing = next((name for name in used if name not in parameters), None)
    if missing is not None:
        raise RcaGraphError(f"The query needs the parameter {missing}", f"Add {missing}=VALUE")
    if on == "memory":
        raise RcaGraphError("Cypher does not run in memory", "Use `embedded` or `neo4j`")
    if on == "neo4j":
        columns, rows = as_cells(asked_of_neo4j(statement, parameters, target, seconds))
    elif on == "embedded":
        columns, rows = as_cells(_typed_by_a_person(statement, parameters, graph, target, seconds))
    else:
        raise unknown(f"There is no engine {on}", on, ENGINES)
    return Table("", columns, tuple(rows))


def _typed_by_a_person(
    statement: str,
    values: Mapping[str, object],
    graph: KnowledgeGraph | None,
    target: "Place",
    seconds: int,
) -> Raw:
    from rcagraph.engines.process import ask

    if isinstance(target, EmbeddedGraph):
        return target.read(statement, values)
    return ask(needed(graph), statement, values, seconds)
