"""Action items as promises: still open or not, whose, and due when."""

import re
from dataclasses import dataclass
from datetime import date

from rcagraph.analysis.days import day_of
from rcagraph.graph import KnowledgeGraph, Node
from rcagraph.model.facts import NodeKey, Place

CLOSED = frozenset(
    {"abandoned", "canceled", "cancelled", "closed", "complete", "completed", "declined", "done"}
    | {"dropped", "duplicate", "finished", "fixed", "implemented", "merged", "obsolete"}
    | {"rejected", "resolved", "shipped", "superseded", "verified", "wont", "wontdo", "wontfix"}
)
"""First words of a status that mean that nothing is left to do."""

CLOSED_SIGN = re.compile(r"[✅✔✓☑]|\[x\]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Action:
    """One action item, with who owns it and the incident that promised it."""

    node: Node
    incident: Node | None
    owners: tuple[str, ...]

    @property
    def text(self) -> str:
        return str(self.node.properties.get("text", self.node.name))

    @property
    def priority(self) -> str:
        return str(self.node.properties.get("priority", ""))

    @property
    def status(self) -> str:
        return str(self.node.properties.get("status", ""))

    @property
    def due_date(self) -> date | None:
        return day_of(self.node, "due_date")

    @property
    def closed_date(self) -> date | None:
        return day_of(self.node, "closed_date")

    @property
    def place(self) -> Place:
        return self.node.places[0]

    @property
    def is_open(self) -> bool:
        """Open until a status or a closing date says otherwise."""
        return not (self.closed_date or is_closed(self.status))

    def is_overdue(self, today: date) -> bool:
        return self.is_open and self.due_date is not None and self.due_date < today

    @property
    def order(self) -> tuple[bool, date, str, NodeKey]:
        """By due date, the undated last, then by text."""
        return (self.due_date is None, self.due_date or date.min, self.text, self.node.key)


def is_closed(status: str) -> bool:
    """`Done`, `Won't fix`, `closed (PR 12)`, `✅`; an empty status is an open one."""
    if CLOSED_SIGN.search(status):
        return True
    words = re.findall(r"[^\W\d_]+", status.casefold().replace("'", "").replace("\u2019", ""))
    return bool(words) and words[0] in CLOSED


def actions(graph: KnowledgeGraph) -> tuple[Action, ...]:
    """All of them, each once, by due date."""
    found = (action(graph, node) for node in graph.nodes("ActionItem"))
    return tuple(sorted(found, key=lambda a: a.order))


def action(graph: KnowledgeGraph, node: Node) -> Action:
    promised = graph.into(node.key, "HAS_ACTION_ITEM")
    owners = {graph[edge.source].name for edge in graph.into(node.key, "OWNS")}
    incident = graph[promised[0].source] if promised else None
    return Action(node, incident, tuple(sorted(owners)))
