"""The constraints and indexes that exports and queries need, made from the ontology."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from rcagraph.export.neo4j.statements import identifier
from rcagraph.model.errors import RcaGraphError
from rcagraph.model.ontology import Ontology
from rcagraph.model.vocabulary import ValueType

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction

TEXTS = ("name", "title", "summary", "rootCause", "text")
"""What the full-text index covers, in nodes of any kind."""

FILTERS = ("severity", "status")
"""Properties by which people narrow a kind, besides its name and its dates."""

SHOW = "SHOW {} YIELD type, entityType, labelsOrTypes, properties"
WAIT = "CALL db.awaitIndexes(300)"

Promise = tuple[str, tuple[str, ...], tuple[str, ...]]
"""What a constraint or index on nodes does, whatever its name: form, labels, properties."""


class SchemaItem(NamedTuple):
    """One constraint or index on nodes, named `rcagraph_…`."""

    name: str
    label: str
    properties: tuple[str, ...]
    form: str = "INDEX"
    """`CONSTRAINT`, `INDEX` or `FULLTEXT INDEX`."""

    @property
    def statement(self) -> str:
        head = f"CREATE {self.form} {self.name} IF NOT EXISTS FOR (n:{self.label})"
        names = [f"n.{p}" for p in self.properties]
        if self.form == "CONSTRAINT":
            return f"{head} REQUIRE {names[0]} IS UNIQUE"
        if self.form == "INDEX":
            return f"{head} ON ({', '.join(names)})"
        return f"{head} ON EACH [{', '.join(names)}]"

    @property
    def promise(self) -> Promise:
        return (self.form, (self.label,), self.properties)


def schema_items(ontology: Ontology) -> tuple[SchemaItem, ...]:
    """What every export needs, then of each kind an index on what people search it by."""
    return (
        SchemaItem("rcagraph_uid", "RcaEntity", ("uid",), "CONSTRAINT"),
        SchemaItem("rcagraph_sync", "RcaSync", ("owner",), "CONSTRAINT"),
        SchemaItem("rcagraph_vault", "RcaEntity", ("_vault",)),
        SchemaItem("rcagraph_text", "RcaEntity", TEXTS, "FULLTEXT INDEX"),
        *(
            SchemaItem(f"rcagraph_{kind}_{name}".lower(), identifier(kind), (identifier(name),))
            for kind in ontology.nodes
            for name in ("name", *_searched(ontology, kind))
        ),
    )


def _searched(ontology: Ontology, kind: str) -> Iterable[str]:
    properties = ontology.node_properties(kind)
    return (p.camel for p in properties if p.type is ValueType.DATE or p.name in FILTERS)


def ensure_schema(driver: "Driver", database: str, ontology: Ontology) -> tuple[str, ...]:
    """Create what is missing and return its names; an `RcaGraphError` for a name taken."""
    items = schema_items(ontology)
    with driver.session(database=database) as session:
        created = session.execute_write(_create_missing, items)
        session.execute_read(_check, items)
        if created:
            session.run(WAIT).consume()
    return created


def _create_missing(tx: "ManagedTransaction", items: tuple[SchemaItem, ...]) -> tuple[str, ...]:
    promised = _promised(tx)
    missing = tuple(item for item in items if item.promise not in promised)
    for item in missing:
        tx.run(item.statement).consume()
    return tuple(item.name for item in missing)


def _check(tx: "ManagedTransaction", items: tuple[SchemaItem, ...]) -> None:
    """`IF NOT EXISTS` says nothing where the name stands for something else."""
    promised = _promised(tx)
    for item in items:
        if item.promise not in promised:
            noun = item.form.rpartition(" ")[2]
            raise RcaGraphError(
                f"The name {item.name} stands for another constraint or index in this database",
                f"DROP {noun} {item.name}, or add --no-schema",
            )


def _promised(tx: "ManagedTransaction") -> set[Promise]:
    found = set()
    for shown in ("CONSTRAINTS", "INDEXES"):
        for kind, entity, labels, properties in tx.run(SHOW.format(shown)):
            if entity == "NODE" and (form := _form(kind)):
                found.add((form, tuple(labels), tuple(properties)))
    return found


def _form(kind: str) -> str:
    """A kind as servers show it: `NODE_PROPERTY_UNIQUENESS` is `UNIQUENESS` on older ones."""
    if "UNIQUENESS" in kind or kind == "NODE_KEY":
        return "CONSTRAINT"
    return {"RANGE": "INDEX", "FULLTEXT": "FULLTEXT INDEX"}.get(kind, "")
