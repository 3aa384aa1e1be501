"""Pages written from the tables: the ontology and the diagnostics, so that they never disagree."""

from collections.abc import Callable, Iterable, Iterator

from rcagraph.export.rdf_terms import RCA, class_name, edge_name, property_name
from rcagraph.model.diagnostics import Code
from rcagraph.model.ontology import EDGE_PROPERTIES, NODE_PROPERTIES, ONTOLOGY, Ontology
from rcagraph.model.vocabulary import EdgeType, Identity, Impact, NodeType, Property

GENERATED = "<!-- Written by `rcagraph.reference`; change the table it comes from instead. -->"

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

GROUPS = {
    "0": "Files",
    "1": "Front matter",
    "2": "A note",
    "3": "Joining notes",
    "4": "The graph",
}
"""What a code's first digit says."""

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
    return _page(
        "Ontology",
        f"The graph has {len(kinds)} kinds of node and {len(edges)} types of edge. In Neo4j and "
        "embedded Cypher a kind is a label, a type of edge a relationship type.\n"
        f"In RDF `rca:` is `{RCA}`; a list becomes one value an item, and its order is not kept.",
        _diagram(ontology),
        "## Kinds of node",
        "Every node has these properties:",
        _properties(NODE_PROPERTIES),
        *(part for kind in kinds for part in _kind(ontology, kind)),
        "## Types of edge",
        "Every edge has these properties. In RDF they stand on its `rca:Evidence`, an "
        "`rdf:Statement` about the edge.",
        _properties(EDGE_PROPERTIES),
        *(part for edge in edges for part in _edge(ontology, edge)),
        "## In RDF only",
        _table(("Class", "What it is", "Its properties"), RDF_ONLY),
    )


def diagnostics_page() -> str:
    """Every code with its severity, what it means and what to do."""
    groups = [
        part
        for digit, title in GROUPS.items()
        for part in (f"## {title}", _codes(c for c in Code if c.name[3] == digit))
    ]
    return _page(
        "Diagnostics",
        "An *error* means that something was not read; a *warning*, that it may not mean what it "
        "says.\nEither way the rest of the vault is read. A code never changes its meaning.",
        *groups,
    )


PAGES: tuple[tuple[str, Callable[[], str]], ...] = (
    ("docs/reference/ontology.md", ontology_page),
    ("docs/reference/diagnostics.md", diagnostics_page),
)
"""Every generated page: where it is kept, and what it must hold."""


def _page(title: str, *parts: str) -> str:
    return "\n\n".join((f"# {title}", GENERATED, *parts)) + "\n"


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
    yield f"### {kind.name}"
    yield kind.doc
    yield (
        f"Neo4j `:{kind.name}`, RDF `{class_name(kind)}`, IRI `{kind.slug}/…`. "
        f"Known by {IDENTITIES[kind.identity]}."
    )
    if kind.properties:
        yield _properties(kind.properties)
    yield f"Edges out: {_names(e for e in ontology.edges.values() if kind.name in e.sources)}."
    yield f"Edges in: {_names(e for e in ontology.edges.values() if kind.name in e.targets)}."


def _edge(ontology: Ontology, edge: EdgeType) -> Iterator[str]:
    yield f"### {edge.name}"
    yield f"{edge.doc} From the other end: *{edge.inverse}*. {IMPACTS[edge.impact]}"
    yield f"Neo4j `:{edge.name}`, RDF `{edge_name(edge)}`."
    sources, targets = _ends(ontology, edge.sources), _ends(ontology, edge.targets)
    yield _table(("From", "To"), [(sources, targets)])
    if edge.properties:
        yield _properties(edge.properties)


def _ends(ontology: Ontology, kinds: tuple[str, ...]) -> str:
    return "any kind" if len(kinds) == len(ontology.nodes) else ", ".join(kinds)


def _names(edges: Iterable[EdgeType]) -> str:
    return ", ".join(f"`{edge.name}`" for edge in edges)


def _properties(properties: Iterable[Property]) -> str:
    rows = (
        (
            f"`{p.name}`",
            p.type.value + (", always" if p.required else ""),
            p.doc,
            f"`{p.camel}`",
            f"`{property_name(p)}`",
        )
        for p in properties
    )
    return _table(("Property", "Type", "What it says", "Neo4j", "RDF"), rows)


def _codes(codes: Iterable[Code]) -> str:
    rows = (
        (f"`{c.name}`", c.severity.value, _sentence(c.value.title), _sentence(c.value.remedy))
        for c in codes
    )
    return _table(("Code", "Severity", "What is wrong", "What to do"), rows)


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:] + "."


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
