"""The ontology table as words of RDF: each class and property, with what others call it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import NamedTuple

from rcagraph.export.rdf.alignment import CLASSES, EDGES, NOT_ALIGNED, PROPERTIES, Aligned
from rcagraph.export.rdf.terms import DATATYPES, class_name, edge_name, property_name
from rcagraph.model.ontology import ONTOLOGY, Ontology
from rcagraph.model.vocabulary import EdgeType, NodeType, Property, camel

TRANSITIVE = "rca:dependsOnTransitive"


class Sort(Enum):
    CLASS = "owl:Class"
    EDGE = "owl:ObjectProperty"
    VALUE = "owl:DatatypeProperty"


class Word(NamedTuple):
    """One term."""

    name: str
    """As prefix:name; `own:` is what a profile adds."""
    sort: Sort
    label: str
    doc: str
    aligned: Aligned = NOT_ALIGNED
    domain: tuple[str, ...] = ()
    """The classes that have it; empty: any."""
    range: tuple[str, ...] = ()
    """The classes, or the one datatype, of its values."""
    inverse: str = ""
    is_transitive: bool = False

    @property
    def is_ours(self) -> bool:
        """In `rca:`, or the vault's own; else a word that is only used."""
        return self.name.startswith(("rca:", "own:"))

    @property
    def language(self) -> str:
        """The table speaks English; who knows what a profile speaks."""
        return "" if self.name.startswith("own:") else "en"


RDF_CLASSES = (
    Word(
        "rca:Note",
        Sort.CLASS,
        "note",
        "A file of the vault. What a note is about is something else, but for runbooks and "
        "documents, which are their notes.",
        Aligned(("foaf:Document", "prov:Entity")),
    ),
    Word(
        "rca:Postmortem",
        Sort.CLASS,
        "post-mortem",
        "A note that tells of an incident: text, where the incident is an event.",
        Aligned(("rca:Note",), related=("noria:TroubleTicket",)),
    ),
    Word(
        "rca:Evidence",
        Sort.CLASS,
        "evidence",
        "What says that an edge is there: where it is written, by which rule it was read, and what "
        "else is said of the edge.",
        Aligned(("prov:Entity", "rdf:Statement")),
    ),
)
"""What the exporter adds to the table's kinds."""


def vocabulary(ontology: Ontology = ONTOLOGY) -> tuple[Word, ...]:
    """Every word that the data of such an ontology may use and that the table tells of."""
    edges = tuple(_edges(ontology))
    return (
        *(_class(kind) for kind in ontology.nodes.values()),
        *RDF_CLASSES,
        *edges,
        *_transitive(),
        *_inverses(ontology, edges),
        *_values(ontology),
    )


def _class(kind: NodeType) -> Word:
    label = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", kind.name)
    aligned = CLASSES.get(kind.name, NOT_ALIGNED) if kind.name in ONTOLOGY.nodes else NOT_ALIGNED
    return Word(class_name(kind), Sort.CLASS, label.lower(), kind.doc, aligned)


def _edges(ontology: Ontology) -> Iterator[Word]:
    inverses = _inverse_names(ontology)
    for edge in ontology.edges.values():
        yield Word(
            edge_name(edge),
            Sort.EDGE,
            edge.name.replace("_", " ").lower(),
            edge.doc,
            EDGES.get(edge.name, NOT_ALIGNED) if edge.name in ONTOLOGY.edges else NOT_ALIGNED,
            _classes(ontology, edge.sources),
            _classes(ontology, edge.targets),
            inverses[edge.name],
        )


def _classes(ontology: Ontology, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Empty where every kind is meant."""
    if len(kinds) == len(ontology.nodes):
        return ()
    return tuple(class_name(ontology.nodes[kind]) for kind in kinds)


def _inverse_names(ontology: Ontology) -> Mapping[str, str]:
    """By type of edge. A profile's text that makes no name, or a taken one, gives way."""
    taken = {edge_name(edge) for edge in ontology.edges.values()} | {TRANSITIVE}
    taken |= {class_name(kind) for kind in ontology.nodes.values()}
    taken |= {name for _, _, name in _named_properties(ontology)}
    names: dict[str, str] = {}
    for edge in ontology.edges.values():
        prefix = edge_name(edge).partition(":")[0]
        name = f"{prefix}:{_camel_of(edge)}"
        if name in taken:
            name = f"{edge_name(edge)}Inverse"
        taken.add(name)
        names[edge.name] = name
    return names


def _camel_of(edge: EdgeType) -> str:
    name = camel("_".join(edge.inverse.split()))
    return name if re.fullmatch(r"[A-Za-z][A-Za-z0-9]*", name) else f"{edge.camel}Inverse"


def _transitive() -> Iterator[Word]:
    yield Word(
        TRANSITIVE,
        Sort.EDGE,
        "depends on, directly or not",
        "What a reasoner finds by following rca:dependsOn; never written. In SPARQL: "
        "rca:dependsOn+.",
        is_transitive=True,
    )


def _inverses(ontology: Ontology, edges: Iterable[Word]) -> Iterator[Word]:
    types = ontology.edges.values()
    for edge, word in zip(types, edges, strict=True):
        yield Word(
            word.inverse,
            Sort.EDGE,
            edge.inverse,
            f"{word.name} from the other end; never written.",
            Aligned(close=word.aligned.inverse_close),
            word.range,
            word.domain,
        )


def _named_properties(ontology: Ontology) -> Iterator[tuple[Property, str, str]]:
    """Each property wherever it stands: itself, its owner's class, its own name."""
    for kind in ontology.nodes.values():
        for p in ontology.node_properties(kind.name):
            yield p, class_name(kind), property_name(p, kind.name)
    for edge in ontology.edges.values():
        for p in ontology.edge_properties(edge.name):
            yield p, "rca:Evidence", property_name(p, edge.name)


def _values(ontology: Ontology) -> Iterator[Word]:
    """One a name, with the classes that have it."""
    found: dict[str, list[tuple[Property, str]]] = {}
    for p, owner, name in _named_properties(ontology):
        found.setdefault(name, []).append((p, owner))
    for name, places in found.items():
        p, owners = places[0][0], dict.fromkeys(owner for _, owner in places)
        is_of_any = len(owners) >= len(ontology.nodes)
        yield Word(
            name,
            Sort.VALUE,
            p.name.replace("_", " "),
            " ".join(dict.fromkeys(p.doc for p, _ in places)),
            PROPERTIES.get(p.name, NOT_ALIGNED) if p.name in ONTOLOGY.types else NOT_ALIGNED,
            () if is_of_any else tuple(owners),
            (f"xsd:{DATATYPES[p.type]}",),
        )


USED = {
    "rdf:type": "The kind of a node; of a note and of evidence what it is.",
    "rdf:subject": "Of evidence: where the edge begins.",
    "rdf:predicate": "Of evidence: the type of the edge.",
    "rdf:object": "Of evidence: where the edge ends.",
    "rdf:reifies": "Of evidence in RDF 1.2, in place of the three: the edge as a triple term.",
    "prov:wasDerivedFrom": "From evidence to each note that says so.",
    "foaf:primaryTopic": "From a note to the incident that it tells of.",
    "foaf:topic": "The same, where it tells of several.",
}
"""Others' words that the data has beside those of the table."""
