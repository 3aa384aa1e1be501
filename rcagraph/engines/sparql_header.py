"""The SPARQL of a named query: its header, its parameters as values, its walks written out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from rcagraph.analysis.actions import CLOSED_STATUS
from rcagraph.engines.header import (
    Parameter,
    body_of,
    header_lines,
    parameter,
    queries_folder,
)
from rcagraph.engines.paths import MOST_HOPS, Row
from rcagraph.export.rdf.terms import quoted
from rcagraph.model.table import Cell

_WALK = re.compile(r"^ *# walk (\?\w+) (\S+) (\?\w+) (\?\w+)\n(.*?)^( *)# end\n", re.M | re.S)
_ORDER = re.compile(r"^ORDER BY (.*)$", re.M)
_KEY = re.compile(r"(DESC\()?\?(\w+)")

INLINE_FLAGS = "(?is)"
CLOSED = f"^(?:{CLOSED_STATUS.removeprefix(INLINE_FLAGS)})$"
CONSTANTS = {"$closedStatus": quoted(CLOSED)}
"""What a text takes from the answers in memory; SPARQL has the flags beside the expression."""


@dataclass(frozen=True, slots=True)
class SparqlText:
    """A query as it ships: SPARQL 1.1 that every store takes."""

    title: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    body: str
    unordered: tuple[str, ...] = ()
    """Two columns that stand for a pair: stores differ in which name comes first."""

    def asking(self, values: Mapping[str, Cell]) -> str:
        """The text with each parameter's value, a typed literal, in the place of its example."""
        text = self.body
        for name, value in values.items():
            example = re.compile(rf"VALUES \?param_{name} {{ [^}}]* }}")
            # Not `sub`, which would read the backslashes of the value.
            text = f"VALUES ?param_{name} {{ {literal(value)} }}".join(example.split(text))
        return text

    def in_order(self, rows: Sequence[Row]) -> list[Row]:
        """By the query's own `ORDER BY`: stores compare text by UTF-16, or by code points."""
        found = [self._oriented(row) for row in rows]
        for is_down, name in reversed(_KEY.findall(_ORDER.findall(self.body)[-1])):
            found.sort(key=partial(_key, self.columns.index(name)), reverse=bool(is_down))
        return found

    def _oriented(self, row: Row) -> Row:
        at = [self.columns.index(name) for name in self.unordered]
        cells = list(row)
        for place, value in zip(at, sorted(str(row[i]) for i in at), strict=True):
            cells[place] = value
        return tuple(cells)


def _key(at: int, row: Row) -> tuple[bool, Any]:
    return row[at] is not None, row[at]


def sparql_text(name: str) -> SparqlText:
    """The text of a query; `ValueError` where its header does not say what it must."""
    return parse((queries_folder() / f"{name}.rq").read_text("utf-8"))


def parse(text: str) -> SparqlText:
    lines = header_lines(text, "#", "title|param|columns|unordered")
    said = dict(lines)
    return SparqlText(
        said["title"],
        tuple(parameter(value) for key, value in lines if key == "param"),
        _names(said["columns"]),
        _WALK.sub(_walk, body_of(text, "#", CONSTANTS)),
        _names(said.get("unordered", "")),
    )


def _names(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text))


def _walk(found: re.Match[str]) -> str:
    """By length, what is so many hops away, each once: ways would be more than a store can list."""
    thing, predicate, start, hops, seed, indent = found.groups()
    seed = " ".join(seed.split())
    parts = []
    for most in range(1, MOST_HOPS + 1):
        inner = f"SELECT DISTINCT {start} ({start} AS ?n0) WHERE {{ {seed} }}"
        for at in range(1, most + 1):
            end = f"({most} AS {hops}) (?n{at} AS {thing})" if at == most else f"?n{at}"
            step = f"{{ {inner} }} ?n{at} {predicate} ?n{at - 1}"
            inner = f"SELECT DISTINCT {start} {end} WHERE {{ {step} }}"
        parts.append(f"{indent}{{ {inner} }}\n")
    return f"{indent}UNION\n".join(parts)


def literal(value: Cell) -> str:
    """A typed literal as SPARQL spells it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return f'"{value.isoformat()}"^^xsd:date'
    return quoted(str(value))
