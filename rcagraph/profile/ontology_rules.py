"""The `[[kind]]`, `[[edge]]` and `[[property]]` tables of a profile: what it adds to the table."""

from dataclasses import replace

from rcagraph.model.ontology import ANY, EDGES, NODES, Ontology, ontology
from rcagraph.model.vocabulary import EdgeType, Identity, Impact, NodeType, Property, ValueType
from rcagraph.profile.reader import OWN_KINDS, Raw, Reader

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
OF_ITS_OWN = ("doc", "inverse", "impact")
"""What only the first table of an edge may say."""


def own_ontology(raw: Raw, read: Reader) -> Ontology:
    """The table with the profile's own kinds, edges and properties, under the table's rules."""
    own = _Own(read)
    for table in read.each("kind", raw.get("kind", [])):
        own.add_kind(table)
    for table in read.each("edge", raw.get("edge", [])):
        own.add_edge(table)
    for table in read.each("property", raw.get("property", [])):
        own.add_property(table)
    read.enter("[properties")
    for owner, names in read.table(raw.get("properties", {}), "[properties]").items():
        if owner not in (*own.nodes, *own.edges):
            raise read.unknown(f"{owner!r} is no kind and no edge", owner, (*own.nodes, *own.edges))
        for name, type_ in read.table(names, f"properties.{owner}").items():
            own.add_property({"of": owner, "name": name, "type": type_})
    read.enter("")
    return own.ontology


class _Own:
    """The table as it grows; what it cannot carry is refused at the table that says so."""

    def __init__(self, read: Reader) -> None:
        self.read = read
        self.nodes = {node.name: node for node in NODES}
        self.edges = {edge.name: edge for edge in EDGES}
        self.ontology = read.ontology

    def add_kind(self, table: object) -> None:
        raw = self.read.keys(table, "[[kind]]")
        name = self.read.needed(raw, "name", "[[kind]]")
        if name in self.nodes:
            raise self.read.error(f"there is a kind {name!r} already", name, "another name")
        identity = self.read.choice(raw.get("identity", "name"), "identity", IDENTITIES)
        doc = self.read.text(raw.get("doc", ""), "doc")
        self.nodes[name] = NodeType(name, doc, identity=IDENTITIES[identity])
        self._check(name)

    def add_edge(self, table: object) -> None:
        """A new edge; or a known one, which may then join more kinds."""
        raw = self.read.keys(table, "[[edge]]")
        name = self.read.needed(raw, "name", "[[edge]]")
        sources, targets = self._ends(raw, "from"), self._ends(raw, "to")
        if name in self.edges:
            self.edges[name] = self._wider(self.edges[name], raw, sources, targets)
        else:
            self.edges[name] = self._edge(name, raw, sources, targets)
        self._check(name)

    def _ends(self, raw: Raw, key: str) -> tuple[str, ...]:
        ends = self.read.strings(raw.get(key, []), key)
        for end in ends:
            if end not in (*self.nodes, ANY):
                raise self.read.unknown(f"{end!r} is no kind", end, (*self.nodes, ANY), OWN_KINDS)
        return ends

    def _wider(
        self, edge: EdgeType, raw: Raw, sources: tuple[str, ...], targets: tuple[str, ...]
    ) -> EdgeType:
        for key in OF_ITS_OWN:
            if key in raw:
                message = f"{edge.name} is there already: only from and to can be added to it"
                raise self.read.error(message, key, "a [[edge]] with another name, or leave it out")
        return replace(
            edge, sources=_joined(edge.sources, sources), targets=_joined(edge.targets, targets)
        )

    def _edge(
        self, name: str, raw: Raw, sources: tuple[str, ...], targets: tuple[str, ...]
    ) -> EdgeType:
        read = self.read
        if not sources or not targets:
            raise read.error(f"edge {name!r} joins nothing", "edge", "from = 'Kind', to = 'Kind'")
        usual = f"{name.replace('_', ' ').lower()} of"
        return EdgeType(
            name=name,
            sources=sources,
            targets=targets,
            doc=read.text(raw.get("doc", ""), "doc"),
            inverse=read.text(raw.get("inverse", usual), "inverse"),
            impact=IMPACTS[read.choice(raw.get("impact", "none"), "impact", IMPACTS)],
        )

    def add_property(self, table: object) -> None:
        read = self.read
        raw = read.keys(table, "[[property]]")
        read.needed(raw, "of", "[[property]]")
        owner = read.choice(raw["of"], "of", {**self.nodes, **self.edges})
        type_ = VALUE_TYPES[read.choice(raw.get("type", "string"), "type", VALUE_TYPES)]
        name = read.needed(raw, "name", "[[property]]")
        added = Property(name, type_, read.text(raw.get("doc", ""), "doc"))
        if owner in self.nodes:
            node = self.nodes[owner]
            self.nodes[owner] = replace(node, properties=(*node.properties, added))
        else:
            edge = self.edges[owner]
            self.edges[owner] = replace(edge, properties=(*edge.properties, added))
        self._check(name)

    def _check(self, name: str) -> None:
        try:
            self.ontology = ontology(tuple(self.nodes.values()), tuple(self.edges.values()))
        except ValueError as error:
            raise self.read.error(str(error), name, "another name") from None


def _joined(known: tuple[str, ...], added: tuple[str, ...]) -> tuple[str, ...]:
    ends = tuple(dict.fromkeys((*known, *added)))
    return (ANY,) if ANY in ends else ends
