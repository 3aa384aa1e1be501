"""The graph as files for `neo4j-admin database import full`, with a script that runs it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rcagraph.export.folders import replacing_folder
from rcagraph.export.neo4j.cells import cell, quoted
from rcagraph.export.neo4j.import_script import README, README_TEXT, import_script
from rcagraph.export.neo4j.late import late_values
from rcagraph.export.neo4j.rows import edge_rows, node_rows, owner_of
from rcagraph.export.neo4j.schema import schema_items
from rcagraph.export.neo4j.sheets import Line, Sheet, property_name, sheets
from rcagraph.export.neo4j.statements import identifier
from rcagraph.graph import KnowledgeGraph
from rcagraph.model.collector import collector_paused
from rcagraph.model.errors import RcaGraphError

NAMES = r"(nodes|edges)-[A-Za-z][A-Za-z0-9_]*(-\d+)?\.csv|schema\.cypher|import\.sh"
"""Every file of an export but its README. No name comes from a note."""

KEYS = {"nodes": ("uid:ID",), "edges": (":START_ID", ":END_ID")}


@collector_paused()
def write_neo4j_csv(graph: KnowledgeGraph, folder: Path) -> None:
    """Write the files, and take away those of a former export; nothing else may be there."""
    if not graph.nodes():
        raise RcaGraphError("The graph has nothing to import", "Check with `rcagraph stats`")
    owner = owner_of(graph.vault)
    made = {
        "nodes": sheets(node_rows(graph), owner),
        "edges": sheets(edge_rows(graph), owner),
    }
    every = [_File(what, sheet) for what, some in made.items() for sheet in some]
    widest = 0
    mark = (README, README_TEXT.partition("\n")[0])
    with replacing_folder(folder, mark, NAMES, "import.sh") as put:
        put(README, README_TEXT)
        for file in every:
            put(file.name, file.text())
            widest = max(widest, *map(_width, file.sheet.lines))
        put("schema.cypher", _schema(graph, every, owner))
        put("import.sh", import_script(_named(every, "nodes"), _named(every, "edges"), widest))


@dataclass(frozen=True, slots=True)
class _File:
    what: str
    """`nodes` or `edges`."""
    sheet: Sheet
    late: defaultdict[str, list[Line]] = field(default_factory=lambda: defaultdict(list))
    """Filled by writing the text: by property, the lines whose value no cell holds."""

    @property
    def name(self) -> str:
        number = f"-{self.sheet.number}" if self.sheet.number > 1 else ""
        return f"{self.what}-{identifier(self.sheet.name)}{number}.csv"

    def text(self) -> Iterator[str]:
        columns = self.sheet.columns
        names = (f"{property_name(name)}:{form.value}" for name, form in columns.items())
        yield ",".join((*KEYS[self.what], *names)) + "\n"
        for line in self.sheet.lines:
            cells = [self._cell(line, name) for name in columns]
            yield ",".join((*map(quoted, line.key), *cells)) + "\n"

    def _cell(self, line: Line, name: str) -> str:
        value = line.properties.get(name)
        if value is None:
            return ""
        text = cell(value)
        if text is None:
            self.late[name].append(line)
        return text or ""


def _named(every: Iterable[_File], which: str) -> list[tuple[str, str]]:
    """Labels or types, each with its file."""
    return [(file.sheet.name, file.name) for file in every if file.what == which]


def _width(line: Line) -> int:
    """Signs of the longest text of a line: all else is short."""
    texts = (v for v in line.properties.values() if isinstance(v, (str, list)))
    return max(sum(map(len, text)) for text in texts)


def _schema(graph: KnowledgeGraph, every: Iterable[_File], owner: str) -> Iterator[str]:
    """Constraints and indexes; then, by their help, the values that no cell holds."""
    yield "// Written by rcagraph; run it after import.sh, once the server has started.\n\n"
    yield from (f"{item.statement};\n" for item in schema_items(graph.ontology))
    for file in every:
        yield from late_values(file.what, file.sheet, file.late, owner)
