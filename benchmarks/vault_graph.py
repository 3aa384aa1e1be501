"""A made-up vault's graph of any size, the same every time: shaped like 20,000 notes by default."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from msgspec.structs import replace

from rcagraph.graph import Edge, KnowledgeGraph, Node
from rcagraph.model.facts import NodeKey, Place
from rcagraph.model.vocabulary import Value

NOTES = 20_000
VAULT = "bench"
FIRST_DAY = date(2015, 1, 1)
TELLING = (
    "the pool ran dry while a deploy of the cache held its lock and retries from every client "
    "piled up behind one slow query until the primary failed over and replicas fell behind so "
    "that checkout returned errors and the on-call engineer rolled the change back by hand"
)
WORDS = TELLING.split()


class VaultGraph:
    """Draws nodes and edges from one seed."""

    def __init__(self, notes: int = NOTES, seed: int = 1) -> None:
        self.random = Random(seed)
        self.nodes: dict[NodeKey, Node] = {}
        self.edges: dict[tuple[str, NodeKey, NodeKey], Edge] = {}
        share = notes / NOTES
        self.services = self._many("Service", round(4_000 * share), tier="2")
        self.runbooks = self._many("Runbook", round(3_000 * share), updated=FIRST_DAY)
        self._many("Document", round(1_000 * share))
        self.teams = self._many("Team", round(150 * share) + 1)
        self.resources = self._many("Resource", round(3_000 * share) + 1)
        self.modes = self._many("FailureMode", round(200 * share) + 1)
        self.categories = self._many("Category", round(40 * share) + 1)
        self.lost = self._many("Unresolved", round(2_000 * share), expected_kinds=("Runbook",))
        self._landscape()
        self.incidents: list[NodeKey] = []
        for number in range(round(12_000 * share)):
            self._incident(number)

    def graph(self) -> KnowledgeGraph:
        return KnowledgeGraph(VAULT, self.nodes.values(), self.edges.values())

    def words(self, least: int, most: int) -> str:
        return " ".join(self.random.choices(WORDS, k=self.random.randint(least, most)))

    def _node(self, kind: str, name: str, file: str, line: int, **properties: Value) -> NodeKey:
        key = NodeKey(VAULT, kind, name)
        places = (Place(file, line, "title"),)
        declared = kind not in ("Resource", "FailureMode", "Category", "Unresolved")
        self.nodes[key] = Node(
            key, name, declared, places, {"title": self.words(3, 8), **properties}
        )
        return key

    def _many(self, kind: str, count: int, **properties: Value) -> list[NodeKey]:
        names = (f"{kind.lower()}-{number:05}" for number in range(count))
        return [self._node(kind, n, f"{kind.lower()}s/{n}.md", 1, **properties) for n in names]

    def _edge(self, type_: str, source: NodeKey, target: NodeKey, line: int = 9) -> None:
        place = Place(f"{source.kind.lower()}s/{source.id}.md", line, type_.lower())
        edge = Edge(type_, source, target, (place,), True, (type_.lower(),))
        self.edges.setdefault((type_, source, target), edge)

    def _some(self, keys: list[NodeKey], most: int) -> list[NodeKey]:
        return self.random.sample(keys, self.random.randint(1, min(most, len(keys))))

    def _landscape(self) -> None:
        """What runs, who owns it; a service depends on services before it, so there is no cycle."""
        for number, service in enumerate(self.services):
            self._edge("OWNS", self.random.choice(self.teams), service)
            for other in (
                self._some(self.services[max(0, number - 50) : number], 5) if number else ()
            ):
                self._edge("DEPENDS_ON", service, other)
            for resource in self._some(self.resources, 2):
                self._edge("DEPENDS_ON", service, resource)
        for runbook in self.runbooks:
            self._edge("DOCUMENTS", runbook, self.random.choice(self.services))

    def _incident(self, number: int) -> None:
        day = FIRST_DAY + timedelta(days=number * 4_000 // 12_000)
        name, path = f"{day}-{number:05}", f"incidents/{day}-{number:05}.md"
        key = self._node("Incident", name, path, 1, **self._told(day, path))
        for service in self._some(self.services, 5):
            self._edge("AFFECTS", key, service)
        self._edge("ORIGINATED_IN", key, self.random.choice(self.services))
        self._edge("HAS_FAILURE_MODE", key, self.random.choice(self.modes))
        self._edge("IN_CATEGORY", key, self.random.choice(self.categories))
        self._edge("AUTHORED_BY", key, self.random.choice(self.teams))
        self._edge("USES_RUNBOOK", key, self.random.choice(self.runbooks))
        for other in self._some(self.incidents[-500:], 2) if self.incidents else ():
            self._edge("RELATES_TO", key, other)
        if self.random.random() < 0.2:
            self._edge("REFERENCES", key, self.random.choice(self.lost))
        for item in range(self.random.randint(3, 9)):
            self._action(key, path, item, day)
        self.incidents.append(key)

    def _told(self, day: date, path: str) -> dict[str, Value]:
        return {
            "path": path,
            "date": day,
            "epoch_day": (day - date(1970, 1, 1)).days,
            "severity": self.random.choice(("P1", "P2", "P3")),
            "status": "resolved",
            "duration_minutes": self.random.randint(5, 400),
            "summary": self.words(30, 60),
            "root_cause": self.words(20, 40),
            "timeline": tuple(f"{day} 08:{minute:02} {self.words(4, 9)}" for minute in range(5)),
            "tags": ("rca", self.random.choice(WORDS)),
        }

    def _action(self, incident: NodeKey, path: str, number: int, day: date) -> None:
        name = f"{incident.id}/{number + 1}"
        due = day + timedelta(days=30)
        text = self.words(5, 12)
        told: dict[str, Value] = {"text": text, "status": "open", "priority": "P2", "due_date": due}
        action = self._node("ActionItem", name, path, 40 + number, **told)
        self._edge("HAS_ACTION_ITEM", incident, action, 40 + number)
        if number % 4:
            self._edge("OWNS", self.random.choice(self.teams), action, 40 + number)


def vault_graph(notes: int = NOTES) -> KnowledgeGraph:
    """Some 100,000 nodes and 250,000 edges for 20,000 notes."""
    return VaultGraph(notes).graph()


def with_one_note_changed(graph: KnowledgeGraph) -> KnowledgeGraph:
    """An edit as people make it: an incident's summary is rewritten and one edge of it is gone."""
    changed = graph.nodes("Incident")[len(graph.nodes("Incident")) // 2]
    told = {**changed.properties, "summary": "Rewritten after the review."}
    gone = graph.out(changed.key, "AFFECTS")[0]
    nodes = (replace(n, properties=told) if n is changed else n for n in graph.nodes())
    edges: Iterator[Edge] = (edge for edge in graph.edges() if edge is not gone)
    return KnowledgeGraph(graph.vault, nodes, edges, graph.ontology)
