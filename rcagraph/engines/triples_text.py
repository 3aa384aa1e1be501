"""What a CONSTRUCT or DESCRIBE finds, as Turtle: sorted, a paragraph a subject."""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from rcagraph.export.rdf.spelling import curie
from rcagraph.export.rdf.terms import TYPE, XSD

if TYPE_CHECKING:
    import pyoxigraph as ox

BARE = {
    f"{XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{XSD}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"{XSD}boolean": re.compile(r"true|false"),
}
"""Datatypes that Turtle knows by the look of the value."""


def turtle(ntriples: str, prefixes: Mapping[str, str], base: str) -> str:
    """IRIs below the base are written relative to it; only prefixes that are used are declared."""
    body = "".join(_paragraphs(ntriples, prefixes, base))
    used = [p for p in sorted(prefixes) if p and re.search(rf"(?:^|[\s^]){p}:\w", body, re.M)]
    head = [f"@base <{base}> .\n", *(f"@prefix {p}: <{prefixes[p]}> .\n" for p in used)]
    return "".join(head) + body


def _paragraphs(ntriples: str, prefixes: Mapping[str, str], base: str) -> Iterator[str]:
    import pyoxigraph as ox

    def spelled(term: object) -> str:
        if isinstance(term, ox.NamedNode):
            return iri_text(term.value, prefixes, base)
        if isinstance(term, ox.Literal):
            return _literal(term, spelled(term.datatype))
        return str(term)

    quads = ox.parse(ntriples, ox.RdfFormat.N_TRIPLES)
    for subject, some in groupby(quads, lambda quad: quad.subject):
        said = [(quad.predicate.value, spelled(quad.object)) for quad in some]
        lines = [f"a {text}" for name, text in said if name == TYPE]
        lines += [f"{iri_text(n, prefixes, base)} {text}" for n, text in said if n != TYPE]
        yield f"\n{spelled(subject)} " + " ;\n    ".join(lines) + " .\n"


def _literal(term: "ox.Literal", datatype: str) -> str:
    look = BARE.get(term.datatype.value)
    if look and look.fullmatch(term.value):
        return term.value
    quoted, marks, _ = str(term).rpartition("^^")
    return f"{quoted}^^{datatype}" if marks and not term.language else str(term)


def iri_text(name: str, prefixes: Mapping[str, str], base: str) -> str:
    """As a query or a Turtle file may write it: `<service/web>`, `rca:affects`."""
    if name.startswith(base):
        return f"<{name[len(base) :]}>"
    return curie(name, prefixes)
