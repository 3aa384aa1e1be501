"""THE TABLE: every kind of node and edge, once. Databases, RDF, docs and checks derive from it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from rcagraph.model.vocabulary import (
    IDENTIFIER,
    EdgeType,
    Identity,
    Impact,
    NodeType,
    Property,
    Value,
    ValueType,
)

STRING, STRINGS = ValueType.STRING, ValueType.STRINGS
INTEGER, DECIMAL = ValueType.INTEGER, ValueType.DECIMAL
DATE, DATETIME = ValueType.DATE, ValueType.DATETIME

RESERVED = ("Note", "Postmortem", "Evidence", "Edge", "RcaEntity", "RcaSync")
"""Kinds that the exports have for what is no node of the table."""

ANY = "*"
"""In the table: any kind of node."""

NODE_PROPERTIES = (
    Property("uid", STRING, "The identity in every export: scope/kind/id.", required=True),
    Property("name", STRING, "What people type: mostly the file's stem.", required=True),
    Property("declared", ValueType.BOOLEAN, "A note says that it exists.", required=True),
    Property("title", STRING, "The title as written."),
    Property("path", STRING, "The note's path in its vault."),
    Property("line", INTEGER, "The line where it is first said."),
    Property("said_at", STRINGS, "Every place that says so: `path:line key`.", required=True),
    Property("tags", STRINGS, "The tags of the note."),
    Property("aliases", STRINGS, "Other names that links and fields may use for it."),
)
"""The properties every kind of node has."""

EDGE_PROPERTIES = (
    Property("said_at", STRINGS, "Every place that says so: `path:line key`.", required=True),
    Property("asserted", ValueType.BOOLEAN, "A note says it; else inferred.", required=True),
    Property("rules", STRINGS, "The rules that gave it.", required=True),
)
"""The properties every type of edge has."""

NODES = (
    NodeType(
        "Incident",
        "An outage or degradation, as a post-mortem tells it.",
        (
            Property("date", DATE, "The day it happened."),
            Property("epoch_day", INTEGER, "The date as days since 1970-01-01."),
            Property("severity", STRING, "The house's own scale, P1 the worst."),
            Property("status", STRING, "open, resolved, …"),
            Property(
                "duration_minutes",
                INTEGER,
                "From start to resolution, in minutes: as stated, else reckoned from both.",
            ),
            Property("started_at", DATETIME, "When the timeline begins."),
            Property("detected_at", DATETIME, "When an alert or a person noticed."),
            Property("acknowledged_at", DATETIME, "When somebody was on it."),
            Property("identified_at", DATETIME, "When the cause was known."),
            Property("mitigated_at", DATETIME, "When the harm was stopped."),
            Property("resolved_at", DATETIME, "When it was over."),
            Property("summary", STRING, "The summary section."),
            Property("root_cause", STRING, "The first paragraph of the root cause."),
            Property("contributing_factors", STRINGS, "What else contributed."),
            Property("resolution", STRINGS, "The steps that ended it."),
            Property("went_well", STRINGS, "Lessons: what went well."),
            Property("to_improve", STRINGS, "Lessons: what could be improved."),
            Property("timeline", STRINGS, "`YYYY-MM-DD HH:MM event`, in the order written."),
            Property("users_affected", INTEGER, "Users hit."),
            Property("customer_errors", INTEGER, "Errors that customers saw."),
            Property("support_tickets", INTEGER, "Support tickets created."),
            Property("revenue_impact", DECIMAL, "Estimated loss, in its currency."),
            Property("revenue_impact_currency", STRING, "The currency of the loss, by ISO 4217."),
            Property("requests_affected_percent", DECIMAL, "Share of requests affected."),
            Property("error_rate_percent", DECIMAL, "Error rate at its peak."),
            Property("latency_before_ms", DECIMAL, "Latency before, in milliseconds."),
            Property("latency_after_ms", DECIMAL, "Latency during, in milliseconds."),
        ),
        Identity.PATH,
    ),
    NodeType(
        "Service",
        "Something that runs and that others depend on.",
        (
            Property("tier", STRING, "How critical it is, as the house says."),
            Property("lifecycle", STRING, "active, deprecated, …"),
            Property("since", DATE, "In service, or watched, since."),
        ),
    ),
    NodeType(
        "Runbook",
        "Instructions for running or repairing something.",
        (Property("updated", DATE, "Last revised."),),
        Identity.PATH,
    ),
    NodeType("Team", "A group of people who own things."),
    NodeType("Person", "One person."),
    NodeType("Resource", "A database, queue, cache or the like that services depend on."),
    NodeType("System", "Services and resources that belong together."),
    NodeType("FailureMode", "The way in which something fails."),
    NodeType("Category", "The area that a failure belongs to."),
    NodeType(
        "ActionItem",
        "What a post-mortem promises to do.",
        (
            Property(
                "text", STRING, "The promise, less what its other properties say.", required=True
            ),
            Property("priority", STRING, "The priority as written."),
            Property("due_date", DATE, "When it is due."),
            Property("status", STRING, "open, done, …"),
            Property("closed_date", DATE, "When it was done."),
            Property("ticket", STRING, "Where it is tracked: a key or an address."),
        ),
        Identity.PATH,
    ),
    NodeType("Alert", "An alert that monitoring raises."),
    NodeType("Document", "Any other note.", (), Identity.PATH),
    NodeType(
        "Unresolved",
        "The target of a link that no note answers to.",
        (Property("expected_kinds", STRINGS, "The kinds that one would expect."),),
    ),
)

EDGES = (
    EdgeType("AFFECTS", ("Incident",), ("Service",), "The service was hit.", "affected by"),
    EdgeType("ORIGINATED_IN", ("Incident",), ("Service",), "It began there.", "origin of"),
    EdgeType(
        "RELATES_TO",
        ("Incident",),
        ("Incident", "Unresolved"),
        "One note points to another incident.",
        "related from",
    ),
    EdgeType(
        "RECURRENCE_OF",
        ("Incident",),
        ("Incident", "Unresolved"),
        "A note says that it is the same failure again.",
        "recurred as",
    ),
    EdgeType(
        "DUPLICATE_OF",
        ("Incident",),
        ("Incident", "Unresolved"),
        "Two notes tell of one event.",
        "duplicated by",
    ),
    EdgeType(
        "OWNS",
        ("Team", "Person"),
        ("Service", "Runbook", "Resource", "System", "ActionItem"),
        "Answers for it.",
        "owned by",
    ),
    EdgeType("AUTHORED_BY", ("Incident",), ("Team", "Person"), "Who wrote it.", "author of"),
    EdgeType(
        "DEPENDS_ON",
        ("Service", "Resource"),
        ("Service", "Resource", "System"),
        "Needs it in order to work.",
        "dependency of",
        Impact.TO_SOURCE,
        (
            Property("role", STRING, "What it serves as: database, cache, …"),
            Property(
                "strength",
                STRING,
                "`hard` or `soft`; hard where no note says which.",
                values=("hard", "soft"),
                default="hard",
            ),
            Property("group", STRING, "The redundancy group it is a member of."),
            Property("needed", INTEGER, "How many members of the group must stand."),
            Property(
                "probability",
                DECIMAL,
                "That a failure crosses the edge, 0 to 1.",
                bounds=(0.0, 1.0),
            ),
            Property("since", DATE, "Since when."),
        ),
    ),
    EdgeType("DOCUMENTS", ("Runbook",), ("Service", "Alert"), "Is about it.", "documented by"),
    EdgeType("USES_RUNBOOK", ("Incident",), ("Runbook",), "Points to the runbook.", "used in"),
    EdgeType("ESCALATES_TO", ("Runbook", "Service"), ("Team",), "Whom to call next.", "called by"),
    EdgeType("HAS_FAILURE_MODE", ("Incident",), ("FailureMode",), "How it failed.", "failed in"),
    EdgeType("IN_CATEGORY", ("Incident",), ("Category",), "The area.", "contains"),
    EdgeType("HAS_ACTION_ITEM", ("Incident",), ("ActionItem",), "Promises it.", "promised by"),
    EdgeType("PART_OF", ("Service", "Resource", "System"), ("System",), "Belongs to.", "has part"),
    EdgeType("MEMBER_OF", ("Person", "Team"), ("Team",), "Is in the team.", "has member"),
    EdgeType("REFERENCES", (ANY,), (ANY,), "Any other link from note to note.", "referenced by"),
)


@dataclass(frozen=True)
class Ontology:
    """The kinds and edges that a graph may hold: the table's own and a profile's."""

    nodes: Mapping[str, NodeType]
    edges: Mapping[str, EdgeType]

    def node_properties(self, kind: str) -> tuple[Property, ...]:
        return NODE_PROPERTIES + self.nodes[kind].properties

    def edge_properties(self, type_: str) -> tuple[Property, ...]:
        return EDGE_PROPERTIES + self.edges[type_].properties

    @cached_property
    def types(self) -> Mapping[str, ValueType]:
        """The type of each property: one name has one type, wherever it stands."""
        properties = [p for kind in self.nodes for p in self.node_properties(kind)]
        properties += [p for type_ in self.edges for p in self.edge_properties(type_)]
        return {p.name: p.type for p in properties}

    @cached_property
    def defaults(self) -> Mapping[str, Mapping[str, Value]]:
        """By type of edge, what its properties are where no note says so."""
        return {
            name: {p.name: p.default for p in type_.properties if p.default is not None}
            for name, type_ in self.edges.items()
        }

    @cached_property
    def impact_edges(self) -> tuple[EdgeType, ...]:
        """The edges that carry failure."""
        return tuple(edge for edge in self.edges.values() if edge.impact is not Impact.NONE)


def ontology(nodes: tuple[NodeType, ...] = NODES, edges: tuple[EdgeType, ...] = EDGES) -> Ontology:
    """The table as an `Ontology`; `ValueError` for what no target language could carry."""
    kinds = tuple(node.name for node in nodes)
    edges = tuple(
        replace(edge, sources=_widen(edge.sources, kinds), targets=_widen(edge.targets, kinds))
        for edge in edges
    )
    _check_names([*kinds, *(edge.name for edge in edges)])
    _check_endpoints(edges, set(kinds))
    _check_properties(nodes, edges)
    return Ontology({node.name: node for node in nodes}, {edge.name: edge for edge in edges})


def _widen(ends: tuple[str, ...], kinds: tuple[str, ...]) -> tuple[str, ...]:
    return kinds if ends == (ANY,) else ends


def _check_names(names: list[str]) -> None:
    seen, reserved = set[str](), {name.lower() for name in RESERVED}
    for name in names:
        if not IDENTIFIER.match(name):
            raise ValueError(f"{name!r} is no identifier: use letters, digits and _")
        if name.lower() in reserved:
            raise ValueError(f"{name!r} is a name that the exports have for something else")
        if name.lower() in seen:
            raise ValueError(f"{name!r} is declared twice (names that differ in case are one)")
        seen.add(name.lower())


def _check_endpoints(edges: tuple[EdgeType, ...], kinds: set[str]) -> None:
    for edge in edges:
        for end in (*edge.sources, *edge.targets):
            if end not in kinds:
                raise ValueError(f"{edge.name} joins {end!r}, which is no kind of the table")


def _check_properties(nodes: tuple[NodeType, ...], edges: tuple[EdgeType, ...]) -> None:
    types: dict[str, ValueType] = {}
    folded = {edge.camel.lower(): edge.name for edge in edges}
    owners = [(n.name, NODE_PROPERTIES + n.properties) for n in nodes]
    owners += [(e.name, EDGE_PROPERTIES + e.properties) for e in edges]
    for owner, properties in owners:
        names = [p.name for p in properties]
        if len(set(names)) < len(names):
            raise ValueError(f"{owner} has one property twice")
        for p in properties:
            if not IDENTIFIER.match(p.name):
                raise ValueError(f"{owner}.{p.name} is no identifier")
            known = folded.setdefault(p.camel.lower(), p.name)
            if known != p.name:
                raise ValueError(f"{owner}.{p.name} and {known} are one name in a database")
            if types.setdefault(p.name, p.type) is not p.type:
                raise ValueError(f"{owner}.{p.name} has another type elsewhere in the table")


ONTOLOGY = ontology()
