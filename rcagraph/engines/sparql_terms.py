"""What SPARQL engines return, as the cells of a table; triples as text."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from rcagraph.export.rdf.terms import XSD, Iri
from rcagraph.model.table import Cell

if TYPE_CHECKING:
    import pyoxigraph as ox

    Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

INTEGERS = (
    *("integer", "long", "int", "short", "byte", "unsignedLong", "unsignedInt", "unsignedShort"),
    *("unsignedByte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger"),
    "negativeInteger",
)
READERS: Mapping[str, Callable[[str], Cell]] = {
    **dict.fromkeys(INTEGERS, int),
    **dict.fromkeys(("decimal", "double", "float"), float),
    "boolean": {"true": True, "false": False, "1": True, "0": False}.__getitem__,
    "date": date.fromisoformat,
    "dateTime": datetime.fromisoformat,
}


class Rows(NamedTuple):
    """What a SELECT finds."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Triples(NamedTuple):
    """What a CONSTRUCT or a DESCRIBE finds: lines of N-Triples, sorted, each once."""

    lines: tuple[str, ...]

    def ntriples(self) -> str:
        return "".join(f"{line} .\n" for line in self.lines)

    def turtle(self, prefixes: Mapping[str, str], base: str) -> str:
        from rcagraph.engines.triples_text import turtle

        return turtle(self.ntriples(), prefixes, base)


Found = Rows | Triples | bool


def cell(term: "Term | None") -> Cell:
    """A literal is its value, where Python has one of its type; an IRI is an `Iri`."""
    import pyoxigraph as ox

    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return Iri(term.value)
    if isinstance(term, ox.Literal):
        return _value(term.value, term.datatype.value)
    return str(term)


def _value(text: str, datatype: str) -> Cell:
    read = READERS.get(datatype.removeprefix(XSD)) if datatype.startswith(XSD) else None
    if read is None:
        return text
    try:
        value: Cell = read(text)
    except (ValueError, KeyError):  # of its type by name only, or beyond Python's calendar
        return text
    return value


def rows(solutions: "ox.QuerySolutions") -> Rows:
    names = tuple(variable.value for variable in solutions.variables)
    return Rows(
        names, tuple(tuple(cell(solution[name]) for name in names) for solution in solutions)
    )


def triples(found: "Iterable[ox.Triple]") -> Triples:
    """Nodes without a name get one by what is said of them, the same each time."""
    import pyoxigraph as ox

    data = ox.Dataset(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in found)
    data.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return Triples(tuple(sorted(str(quad.triple) for quad in data)))


def found(answer: "ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples") -> Found:
    import pyoxigraph as ox

    if isinstance(answer, ox.QuerySolutions):
        return rows(answer)
    if isinstance(answer, ox.QueryTriples):
        return triples(answer)
    return bool(answer)
