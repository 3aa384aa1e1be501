"""Statements for the values that an import file cannot hold."""

from collections.abc import Iterator

from rcagraph.export.neo4j import literals
from rcagraph.export.neo4j.cells import cell
from rcagraph.export.neo4j.sheets import Sheet, property_name
from rcagraph.export.neo4j.statements import identifier

FIND = {
    "nodes": "MATCH (n:RcaEntity {{uid: row[0]}}) WHERE n._vault = {owner}",
    "edges": "MATCH (:RcaEntity {{uid: row[0]}})-[n:{name} {{_vault: {owner}}}]->"
    "(:RcaEntity {{uid: row[1]}})",
}


def late_values(what: str, sheet: Sheet, owner: str) -> Iterator[str]:
    """`what` is `nodes` or `edges`."""
    find = FIND[what].format(name=identifier(sheet.name), owner=literals.text(owner))
    for name, form in sheet.columns.items():
        rows = [
            literals.row((*line.key, line.properties[name]))
            for line in sheet.lines
            if name in line.properties and cell(line.properties[name]) is None
        ]
        value = literals.read(form, f"row[{len(sheet.lines[0].key)}]")
        for start in range(0, len(rows), literals.ROWS):
            begin = literals.unwind(rows[start : start + literals.ROWS])
            yield f"\n{begin}\n{find}\nSET n.{property_name(name)} = {value};\n"
