"""The short form of a rule's edges, and what the ontology tells of an edge that is not written."""

from collections.abc import Mapping

from rcagraph.model.ontology import Ontology
from rcagraph.model.vocabulary import EdgeType
from rcagraph.profile.reader import Raw

UNNAMED = "Unresolved"
"""A kind that no profile names."""


def edge_tables(rule: Raw) -> list[object]:
    """The `[[type.edge]]` tables of a rule, and those that its `edges` table is short for."""
    return [*rule.get("edge", []), *short_edges(rule)]


def short_edges(rule: Raw) -> list[Raw]:
    short = rule.get("edges", {})
    listed = short.items() if isinstance(short, Mapping) else ()
    return [edge for rel, value in listed for edge in long_forms(rel, value)]


def long_forms(rel: str, value: object) -> list[Raw]:
    """`AFFECTS = "systems"` or `AFFECTS = { from = "systems" }`, with the edge's type in it.

    In a list each table is an edge of its own, and all texts together are one.
    """
    listed = value if isinstance(value, list) else [value]
    tables = [one for one in listed if isinstance(one, Mapping)]
    texts = [one for one in listed if not isinstance(one, Mapping)]
    return [{"rel": rel, **one} for one in ([{"from": texts}] if texts else []) + tables]


def completed(edge: Raw, kind: str, ontology: Ontology) -> Raw:
    """With `reverse` and `to` where they follow from the kinds that the edge may join.

    An edge that fits in both directions is not reversed; one that may lead to any kind at all
    must say to which.
    """
    type_ = ontology.edges.get(str(edge.get("rel")))
    if type_ is None:
        return edge
    reverse = edge.get("reverse", _is_reversed(type_, kind, kinds_named(edge.get("to"))))
    ends = type_.sources if reverse is True else type_.targets
    implied = [end for end in ends if end != UNNAMED]
    to = {} if len(ends) == len(ontology.nodes) else {"to": implied}
    return {"reverse": reverse, **to, **edge}


def _is_reversed(type_: EdgeType, kind: str, others: list[str]) -> bool:
    """The kind can be the target and cannot be the source, with the other ends as they are."""
    if not others:
        return kind in type_.targets and kind not in type_.sources
    forward = all(type_.joins(kind, other) for other in others)
    return not forward and all(type_.joins(other, kind) for other in others)


def kinds_named(to: object) -> list[str]:
    """Of one kind or several; what else stands there is complained of later."""
    listed = to if isinstance(to, list) else [to]
    return [kind for kind in listed if isinstance(kind, str)]
