"""RDF terms: namespaces, typed literals, and how N-Triples and Turtle spell them."""

import math
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from rcagraph.model.vocabulary import EdgeType, NodeType, Property, Value, ValueType

PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "rca": "https://w3id.org/rcagraph/ns#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
RCA, XSD = PREFIXES["rca"], PREFIXES["xsd"]

REUSED = {
    "name": "dcterms:identifier",
    "title": "dcterms:title",
    "date": "dcterms:date",
    "started_at": "prov:startedAtTime",
    "resolved_at": "prov:endedAtTime",
}
"""Properties for which a common vocabulary has the very word."""

DATATYPES = {
    ValueType.STRING: "string",
    ValueType.STRINGS: "string",
    ValueType.INTEGER: "integer",
    ValueType.DECIMAL: "decimal",
    ValueType.BOOLEAN: "boolean",
    ValueType.DATE: "date",
    ValueType.DATETIME: "dateTime",
}


class Iri(str):
    """An absolute IRI."""

    __slots__ = ()


class Literal(NamedTuple):
    text: str
    datatype: str = "string"
    """The local name in XML Schema."""


Term = Iri | Literal


class Triple(NamedTuple):
    subject: Iri
    predicate: Iri
    object: Term


@cache
def iri(curie: str) -> Iri:
    """`rca:owns` in full."""
    prefix, _, local = curie.partition(":")
    return Iri(PREFIXES[prefix] + local)


def class_name(kind: NodeType) -> str:
    return f"rca:{kind.name}"


def edge_name(edge: EdgeType) -> str:
    return f"rca:{edge.camel}"


def property_name(p: Property) -> str:
    return REUSED.get(p.name, f"rca:{p.camel}")


def literals(p: Property, value: Value) -> Iterator[Literal]:
    """A list gives one literal an item: RDF keeps neither its order nor its repetitions."""
    if isinstance(value, tuple):
        yield from map(Literal, value)
    elif isinstance(value, float) and not math.isfinite(value):
        yield Literal({"nan": "NaN", "inf": "INF", "-inf": "-INF"}[str(value)], "double")
    else:
        yield Literal(_lexical(p.type, value), DATATYPES[p.type])


def _lexical(type_: ValueType, value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if type_ is ValueType.DECIMAL:
        digits = format(Decimal(str(value)), "f")  # xsd:decimal knows no exponent
        return digits if "." in digits else f"{digits}.0"
    return str(value)


ESCAPES = {"\t": "\\t", "\b": "\\b", "\n": "\\n", "\r": "\\r", "\f": "\\f"}
ESCAPES |= {'"': '\\"', "\\": "\\\\"}
# Controls, what some readers take for a line end, and what is no character.
NEEDS_ESCAPE = re.compile('[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufffe\\uffff"\\\\]')
SURROGATE = re.compile("[\\ud800-\\udfff]")


def characters(text: str) -> str:
    """The text with U+FFFD for lone surrogates, which are no characters and have no UTF-8."""
    return SURROGATE.sub("\ufffd", text)


def quoted(text: str) -> str:
    """A string literal, in N-Triples as in Turtle."""
    return f'"{NEEDS_ESCAPE.sub(_escape, characters(text))}"'


def _escape(found: re.Match[str]) -> str:
    char = found[0]
    return ESCAPES.get(char) or f"\\u{ord(char):04X}"


def ntriples_term(term: Term) -> str:
    if isinstance(term, Iri):
        return f"<{term}>"
    if term.datatype == "string":
        return quoted(term.text)
    return f"{quoted(term.text)}^^<{XSD}{term.datatype}>"
