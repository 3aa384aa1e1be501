"""SHACL shapes of structure: what holds of every graph that the exporter writes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from rcagraph.export.rdf.document import listed, nested, paragraph, words
from rcagraph.export.rdf.terms import DATATYPES, class_name, edge_name, property_name
from rcagraph.model.ontology import EDGE_PROPERTIES, NODE_PROPERTIES, ONTOLOGY, Ontology
from rcagraph.model.vocabulary import EdgeType, NodeType, Property, ValueType


class Facet(NamedTuple):
    """What a value must be beside its type."""

    said: str
    pairs: tuple[tuple[str, str], ...]


def _at_least(least: str) -> Facet:
    return Facet(f"at least {least}", (("sh:minInclusive", least),))


def _between(least: str, most: str) -> Facet:
    return Facet(f"{least} to {most}", (("sh:minInclusive", least), ("sh:maxInclusive", most)))


OUT_OF_THE_VAULT = words("(^|/)\\.\\.(/|$)")
FACETS: Mapping[str, Facet] = {
    "path": Facet(
        "relative to the vault, with /",
        (("sh:pattern", words("^[^/]")), ("sh:not", f"[ sh:pattern {OUT_OF_THE_VAULT} ]")),
    ),
    "line": _at_least("1"),
    "duration_minutes": _at_least("0"),
    "users_affected": _at_least("0"),
    "customer_errors": _at_least("0"),
    "support_tickets": _at_least("0"),
    "revenue_impact": _at_least("0"),
    "revenue_impact_currency": Facet(
        "three letters of ISO 4217", (("sh:pattern", words("^[A-Z]{3}$")),)
    ),
    "requests_affected_percent": _between("0", "100"),
    "error_rate_percent": _between("0", "100"),
    "latency_before_ms": _at_least("0"),
    "latency_after_ms": _at_least("0"),
    "strength": Facet("hard or soft", (("sh:in", listed((words("hard"), words("soft")))),)),
    "needed": _at_least("1"),
    "probability": _between("0", "1"),
}
"""By property of the table."""


def structure_shapes(ontology: Ontology) -> Iterator[str]:
    kinds = tuple(map(class_name, ontology.nodes.values()))
    yield from _node_shape(kinds)
    for kind in ontology.nodes.values():
        yield from _kind_shapes(kind)
    for edge in ontology.edges.values():
        yield from _edge_shape(ontology, edge)
    yield from _note_shape()
    yield from _evidence_shape(ontology)


def _node_shape(kinds: tuple[str, ...]) -> Iterator[str]:
    """What every node has, and that it is of one kind."""
    yield _is_iri("shape:Node", kinds)
    yield paragraph(
        "shape:OneKind",
        (
            ("a", "sh:NodeShape"),
            ("sh:targetSubjectsOf", "rca:uid"),
            ("sh:xone", listed(nested((("sh:class", kind),)) for kind in kinds)),
            ("sh:message", words("is of one kind", "en")),
        ),
    )
    for p in NODE_PROPERTIES:
        yield _value_shape(f"shape:Node-{p.camel}", p, "", kinds)


def _is_iri(name: str, classes: tuple[str, ...]) -> str:
    return paragraph(
        name,
        (
            ("a", "sh:NodeShape"),
            ("sh:targetClass", classes),
            ("sh:nodeKind", "sh:IRI"),
            ("sh:message", words("has an IRI", "en")),
        ),
    )


def _kind_shapes(kind: NodeType) -> Iterator[str]:
    for p in kind.properties:
        yield _value_shape(_shape_name(kind.name, p), p, kind.name, (class_name(kind),))


def _of(curie: str) -> str:
    """The shape of an edge; that of a profile's own lies below the vault's base too."""
    prefix, _, local = curie.partition(":")
    return f"{'ownshape' if prefix == 'own' else 'shape'}:{local}"


def _shape_name(owner: str, p: Property) -> str:
    is_known = owner in {*ONTOLOGY.nodes, "Evidence"} and p.name in ONTOLOGY.types
    return f"{'shape' if is_known else 'ownshape'}:{owner}-{p.camel}"


def _value_shape(name: str, p: Property, owner: str, classes: tuple[str, ...]) -> str:
    """One value of the type, several of a list; at least one where the table says always.

    Each has its target itself, for a validator then asks once for all nodes, not once for each.
    """
    path, datatype = property_name(p, owner), f"xsd:{DATATYPES[p.type]}"
    is_one = p.type is not ValueType.STRINGS
    facet = FACETS.get(p.name) if p.name in ONTOLOGY.types else None
    return paragraph(
        name,
        (
            ("a", "sh:PropertyShape"),
            ("sh:targetClass", classes),
            ("sh:path", path),
            ("sh:datatype", datatype),
            ("sh:minCount", "1" if p.required else ()),
            ("sh:maxCount", "1" if is_one else ()),
            *(facet.pairs if facet else ()),
            ("sh:message", words(_said(path, datatype, p.required, is_one, facet), "en")),
        ),
    )


def _said(path: str, datatype: str, is_needed: bool, is_one: bool, facet: Facet | None) -> str:
    number = {
        (True, True): "one",
        (True, False): "one or more",
        (False, True): "at most one",
        (False, False): "any number of",
    }[is_needed, is_one]
    return f"{path} has {number} {datatype}" + (f", {facet.said}" if facet else "")


def _edge_shape(ontology: Ontology, edge: EdgeType) -> Iterator[str]:
    """Which kinds it may join. The target is looked at from the source, whose place is known."""
    name, shape = edge_name(edge), _of(edge_name(edge))
    sources = tuple(class_name(ontology.nodes[kind]) for kind in edge.sources)
    targets = tuple(class_name(ontology.nodes[kind]) for kind in edge.targets)
    yield paragraph(
        shape,
        (
            ("a", "sh:NodeShape"),
            ("sh:targetSubjectsOf", name),
            _is_one_of(sources),
            ("sh:message", words(f"{name} begins at {_or(sources)}", "en")),
        ),
    )
    yield paragraph(
        f"{shape}-target",
        (
            ("a", "sh:PropertyShape"),
            ("sh:targetSubjectsOf", name),
            ("sh:path", name),
            _is_one_of(targets),
            ("sh:message", words(f"{name} leads to {_or(targets)}", "en")),
        ),
    )


def _is_one_of(classes: tuple[str, ...]) -> tuple[str, str]:
    if len(classes) == 1:
        return "sh:class", classes[0]
    return "sh:or", listed(nested((("sh:class", each),)) for each in classes)


def _or(classes: Iterable[str]) -> str:
    return " or ".join(classes)


def _note_shape() -> Iterator[str]:
    path = next(p for p in NODE_PROPERTIES if p.name == "path")
    yield _is_iri("shape:Note", ("rca:Note",))
    yield _value_shape("shape:Note-path", replace(path, required=True), "", ("rca:Note",))


def _evidence_shape(ontology: Ontology) -> Iterator[str]:
    """Of the form `statements`, which is the default."""
    evidence = ("rca:Evidence",)
    edges = listed(map(edge_name, ontology.edges.values()))
    node, type_ = ("sh:nodeKind", "sh:IRI"), ("sh:in", edges)
    yield _is_iri("shape:Evidence", evidence)
    yield _part_shape("subject", node, "the IRI of a node")
    yield _part_shape("predicate", type_, "the type of an edge")
    yield _part_shape("object", node, "the IRI of a node")
    yield paragraph(
        "shape:Evidence-source",
        (
            ("a", "sh:PropertyShape"),
            ("sh:targetClass", evidence),
            ("sh:path", "prov:wasDerivedFrom"),
            ("sh:minCount", "1"),
            ("sh:class", "rca:Note"),
            ("sh:message", words("prov:wasDerivedFrom names one or more notes", "en")),
        ),
    )
    of_edges = {p.name: p for edge in ontology.edges.values() for p in edge.properties}
    for p in (*EDGE_PROPERTIES, *of_edges.values()):
        yield _value_shape(_shape_name("Evidence", p), p, "", evidence)


def _part_shape(part: str, must_be: tuple[str, str], said: str) -> str:
    """One part of the triple that the evidence is about."""
    return paragraph(
        f"shape:Evidence-{part}",
        (
            ("a", "sh:PropertyShape"),
            ("sh:targetClass", "rca:Evidence"),
            ("sh:path", f"rdf:{part}"),
            ("sh:minCount", "1"),
            ("sh:maxCount", "1"),
            must_be,
            ("sh:message", words(f"rdf:{part} is one, {said}", "en")),
        ),
    )
