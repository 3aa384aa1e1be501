"""The page of the ontology: kinds, edges and properties, with their names in Neo4j and RDF."""

from collections.abc import Iterable, Iterator

from rcagraph.export.rdf.terms import RCA, class_name, edge_name, property_name
from rcagraph.model.ontology import ANY, EDGE_PROPERTIES, NODE_PROPERTIES, ONTOLOGY, Ontology
from rcagraph.model.vocabulary import EdgeType, Identity, Impact, NodeType, Property
from rcagraph.reference.page import page, table

RDF_ONLY = (
    (
        "`rca:Evidence`",
        "What says that an edge is there. An `rdf:Statement`; IRI `edge/…`.",
        "`rdf:subject`, `rdf:predicate`, `rdf:object`, `prov:wasDerivedFrom` each note that says "
        "it, and those of the edge",
    ),
    ("`rca:Note`", "A file of the vault; IRI `note/…`, or the runbook's own.", "`rca:path`"),
    (
        "`rca:Postmortem`",
        "A note that tells of an incident: text, where the incident is an event.",
        "`foaf:primaryTopic` the incident; `foaf:topic` where it tells of several",
    ),
)
"""What the exporter adds to the table's words."""

OWN = "*(this profile's own)*"
"""Marks what a profile adds to the table."""

IDENTITIES = {
    Identity.PATH: "its note: the path in the vault, without suffix",
    Identity.NAME: "its name: a note and a mention of one name are one node",
}
IMPACTS = {
    Impact.NONE: "Carries no failure.",
    Impact.TO_SOURCE: "A failure of the target travels to the source.",
    Impact.TO_TARGET: "A failure of the source travels to the target.",
}


def ontology_page(ontology: Ontology = ONTOLOGY) -> str:
    """Every kind of node and edge with its properties and its names in Neo4j and RDF."""
    kinds = tuple(ontology.nodes.values())
    edges = tuple(ontology.edges.values())
    return page(
        "Ontology",
        f"The graph has {len(kinds)} kinds of node and {len(edges)} types of edge. In Neo4j and "
        "embedded Cypher a kind is a label, a type of edge a relationship type.\n"
        f"In RDF `rca:` is `{RCA}`, and `own:` what a profile adds, in the namespace of its vault; "
        "a list becomes one value an item, and its order is not kept.\n"
        "The [vocabulary](vocabulary.md) tells what the words of RDF are in others' vocabularies.",
        _diagram(ontology),
        "## Kinds of node",
        "Every node has these properties:",
        _properties(NODE_PROPERTIES, ANY),
        *(part for kind in kinds for part in _kind(ontology, kind)),
        "## Types of edge",
        "Every edge has these properties. In RDF they stand on its `rca:Evidence`, an "
        "`rdf:Statement` about the edge.",
        _properties(EDGE_PROPERTIES, ANY),
        *(part for edge in edges for part in _edge(ontology, edge)),
        "## In RDF only",
        table(("Class", "What it is", "Its properties"), RDF_ONLY),
    )


def _diagram(ontology: Ontology) -> str:
    """Without the edges that join anything to anything: they would hide the rest."""
    edges = [e for e in ontology.edges.values() if len(e.sources) < len(ontology.nodes)]
    lines = [
        f"    {source} -->|{edge.name}| {target}"
        for edge in edges
        for source in edge.sources
        for target in edge.targets
    ]
    return "\n".join(("```mermaid", "flowchart LR", *lines, "```"))


def _kind(ontology: Ontology, kind: NodeType) -> Iterator[str]:
    known = ONTOLOGY.nodes.get(kind.name)
    yield f"### {kind.name}"
    yield kind.doc if known else f"{kind.doc} {OWN}"
    yield (
        f"Neo4j `:{kind.name}`, RDF `{class_name(kind)}`, IRI `{kind.slug}/…`. "
        f"Known by {IDENTITIES[kind.identity]}."
    )
    if kind.properties:
        yield _properties(
            kind.properties, kind.name, known.properties if known else kind.properties
        )
    yield f"Edges out: {_names(e for e in ontology.edges.values() if kind.name in e.sources)}."
    yield f"Edges in: {_names(e for e in ontology.edges.values() if kind.name in e.targets)}."


def _edge(ontology: Ontology, edge: EdgeType) -> Iterator[str]:
    known = ONTOLOGY.edges.get(edge.name)
    yield f"### {edge.name}"
    doc = edge.doc if known else f"{edge.doc} {OWN}"
    yield f"{doc} From the other end: *{edge.inverse}*. {IMPACTS[edge.impact]}"
    yield f"Neo4j `:{edge.name}`, RDF `{edge_name(edge)}`."
    sources = _ends(ontology, edge.sources, known.sources if known else edge.sources)
    targets = _ends(ontology, edge.targets, known.targets if known else edge.targets)
    yield table(("From", "To"), [(sources, targets)])
    if edge.properties:
        yield _properties(
            edge.properties, edge.name, known.properties if known else edge.properties
        )


def _ends(ontology: Ontology, kinds: tuple[str, ...], known: tuple[str, ...]) -> str:
    """The kinds, those that the profile adds marked."""
    if len(kinds) == len(ontology.nodes):
        return "any kind"
    return ", ".join(kind if kind in known else f"{kind} {OWN}" for kind in kinds)


def _names(edges: Iterable[EdgeType]) -> str:
    return ", ".join(f"`{edge.name}`" for edge in edges)


def _properties(
    properties: Iterable[Property], owner: str, known: Iterable[Property] | None = None
) -> str:
    """Those that are not among the `known` are marked."""
    names = None if known is None else {p.name for p in known}
    rows = (
        (
            f"`{p.name}`",
            p.type.value + (", always" if p.required else ""),
            p.doc if names is None or p.name in names else f"{p.doc} {OWN}",
            f"`{p.camel}`",
            f"`{property_name(p, owner)}`",
        )
        for p in properties
    )
    return table(("Property", "Type", "What it says", "Neo4j", "RDF"), rows)
