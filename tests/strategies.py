"""Random graphs drawn from the ontology table, for properties that every graph must have."""

from collections.abc import Sequence
from datetime import UTC, timedelta, timezone

from hypothesis import strategies as st

from rcagraph.graph import Edge, KnowledgeGraph, Node
from rcagraph.model.facts import NodeKey, Place
from rcagraph.model.ontology import ONTOLOGY, Ontology
from rcagraph.model.vocabulary import Property, Value, ValueType

NASTY = (
    "100%",
    "a%20b",
    "日本語",
    "x#y?z",
    'a|b<c>"{}',
    "..",
    "a/../b",
    "-",
    "1. a_b_ *c* `d`",
    "back\\slash",
    "tab\tline\nreturn\rend",
    "nul\0bell\a",
    "line\u2028paragraph\u2029nel\x85",
    "non\ufffecharacter",
    "é e\u0301 🦀",
    "&amp; ]]> --> <!--",
    "",
    " ",
)
"""Text that some format has a meaning for, or trouble with."""

MOST_INTEGER = 2**63 - 1
zones = st.just(UTC) | st.integers(-14 * 60, 14 * 60).map(
    lambda minutes: timezone(timedelta(minutes=minutes))
)


def texts() -> st.SearchStrategy[str]:
    return st.sampled_from(NASTY) | st.text(max_size=12)


VALUES: dict[ValueType, st.SearchStrategy[Value]] = {
    ValueType.STRING: texts(),
    ValueType.STRINGS: st.lists(texts(), max_size=3).map(tuple),
    ValueType.INTEGER: st.integers(-MOST_INTEGER, MOST_INTEGER),
    ValueType.DECIMAL: st.floats(allow_nan=False, allow_infinity=False) | st.integers(-9, 9),
    ValueType.BOOLEAN: st.booleans(),
    ValueType.DATE: st.dates(),
    ValueType.DATETIME: st.datetimes(timezones=zones),
}


def properties(table: Sequence[Property]) -> st.SearchStrategy[dict[str, Value]]:
    """Values for all that are required and some of the others."""
    needed = {p.name: VALUES[p.type] for p in table if p.required}
    others = {p.name: VALUES[p.type] for p in table if not p.required}
    return st.fixed_dictionaries(needed, optional=others)


def places() -> st.SearchStrategy[tuple[Place, ...]]:
    place = st.builds(Place, texts(), st.integers(1, 99), texts())
    return st.lists(place, min_size=1, max_size=3, unique=True).map(lambda p: tuple(sorted(p)))


def keys(ontology: Ontology) -> st.SearchStrategy[NodeKey]:
    scopes = st.sampled_from(("test", "acme"))
    return st.builds(NodeKey, scopes, st.sampled_from(sorted(ontology.nodes)), texts())


@st.composite
def nodes(draw: st.DrawFn, key: NodeKey, ontology: Ontology) -> Node:
    table = [
        *ontology.nodes[key.kind].properties,
        *(p for p in ontology.node_properties(key.kind) if p.name in ("title", "path", "tags")),
    ]
    return Node(key, draw(texts()), draw(st.booleans()), draw(places()), draw(properties(table)))


@st.composite
def graphs(draw: st.DrawFn, ontology: Ontology = ONTOLOGY) -> KnowledgeGraph:
    """A valid graph of a few nodes and any edges that they may have."""
    drawn = draw(st.lists(keys(ontology), unique=True, max_size=6))
    possible = [
        (edge, source, target)
        for edge in ontology.edges.values()
        for source in drawn
        for target in drawn
        if edge.joins(source.kind, target.kind)
    ]
    joined = draw(st.lists(st.sampled_from(possible), unique=True, max_size=8)) if possible else []
    edges = [
        Edge(
            type_.name,
            source,
            target,
            draw(places()),
            draw(st.booleans()),
            tuple(draw(st.lists(texts(), max_size=2, unique=True))),
            draw(properties(type_.properties)),
        )
        for type_, source, target in joined
    ]
    return KnowledgeGraph("test", [draw(nodes(key, ontology)) for key in drawn], edges, ontology)


def shuffled(graph: KnowledgeGraph) -> st.SearchStrategy[KnowledgeGraph]:
    """The same graph, told in another order."""
    return st.builds(
        KnowledgeGraph,
        st.just(graph.vault),
        st.permutations(graph.nodes()),
        st.permutations(graph.edges()),
        st.just(graph.ontology),
    )
