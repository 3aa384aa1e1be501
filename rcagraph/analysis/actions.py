"""Action items as promises: still open or not, whose, and due when."""

import re
from dataclasses import dataclass
from datetime import date

from rcagraph.analysis.days import day_of
from rcagraph.graph import KnowledgeGraph, Node
from rcagraph.model.facts import NodeKey, Place

_WORDS = (
    *(
        "abandoned",
        "cancell?ed",
        "closed",
        "completed?",
        "declined",
        "done",
        "dropped",
        "duplicate",
    ),
    *("finished", "fixed", "implemented", "merged", "obsolete", "rejected", "resolved", "shipped"),
    *("superseded", "verified", "won['\u2019]?t", "wontdo", "wontfix"),
)
"""First words of a status that mean that nothing is left to do."""

_BETWEEN = r"[\x00-@\[-`{-¿×÷" + "\u2000-\u2bff\u3000-\u303f\ufe00-\ufe0f\U0001f000-\U0001faff]"
"""Blanks, digits, signs and pictures. Spelt out, since engines differ in what a letter is."""

CLOSED_STATUS = rf"(?is).*(?:[✅✔✓☑]|\[x\]).*|{_BETWEEN}*(?:{'|'.join(_WORDS)})(?:{_BETWEEN}.*)?"
"""The whole of a status that closes an action item: the one place that decides it.

A regular expression that Python, Java and RE2 read alike; the named queries get it in their text.
"""


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
        return is_open(self.node)

    def is_overdue(self, today: date) -> bool:
        return self.is_open and self.due_date is not None and self.due_date < today

    @property
    def order(self) -> tuple[bool, date, str, NodeKey]:
        """By due date, the undated last, then by text."""
        return (self.due_date is None, self.due_date or date.min, self.text, self.node.key)


def is_open(item: Node) -> bool:
    """The same on every engine: `queries/team_load.cypher` says it in Cypher."""
    return day_of(item, "closed_date") is None and not is_closed(
        str(item.properties.get("status", ""))
    )


def is_closed(status: str) -> bool:
    """`Done`, `Won't fix`, `closed (PR 12)`, `✅`; an empty status is an open one."""
    return re.fullmatch(CLOSED_STATUS, status, re.ASCII) is not None


def actions(graph: KnowledgeGraph) -> tuple[Action, ...]:
    """All of them, each once, by due date."""
    found = (action(graph, node) for node in graph.nodes("ActionItem"))
    return tuple(sorted(found, key=lambda a: a.order))


def action(graph: KnowledgeGraph, node: Node) -> Action:
    promised = graph.into(node.key, "HAS_ACTION_ITEM")
    owners = {graph[edge.source].name for edge in graph.into(node.key, "OWNS")}
    incident = graph[promised[0].source] if promised else None
    return Action(node, incident, tuple(sorted(owners)))
