"""The SHACL shapes that the ontology table gives, in Turtle: structure, quality and cycles."""

from collections.abc import Callable, Iterator, Mapping

from rcagraph.export.rdf.alignment import NAMESPACES
from rcagraph.export.rdf.document import document
from rcagraph.export.rdf.names import own_namespace
from rcagraph.export.rdf.parts import ALL, CYCLES, QUALITY, STRUCTURE
from rcagraph.export.rdf.quality_shapes import cycle_shapes, quality_shapes
from rcagraph.export.rdf.structure_shapes import structure_shapes
from rcagraph.model.ontology import ONTOLOGY, Ontology

PARTS: Mapping[str, Callable[[Ontology], Iterator[str]]] = {
    STRUCTURE: structure_shapes,
    QUALITY: lambda _: quality_shapes(),
    CYCLES: lambda _: cycle_shapes(),
}


def shapes(part: str = ALL, ontology: Ontology = ONTOLOGY, base: str = "") -> str:
    """The shapes of a part, or of all; those of what a profile adds lie below the `base`."""
    chosen = PARTS.values() if part == ALL else (PARTS[part],)
    paragraphs = [paragraph for each in chosen for paragraph in each(ontology)]
    own = {"own": own_namespace(base), "ownshape": f"{base}shapes#"}
    return document({**NAMESPACES, **own}, *paragraphs)
