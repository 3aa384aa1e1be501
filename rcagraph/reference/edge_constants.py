"""What a rule may say of all its edges, `strength = "soft"`, as words of a JSON Schema."""

from rcagraph.model.ontology import Ontology
from rcagraph.model.vocabulary import Property, ValueType
from rcagraph.profile.edge_values import GROUPED
from rcagraph.reference.shapes import DAY, NUMBER, TEXT, TRUTH, Schema, array, choice, described

_BY_TYPE: dict[ValueType, Schema] = {
    ValueType.STRING: TEXT,
    ValueType.STRINGS: {"anyOf": [TEXT, array(TEXT)]},
    ValueType.INTEGER: {"type": "integer"},
    ValueType.DECIMAL: NUMBER,
    ValueType.BOOLEAN: TRUTH,
    ValueType.DATE: {"anyOf": [DAY, {"type": "object"}]},
    ValueType.DATETIME: {"anyOf": [TEXT, {"type": "object"}]},
}


def edge_constants(ontology: Ontology, *edges: str) -> dict[str, Schema]:
    """By property, of these edges or of all: what is called alike has one type in the table."""
    types = [ontology.edges[name] for name in edges or sorted(ontology.edges)]
    properties = (one for type_ in types for one in type_.properties)
    return {one.name: _constant(one) for one in properties if one.name not in GROUPED}


def _constant(one: Property) -> Schema:
    form = choice(one.values) if one.values else _BY_TYPE[one.type]
    if one.bounds:
        form = {**form, "minimum": one.bounds[0], "maximum": one.bounds[1]}
    return described(form, f"Of every edge of the rule that says no other: {one.doc}".strip(" :"))
