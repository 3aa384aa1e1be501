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

SHOW = "SHOW {} YIELD name, type, entityType, labelsOrTypes, properties"
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


def ensure_schema(
    driver: "Driver", database: str, ontology: Ontology, constraints_only: bool = False
) -> None:
    """Create what is missing; an `RcaGraphError` for any name that is taken."""
    with driver.session(database=database) as session:
        missing = session.execute_read(_missing, schema_items(ontology))
        due = [i for i in missing if i.form == "CONSTRAINT" or not constraints_only]
        if due:
            session.execute_write(_create, due)
            session.run(WAIT).consume()


def _create(tx: "ManagedTransaction", items: Iterable[SchemaItem]) -> None:
    for item in items:
        tx.run(item.statement).consume()


def _missing(tx: "ManagedTransaction", items: Iterable[SchemaItem]) -> tuple[SchemaItem, ...]:
    """`IF NOT EXISTS` says nothing where the name stands for something else."""
    names, promised = set[str](), set[Promise]()
    for shown in ("CONSTRAINTS", "INDEXES"):
        for name, kind, entity, labels, properties in tx.run(SHOW.format(shown)):
            names.add(name)
            if entity == "NODE" and (form := _form(kind)):
                promised.add((form, tuple(labels), tuple(properties)))
    missing = tuple(item for item in items if item.promise not in promised)
    for item in missing:
        if item.name in names:
            noun = item.form.rpartition(" ")[2]
            raise RcaGraphError(
                f"The name {item.name} stands for another constraint or index in this database",
                f"DROP {noun} {item.name}, or add --no-schema",
            )
    return missing


def _form(kind: str) -> str:
    """A kind as servers show it: `NODE_PROPERTY_UNIQUENESS` is `UNIQUENESS` on older ones."""
    if "UNIQUENESS" in kind or kind == "NODE_KEY":
        return "CONSTRAINT"
    return {"RANGE": "INDEX", "FULLTEXT": "FULLTEXT INDEX"}.get(kind, "")
