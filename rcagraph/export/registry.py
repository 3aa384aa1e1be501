"""THE EXPORTER TABLE: every kind of file that a graph can become."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from rcagraph.export.graphml import write_graphml
from rcagraph.export.mermaid import write_mermaid
from rcagraph.export.node_link import write_node_link
from rcagraph.export.rdf_files import SUFFIXES, write_rdf
from rcagraph.graph import KnowledgeGraph


class Exporter(NamedTuple):
    name: str
    option: str
    """The option of `rcagraph export`, which takes the file."""
    suffixes: tuple[str, ...]
    """The suffixes a file of the kind has, the usual one first."""
    write: Callable[[KnowledgeGraph, Path], None]
    """Writes the whole file or, with an `RcaGraphError`, nothing."""
    doc: str


EXPORTERS = (
    Exporter("RDF", "--rdf", SUFFIXES, write_rdf, "RDF, in the format that the suffix tells."),
    Exporter("GraphML", "--graphml", (".graphml",), write_graphml, "GraphML for Gephi and yEd."),
    Exporter("JSON", "--json", (".json",), write_node_link, "Node-link JSON for networkx and d3."),
    Exporter("Mermaid", "--mermaid", (".mmd",), write_mermaid, "A map of the dependencies."),
)
