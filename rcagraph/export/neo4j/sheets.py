"""Rows as typed columns, for what cannot tell types row by row: import files and scripts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import NamedTuple

from rcagraph.export.neo4j.rows import Row, Stored
from rcagraph.export.neo4j.statements import identifier


class Form(Enum):
    """What a column holds, in the words of an import file's header."""

    BOOLEAN = "boolean"
    INTEGER = "long"
    DECIMAL = "double"
    STRING = "string"
    STRINGS = "string[]"
    DATE = "date"
    DATETIME = "datetime"
    LOCAL = "localdatetime"


class Line(NamedTuple):
    """One node or edge: its uid, or those of its ends, and all that is stored of it."""

    key: tuple[str, ...]
    properties: Mapping[str, Stored]
    """As the sync sends them."""


@dataclass(slots=True)
class Sheet:
    """Nodes of one kind, or edges of one type, in which a property has one form."""

    name: str
    number: int
    """From 1; a second sheet of a name is there where a property has two forms."""
    columns: dict[str, Form] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)

    def take(self, line: Line, forms: Mapping[str, Form]) -> bool:
        """Whether the line fits, and then it is here."""
        if not forms.items() <= self.columns.items():
            if any(self.columns.get(name, form) is not form for name, form in forms.items()):
                return False
            self.columns.update(forms)
        self.lines.append(line)
        return True


def sheets(rows: Iterable[Row], owner: str) -> Iterator[Sheet]:
    """Sheets in the order in which kinds first come; columns in the order of their names."""
    made: dict[str, list[Sheet]] = {}
    for row in rows:
        line = Line(row.key[1:], row.sent(owner))
        forms = {name: form_of(value) for name, value in line.properties.items()}
        of_name = made.setdefault(row.key[0], [])
        if not any(sheet.take(line, forms) for sheet in of_name):
            of_name.append(Sheet(row.key[0], len(of_name) + 1))
            of_name[-1].take(line, forms)
    for sheet in (sheet for of_name in made.values() for sheet in of_name):
        sheet.columns = dict(sorted(sheet.columns.items()))
        yield sheet


def form_of(value: Stored) -> Form:
    if isinstance(value, datetime):
        return Form.DATETIME if value.tzinfo else Form.LOCAL
    return FORMS.get(type(value)) or next(f for t, f in FORMS.items() if isinstance(value, t))


FORMS: dict[type, Form] = {
    bool: Form.BOOLEAN,
    int: Form.INTEGER,
    float: Form.DECIMAL,
    str: Form.STRING,
    list: Form.STRINGS,
    date: Form.DATE,
}


def property_name(name: str) -> str:
    """The name of a column; bookkeeping begins with one `_`, which no name of the table does."""
    identifier(name.removeprefix("_"))
    return name
