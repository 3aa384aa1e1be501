"""RDF terms: namespaces, typed literals, and how N-Triples and Turtle spell them."""

import math
import re
from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from rcagraph.model.ontology import ONTOLOGY
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
COMMON = {
    **PREFIXES,
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
"""The prefixes that a query need not declare."""

REUSED = {
    "name": "dcterms:identifier",
    "title": "dcterms:title",
    "date": "dcterms:date",
}
"""Properties for which a common vocabulary has the very word."""

REUSED_OF_INCIDENTS = {"started_at": "prov:startedAtTime", "resolved_at": "prov:endedAtTime"}
"""The same, but that the word speaks of activities alone, and of all kinds only incidents are."""

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


class Triple(NamedTuple):
    """As an object it is RDF 1.2's triple term: what a reifier speaks of."""

    subject: Iri
    predicate: Iri
    object: "Term"


Term = Iri | Literal | Triple


@cache
def iri(curie: str) -> Iri:
    """`rca:owns` in full."""
    prefix, _, local = curie.partition(":")
    return Iri(PREFIXES[prefix] + local)


TYPE = iri("rdf:type")


def class_name(kind: NodeType) -> str:
    """`own:` is the namespace of the vault, for what its profile adds to the table."""
    return f"{'rca' if kind.name in ONTOLOGY.nodes else 'own'}:{kind.name}"


def edge_name(edge: EdgeType) -> str:
    return f"{'rca' if edge.name in ONTOLOGY.edges else 'own'}:{edge.camel}"


def property_name(p: Property, owner: str) -> str:
    """What the property is called where it stands on a kind of node or a type of edge."""
    if owner == "Incident" and p.name in REUSED_OF_INCIDENTS:
        return REUSED_OF_INCIDENTS[p.name]
    return REUSED.get(p.name, f"{'rca' if p.name in ONTOLOGY.types else 'own'}:{p.camel}")


def lexical(type_: ValueType, value: Value) -> tuple[str, str]:
    """The text of one value, and the local name of its datatype in XML Schema."""
    if isinstance(value, bool):
        return str(value).lower(), "boolean"
    if isinstance(value, date):
        return value.isoformat(), DATATYPES[type_]
    if isinstance(value, float) and not math.isfinite(value):
        return {"nan": "NaN", "inf": "INF", "-inf": "-INF"}[str(value)], "double"
    if type_ is ValueType.DECIMAL:
        digits = format(Decimal(str(value)), "f")  # xsd:decimal knows no exponent
        return digits if "." in digits else f"{digits}.0", "decimal"
    return str(value), DATATYPES[type_]


ESCAPES = {"\t": "\\t", "\b": "\\b", "\n": "\\n", "\r": "\\r", "\f": "\\f"}
ESCAPES |= {'"': '\\"', "\\": "\\\\"}
# Controls, what some readers take for a line end, and what is no character.
NEEDS_ESCAPE = re.compile('[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufffe\\uffff"\\\\]')
SURROGATE = re.compile("[\\ud800-\\udfff]")
NOT_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def characters(text: str) -> str:
    """The text with U+FFFD for lone surrogates, which are no characters and have no UTF-8."""
    return SURROGATE.sub("\ufffd", text)


def quoted(text: str) -> str:
    """A string literal, in N-Triples as in Turtle."""
    # What is printable has no control, surrogate, line separator or unassigned character.
    if text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return f'"{NEEDS_ESCAPE.sub(_escape, characters(text))}"'


def _escape(found: re.Match[str]) -> str:
    char = found[0]
    return ESCAPES.get(char) or f"\\u{ord(char):04X}"
