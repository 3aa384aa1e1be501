"""THE EXPORTER TABLE: every kind of file, or folder of files, that a graph can become."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from rcagraph.export.graphml import write_graphml
from rcagraph.export.mermaid import write_mermaid
from rcagraph.export.neo4j.csv_files import write_neo4j_csv
from rcagraph.export.neo4j.script import script_remark, write_script
from rcagraph.export.node_link import write_node_link
from rcagraph.export.rdf.files import SUFFIXES, write_rdf
from rcagraph.graph import KnowledgeGraph


def _nothing(graph: KnowledgeGraph) -> str:
    return ""


class Exporter(NamedTuple):
    name: str
    option: str
    """The option of `rcagraph export`, which takes the file or the folder."""
    suffixes: tuple[str, ...]
    """The suffixes a file of the kind has, the usual one first; of a folder none."""
    write: Callable[[KnowledgeGraph, Path], None]
    """Writes the whole file or, with an `RcaGraphError`, nothing."""
    doc: str
    remark: Callable[[KnowledgeGraph], str] = _nothing
    """What the user should know about this graph in this form; mostly empty."""


EXPORTERS = (
    Exporter("RDF", "--rdf", SUFFIXES, write_rdf, "RDF, in the format that the suffix tells."),
    Exporter("GraphML", "--graphml", (".graphml",), write_graphml, "GraphML for Gephi and yEd."),
    Exporter("JSON", "--json", (".json",), write_node_link, "Node-link JSON for networkx and d3."),
    Exporter("Mermaid", "--mermaid", (".mmd",), write_mermaid, "A map of the dependencies."),
    Exporter(
        "Cypher",
        "--cypher",
        (".cypher",),
        write_script,
        "A script for cypher-shell, Neo4j Browser and Aura.",
        script_remark,
    ),
)

FOLDER_EXPORTERS = (
    Exporter(
        "Neo4j CSV", "--neo4j-csv", (), write_neo4j_csv, "Files for `neo4j-admin database import`."
    ),
)
