"""THE QUERY TABLE: every named query, with its answer in memory; `queries/` has its texts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from rcagraph.engines import memory, paths
from rcagraph.engines.header import Parameter, QueryText, query_text
from rcagraph.engines.paths import Parameters, Row
from rcagraph.engines.sparql_header import SparqlText, sparql_text
from rcagraph.graph import KnowledgeGraph


@dataclass(frozen=True)
class NamedQuery:
    """One query, the same on every engine."""

    name: str
    answer: Callable[[KnowledgeGraph, Parameters], Sequence[Row]]
    beyond: Callable[[KnowledgeGraph, Parameters], int] | None = None
    """Of a query over paths: how many things lie deeper than it looks."""
    count: Callable[[KnowledgeGraph, Parameters], int] | None = None
    """Of a query that lists no more than `MOST_PATHS` rows: how many there would be."""

    @cached_property
    def text(self) -> QueryText:
        return query_text(self.name)

    @cached_property
    def sparql(self) -> SparqlText:
        return sparql_text(self.name)

    @property
    def title(self) -> str:
        return self.text.title

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return self.text.parameters

    @property
    def columns(self) -> tuple[str, ...]:
        return self.text.columns


QUERIES = (
    NamedQuery("blast_radius", memory.blast_radius, paths.beyond),
    NamedQuery("blast_radius_paths", paths.blast_radius_paths, paths.beyond, paths.count_paths),
    NamedQuery("failing_together", memory.failing_together),
    NamedQuery("incidents_without_runbook", memory.incidents_without_runbook),
    NamedQuery("recurrence", memory.recurrence),
    NamedQuery("team_load", memory.team_load),
)
