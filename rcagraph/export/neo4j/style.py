"""The colours and captions of the graph in Neo4j Browser, made from the ontology."""

from collections.abc import Iterator

from rcagraph.model.ontology import ONTOLOGY, Ontology

PALETTE = (
    *("#C0392B", "#1F77B4", "#2CA02C", "#9467BD", "#8C6D31", "#17A2B8", "#5B6770"),
    *("#E67E22", "#BCBD22", "#E377C2", "#D4AC0D", "#7FB3D5", "#AEB6BF"),
)
"""One a kind, in the table's order, and then again from the first."""

LARGE = frozenset({"Incident", "Service"})
"""What the others are there for."""

NODE = """\
node.{name} {{
  color: {colour};
  border-color: {colour};
  text-color-internal: #FFFFFF;
  diameter: {diameter};
  caption: "{{{caption}}}";
}}

"""
EDGE = """\
relationship.{name} {{
  color: {colour};
  border-color: {colour};
  text-color-internal: #FFFFFF;
  text-color-external: #333333;
  shaft-width: {width};
  font-size: 8px;
  padding: 3px;
  caption: "<type>";
}}

"""
BASE = """\
node {{
  diameter: 50px;
  color: {colour};
  border-color: {colour};
  border-width: 2px;
  text-color-internal: #FFFFFF;
  font-size: 10px;
  caption: "{{name}}";
}}

"""


def style(ontology: Ontology = ONTOLOGY) -> str:
    """A `.grass` file: drop it on Neo4j Browser, or load it with `:style`."""
    return "".join(_rules(ontology)).rstrip("\n") + "\n"


def _rules(ontology: Ontology) -> Iterator[str]:
    yield BASE.format(colour=PALETTE[-1])
    # Every node has this label too, and the first rule with a colour would win.
    yield 'node.RcaEntity {\n  caption: "{name}";\n}\n\n'
    for number, kind in enumerate(ontology.nodes):
        caption = "text" if "text" in (p.name for p in ontology.nodes[kind].properties) else "name"
        yield NODE.format(
            name=kind,
            colour=PALETTE[number % len(PALETTE)],
            diameter="65px" if kind in LARGE else "50px",
            caption=caption,
        )
    carrying = {edge.name for edge in ontology.impact_edges}
    for type_ in ontology.edges:
        heavy = type_ in carrying
        yield EDGE.format(
            name=type_, colour="#C0392B" if heavy else "#A5ABB6", width="3px" if heavy else "1px"
        )
