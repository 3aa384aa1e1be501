"""In which form a graph becomes RDF: its base, what is kept of the evidence, which RDF."""

from dataclasses import dataclass
from enum import StrEnum

from rcagraph.model.errors import RcaGraphError


class Provenance(StrEnum):
    """What becomes of the places that say an edge; the edge itself is a triple in any case."""

    STATEMENTS = "statements"
    """An `rdf:Statement` an edge: the one form that every tool reads."""
    REIFIERS = "reifiers"
    """RDF 1.2: a reifier of the triple term, under the same IRI as the statement."""
    GRAPHS = "graphs"
    """The edge once more in a named graph for each note that says it."""
    NONE = "none"


VERSIONS = ("1.1", "1.2")
QUADS = (".trig", ".nq")
"""Formats with named graphs."""
TRIPLE_TERMS = (".ttl", ".nt", ".trig", ".nq", ".rdf")
"""Formats that RDF 1.2 gave triple terms."""


@dataclass(frozen=True, slots=True)
class RdfForm:
    """`RcaGraphError` where the parts contradict each other."""

    base_iri: str = ""
    """Empty: one that is made of the vault's name."""
    version: str = "1.1"
    provenance: Provenance = Provenance.STATEMENTS

    def __post_init__(self) -> None:
        if self.provenance is Provenance.REIFIERS and self.version == "1.1":
            raise RcaGraphError("Reifiers need RDF 1.2", "Add --rdf-version 1.2")

    def check(self, suffix: str) -> None:
        """`RcaGraphError` where the format cannot carry the form."""
        if self.version == "1.2" and suffix not in TRIPLE_TERMS:
            raise RcaGraphError(
                f"{suffix} cannot carry RDF 1.2", f"Use one of {', '.join(TRIPLE_TERMS)}"
            )
        if self.provenance is Provenance.GRAPHS and suffix not in QUADS:
            raise RcaGraphError(
                f"{suffix} has no named graphs for the provenance", f"Use {' or '.join(QUADS)}"
            )


def form(base_iri: str = "", version: str = "1.1", provenance: str | None = None) -> RdfForm:
    """The form by its words; evidence is reifiers in RDF 1.2, else statements."""
    usual = Provenance.STATEMENTS if version == "1.1" else Provenance.REIFIERS
    return RdfForm(base_iri, version, Provenance(provenance) if provenance else usual)
