"""What SPARQL engines return, as the cells of a table; triples as text."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from rcagraph.export.rdf.terms import PREFIXES, XSD, Iri
from rcagraph.model.table import Cell

if TYPE_CHECKING:
    import pyoxigraph as ox

    Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

COMMON = {
    **PREFIXES,
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
"""The prefixes that a query need not declare."""
INTEGERS = frozenset(
    """integer long int short byte nonNegativeInteger positiveInteger nonPositiveInteger
    negativeInteger unsignedLong unsignedInt unsignedShort unsignedByte""".split()
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
        import pyoxigraph as ox

        triples = ox.parse(self.ntriples(), ox.RdfFormat.N_TRIPLES)
        found = ox.serialize(
            (quad.triple for quad in triples),
            format=ox.RdfFormat.TURTLE,
            prefixes=dict(prefixes),
            base_iri=base,
        )
        assert found is not None
        return found.decode("utf-8")


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
    return Triples(tuple(sorted({str(triple) for triple in found})))


def found(answer: "ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples") -> Found:
    import pyoxigraph as ox

    if isinstance(answer, ox.QuerySolutions):
        return rows(answer)
    if isinstance(answer, ox.QueryTriples):
        return triples(answer)
    return bool(answer)


def shortened(value: Cell, base: str) -> Cell:
    """An IRI as a query may write it: `rca:affects`, `<service/web>`."""
    if not isinstance(value, Iri):
        return value
    if value.startswith(base):
        return f"<{value[len(base) :]}>"
    for prefix, namespace in COMMON.items():
        local = value.removeprefix(namespace)
        if local != value and local.isidentifier() and local.isascii():
            return f"{prefix}:{local}"
    return f"<{value}>"
