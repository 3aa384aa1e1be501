"""The graph as a Cypher script for cypher-shell, Neo4j Browser and Aura alike."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from rcagraph.export.files import write_text
from rcagraph.export.neo4j import literals
from rcagraph.export.neo4j.rows import edge_rows, node_rows, owner_of
from rcagraph.export.neo4j.schema import schema_items
from rcagraph.export.neo4j.sheets import Line, Sheet, property_name, sheets
from rcagraph.export.neo4j.statements import MENTIONED, identifier
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.collector import collector_paused

MANY = 20_000
"""Rows beyond which planning the literals takes longer than anything else."""

HEAD = """\
// Written by rcagraph: the graph of a vault, for an empty Neo4j database or one that holds it.
// Run it with `cypher-shell --file`, or paste it into Neo4j Browser or the query editor of Aura.
// Run twice, the second time changes nothing. It removes nothing: `rcagraph export --neo4j` does.
"""

SAME = ("_vault", "_kind")
"""Bookkeeping that all lines of a sheet share."""

UNSEAL = "MATCH (lock:RcaSync {{owner: {owner}}}) SET lock.sealed = null"
"""What a push before remembers of the database holds no longer."""

NODE = """\
MERGE (n:RcaEntity {{uid: row[0]}})
WITH n, row WHERE coalesce(n._vault, {owner}) = {owner} OR n._stale
  OR {mentioned} AND {declared}
SET n:{name}, n._stale = null"""

EDGE = """\
MATCH (a:RcaEntity {{uid: row[0]}}) MATCH (b:RcaEntity {{uid: row[1]}})
MERGE (a)-[n:{name} {{_vault: {owner}}}]->(b)"""


@collector_paused()
def write_script(graph: KnowledgeGraph, path: Path) -> None:
    write_text(path, script(graph))


def script_remark(graph: KnowledgeGraph) -> str:
    """What speaks against a script for a graph of that size; empty where nothing does."""
    rows = len(graph.nodes()) + len(graph.edges())
    if rows <= MANY:
        return ""
    return (
        f"{rows:,} rows are many for a script, which the server plans statement by statement: "
        "--neo4j or --neo4j-csv is many times faster"
    )


def script(graph: KnowledgeGraph) -> Iterator[str]:
    """Constraints and indexes, nodes, then edges; a `;` ends a statement and stands nowhere else.

    The vault's name stands between quotes only: an escape could end a comment.
    """
    owner = owner_of(graph.vault)
    yield HEAD
    yield "\n"
    yield from (f"{item.statement};\n" for item in schema_items(graph.ontology))
    yield f"\n{UNSEAL.format(owner=literals.text(owner))};\n"
    for sheet in sheets(node_rows(graph), owner):
        yield from _statements(sheet, NODE, owner)
    for sheet in sheets(edge_rows(graph), owner):
        yield from _statements(sheet, EDGE, owner)


def _statements(sheet: Sheet, clauses: str, owner: str) -> Iterator[str]:
    columns = [name for name in sheet.columns if name not in SAME]
    begin = clauses.format(
        name=identifier(sheet.name),
        owner=literals.text(owner),
        mentioned=MENTIONED,
        declared=_cell("declared", sheet, columns) if "declared" in columns else "",
    )
    for start in range(0, len(sheet.lines), literals.ROWS):
        lines = sheet.lines[start : start + literals.ROWS]
        rows = literals.unwind(_row(line, columns) for line in lines)
        yield f"\n{rows}\n{begin}\n{_set(sheet, columns, lines)};\n"


def _row(line: Line, columns: Sequence[str]) -> str:
    return literals.row((*line.key, *map(line.properties.get, columns)))


def _cell(name: str, sheet: Sheet, columns: Sequence[str]) -> str:
    return f"row[{len(sheet.lines[0].key) + columns.index(name)}]"


def _set(sheet: Sheet, columns: Sequence[str], lines: Sequence[Line]) -> str:
    """Forget what an earlier export wrote and these rows lack; a person's own value stays."""
    first, keys = lines[0], _cell("_keys", sheet, columns)
    old = f"k IN [k IN coalesce(n._keys, []) WHERE NOT k IN {keys}]"
    parts = [
        f"n.{property_name(name)} = {literals.scalar(first.properties[name])}" for name in SAME
    ]
    for at, name in enumerate(columns, len(first.key)):
        value = literals.read(sheet.columns[name], f"row[{at}]")
        known = sum(name in line.properties for line in lines)
        if known:
            value = value if known == len(lines) else f"coalesce({value}, n.{name})"
            parts.append(f"n.{property_name(name)} = {value}")
    return f"FOREACH ({old} | SET n[k] = null)\nSET {', '.join(parts)}"
