"""The `[[kind]]`, `[[edge]]` and `[[property]]` tables of a profile: what it adds to the table."""

from dataclasses import replace

from rcagraph.model.ontology import EDGES, NODES, Ontology, ontology
from rcagraph.model.vocabulary import EdgeType, Identity, Impact, NodeType, Property, ValueType
from rcagraph.profile.reader import Raw, Reader

VALUE_TYPES = {
    "string": ValueType.STRING,
    "strings": ValueType.STRINGS,
    "integer": ValueType.INTEGER,
    "decimal": ValueType.DECIMAL,
    "boolean": ValueType.BOOLEAN,
    "date": ValueType.DATE,
    "datetime": ValueType.DATETIME,
}
IMPACTS = {"none": Impact.NONE, "to_source": Impact.TO_SOURCE, "to_target": Impact.TO_TARGET}
IDENTITIES = {"name": Identity.NAME, "path": Identity.PATH}


def own_ontology(raw: Raw, read: Reader) -> Ontology:
    """The table with the profile's own kinds, edges and properties, under the table's rules."""
    kinds = [
        _kind(number, table, read)
        for number, table in enumerate(read.tables(raw.get("kind", []), "[[kind]]"))
    ]
    nodes = {node.name: node for node in (*NODES, *kinds)}
    edges = {edge.name: edge for edge in EDGES}
    for number, table in enumerate(read.tables(raw.get("edge", []), "[[edge]]")):
        read.enter("[[edge]]", number)
        edge = _edge(table, edges, read)
        edges[edge.name] = edge
    for number, table in enumerate(read.tables(raw.get("property", []), "[[property]]")):
        read.enter("[[property]]", number)
        _add_property(table, nodes, edges, read)
    if len(nodes) < len(NODES) + len(kinds):
        repeated = next(k.name for k in kinds if k.name in {n.name for n in NODES})
        raise read.error(f"there is a kind {repeated!r} already", repeated, "another name")
    try:
        return ontology(tuple(nodes.values()), tuple(edges.values()))
    except ValueError as error:
        read.enter("")
        raise read.error(str(error), "kind", "names as the reference of the ontology has") from None


def _kind(number: int, table: object, read: Reader) -> NodeType:
    read.enter("[[kind]]", number)
    raw = read.keys(table, "[[kind]]", "name", "doc", "identity")
    return NodeType(
        name=read.text(raw.get("name", ""), "name"),
        doc=read.text(raw.get("doc", ""), "doc"),
        identity=IDENTITIES[read.choice(raw.get("identity", "name"), "identity", IDENTITIES)],
    )


def _edge(table: object, known: dict[str, EdgeType], read: Reader) -> EdgeType:
    """A new edge; or a known one, which may then join more kinds."""
    raw = read.keys(table, "[[edge]]", "name", "from", "to", "doc", "inverse", "impact")
    name = read.text(raw.get("name", ""), "name")
    sources = read.strings(raw.get("from", []), "from")
    targets = read.strings(raw.get("to", []), "to")
    if name in known:
        edge = known[name]
        return replace(
            edge,
            sources=tuple(dict.fromkeys((*edge.sources, *sources))),
            targets=tuple(dict.fromkeys((*edge.targets, *targets))),
        )
    if not sources or not targets:
        raise read.error(f"edge {name!r} joins nothing", "edge", "from = 'Kind' and to = 'Kind'")
    return EdgeType(
        name=name,
        sources=sources,
        targets=targets,
        doc=read.text(raw.get("doc", ""), "doc"),
        inverse=read.text(raw.get("inverse", f"{name.replace('_', ' ').lower()} of"), "inverse"),
        impact=IMPACTS[read.choice(raw.get("impact", "none"), "impact", IMPACTS)],
    )


def _add_property(
    table: object, nodes: dict[str, NodeType], edges: dict[str, EdgeType], read: Reader
) -> None:
    raw = read.keys(table, "[[property]]", "of", "name", "type", "doc")
    owner = read.choice(raw.get("of", ""), "of", {**nodes, **edges})
    type_ = VALUE_TYPES[read.choice(raw.get("type", "string"), "type", VALUE_TYPES)]
    added = Property(
        read.text(raw.get("name", ""), "name"), type_, read.text(raw.get("doc", ""), "doc")
    )
    if owner in nodes:
        nodes[owner] = replace(nodes[owner], properties=(*nodes[owner].properties, added))
    else:
        edges[owner] = replace(edges[owner], properties=(*edges[owner].properties, added))
