"""Statements for the values that an import file cannot hold."""

from collections.abc import Iterator, Mapping, Sequence

from rcagraph.export.neo4j import literals
from rcagraph.export.neo4j.sheets import Line, Sheet, property_name
from rcagraph.export.neo4j.statements import identifier

Late = Mapping[str, Sequence[Line]]
"""Of a sheet: by property, the lines whose value no cell holds."""

FIND = {
    "nodes": "MATCH (n:RcaEntity {{uid: row[0]}}) WHERE n._vault = {owner}",
    "edges": "MATCH (:RcaEntity {{uid: row[0]}})-[n:{name} {{_vault: {owner}}}]->"
    "(:RcaEntity {{uid: row[1]}})",
}


def late_values(what: str, sheet: Sheet, late: Late, owner: str) -> Iterator[str]:
    """`what` is `nodes` or `edges`."""
    find = FIND[what].format(name=identifier(sheet.name), owner=literals.text(owner))
    for name, lines in sorted(late.items()):
        rows = [literals.row((*line.key, line.properties[name])) for line in lines]
        value = literals.read(sheet.columns[name], f"row[{len(lines[0].key)}]")
        for start in range(0, len(rows), literals.ROWS):
            begin = literals.unwind(rows[start : start + literals.ROWS])
            yield f"\n{begin}\n{find}\nSET n.{property_name(name)} = {value};\n"
