"""What stands in many places of the JSON Schema of `rcagraph.toml`: kinds, sources, patterns."""

from rcagraph.model.ontology import EDGES, NODES
from rcagraph.reference.front_values import offering
from rcagraph.reference.shapes import TEXT, Schema, array, counted, described, table


def several(value: Schema) -> Schema:
    """One, or a list of them."""
    return {"anyOf": [value, array(value)]}


KIND = offering([node.name for node in NODES], TEXT)
REL = offering([edge.name for edge in EDGES], TEXT)
TEXTS_LIST = several(TEXT)
REGEX = described(TEXT, "A regular expression of Python.")
EXPRESSION = described(
    TEXT, "A key of the front matter, or `path:RE`, `list:HEADING`, `@name`, `=TEXT` …"
)
TAKEN = described(
    REGEX, "A value must fit; its first group, or all that matches, is what is taken."
)
PART = table(
    "A part of each value that a source gives.",
    **{"from": several(EXPRESSION), "pattern": TAKEN},
)
SOURCE: Schema = {"$ref": "#/$defs/source"}
MAP = counted(TEXT, "Spelling to what is meant.")
