"""What a database is to hold of a vault."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from rcagraph.export.neo4j.rows import owner_of
from rcagraph.export.neo4j.schema import schema_items
from rcagraph.export.neo4j.spans import Span, spans_of
from rcagraph.graph import KnowledgeGraph


@dataclass(frozen=True)
class Wanted:
    graph: KnowledgeGraph
    unread: Collection[str] = ()
    """Paths of notes that could not be read: what they said last stays as it is."""
    repair: bool = False
    """Look at every property, and not only at what the last export noted of them."""
    with_schema: bool = True
    id: str = ""
    """By which the vault is told from others of its name; empty where it says none."""
    take_over: bool = False
    """Even where another vault of that name stands."""

    @cached_property
    def owner(self) -> str:
        return owner_of(self.graph.vault)

    @cached_property
    def schema(self) -> str:
        """A digest of the constraints and indexes that belong to it; empty for none."""
        if not self.with_schema:
            return ""
        made = (item.statement for item in schema_items(self.graph.ontology))
        return sha256("\n".join(made).encode()).hexdigest()[:16]

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        return spans_of(self.graph)
