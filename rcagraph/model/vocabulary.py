"""The words of the ontology table: kinds of node, types of edge, properties and their types."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

Value = str | int | float | bool | date | datetime | tuple[str, ...]
"""What a property of a node or an edge may hold."""

IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z")


class ValueType(Enum):
    """The type of a property, the same in every target language."""

    STRING = "string"
    STRINGS = "list of strings"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "date and time with zone"


class Identity(Enum):
    """What makes two statements speak of one node of a kind."""

    PATH = "path"
    """The note itself: its path in the vault, without suffix."""
    NAME = "name"
    """The name people use; a note and a mention of one name are one node."""


class Impact(Enum):
    """Which way a failure travels along an edge."""

    NONE = "none"
    TO_SOURCE = "to source"
    TO_TARGET = "to target"


def camel(name: str) -> str:
    """`duration_minutes` as graph databases and RDF spell it: `durationMinutes`."""
    head, *tail = name.split("_")
    return head + "".join(word.capitalize() for word in tail)


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a kind of node or edge."""

    name: str
    type: ValueType
    doc: str
    required: bool = False
    values: tuple[str, ...] = ()
    """What a text may be, as it is spelt; empty: any text."""
    bounds: tuple[float, float] | None = None
    """The least and the greatest number that it may be."""
    default: Value | None = None
    """What it is where nothing says so."""

    @property
    def camel(self) -> str:
        return camel(self.name)


@dataclass(frozen=True, slots=True)
class NodeType:
    """A kind of node."""

    name: str
    doc: str
    properties: tuple[Property, ...] = ()
    identity: Identity = Identity.NAME

    @property
    def slug(self) -> str:
        """The kind as a path segment of an IRI: `FailureMode` gives `failure-mode`."""
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", self.name).lower()


@dataclass(frozen=True, slots=True)
class EdgeType:
    """A type of edge, with the kinds that it may join."""

    name: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    doc: str
    inverse: str
    """The edge as read from its target: `OWNS` is `owned by`."""
    impact: Impact = Impact.NONE
    properties: tuple[Property, ...] = ()

    @property
    def camel(self) -> str:
        return camel(self.name.lower())

    def joins(self, source: str, target: str) -> bool:
        return source in self.sources and target in self.targets
