"""What a term becomes: the text of N-Triples or Turtle, or the object of a library."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar

from rcagraph.export.rdf.terms import (
    NOT_XML,
    PREFIXES,
    TYPE,
    XSD,
    Iri,
    Literal,
    Term,
    Triple,
    characters,
    quoted,
)

if TYPE_CHECKING:
    import pyoxigraph as ox

    OxTerm = ox.NamedNode | ox.Literal | ox.Triple

T = TypeVar("T")

BARE = frozenset({"integer", "decimal", "boolean"})
"""Datatypes that Turtle knows by the look of the value."""


@dataclass(frozen=True)
class Spelling(Generic[T]):
    """How one target spells the three sorts of term that a vault has."""

    iri: Callable[[str], T]
    literal: Callable[[str, str], T]
    """Of a text and the local name of its datatype in XML Schema."""
    triple: Callable[[T, T, T], T]


def _triple_term(subject: str, predicate: str, object_: str) -> str:
    return f"<<( {subject} {predicate} {object_} )>>"


def _ntriples_literal(text: str, datatype: str) -> str:
    return quoted(text) if datatype == "string" else f'"{text}"^^<{XSD}{datatype}>'


NTRIPLES = Spelling("<{}>".format, _ntriples_literal, _triple_term)


def turtle_spelling(base: str) -> Spelling[str]:
    """IRIs below the base are written relative to it, and the type is said with `a`.

    Names of things are never abbreviated by a prefix: rdflib cannot read the `\\%` that needs.
    """

    def spell(name: str) -> str:
        return f"<{name[len(base) :]}>" if name.startswith(base) else _curie(name)

    return Spelling(spell, _turtle_literal, _triple_term)


@lru_cache(maxsize=10_000)
def _curie(name: str) -> str:
    return "a" if name == TYPE else curie(name, PREFIXES)


def curie(name: str, prefixes: Mapping[str, str]) -> str:
    """`rca:owns` where a prefix fits and the rest needs no escape; else the IRI in full."""
    for prefix, namespace in prefixes.items():
        local = name.removeprefix(namespace)
        if prefix and local != name and local.isidentifier() and local.isascii():
            return f"{prefix}:{local}"
    return f"<{name}>"


def _turtle_literal(text: str, datatype: str) -> str:
    if datatype == "string":
        return quoted(text)
    return text if datatype in BARE else f'"{text}"^^xsd:{datatype}'


def _quoted_triple(subject: Term, predicate: Term, object_: Term) -> Term:
    assert isinstance(subject, Iri)
    assert isinstance(predicate, Iri)
    return Triple(subject, predicate, object_)


TERMS: Spelling[Term] = Spelling(Iri, Literal, _quoted_triple)


def oxigraph_spelling(xml: bool = False) -> "Spelling[OxTerm]":
    """Terms as pyoxigraph has them; for XML without the characters that XML cannot carry."""
    import pyoxigraph as ox

    datatypes: dict[str, ox.NamedNode] = {}

    def literal(text: str, datatype: str) -> ox.Literal:
        text = NOT_XML.sub("\ufffd", text) if xml else characters(text)
        if datatype == "string":
            return ox.Literal(text)
        type_ = datatypes.setdefault(datatype, ox.NamedNode(XSD + datatype))
        return ox.Literal(text, datatype=type_)

    def triple(subject: "OxTerm", predicate: "OxTerm", object_: "OxTerm") -> "OxTerm":
        assert isinstance(subject, ox.NamedNode)
        assert isinstance(predicate, ox.NamedNode)
        return ox.Triple(subject, predicate, object_)

    return Spelling(ox.NamedNode, literal, triple)
