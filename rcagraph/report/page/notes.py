"""What the page knows of the notes: which files and things there are, and where each is written."""

import re
from collections.abc import Iterable

from rcagraph.analysis.recurrence import Recurrence
from rcagraph.graph import KnowledgeGraph, Node
from rcagraph.model.facts import Place
from rcagraph.report.page.links import LinkBase
from rcagraph.report.page.markup import Html, Part, tag, text
from rcagraph.report.places import at

FAILING = ("Service", "Resource", "System")
BY_COLUMN = {
    **dict.fromkeys(("service", "began in", "hit", "dependent", "needs", "one", "other"), FAILING),
    **dict.fromkeys(("incidents", "made after", "ids"), ("Incident",)),
    **dict.fromkeys(("runbook", "runbooks"), ("Runbook",)),
    **dict.fromkeys(("owner", "team", "teams"), ("Team", "Person")),
}
"""What the names in a column of a table are names of."""

_PLACE = re.compile(r"\A(?P<path>.+):(?P<line>\d+)\Z", re.DOTALL)


class Notes:
    """Links to the places that things are written at."""

    def __init__(self, graph: KnowledgeGraph, base: LinkBase, found: Recurrence) -> None:
        self._listed = {f.title: n for n, f in reversed([*enumerate(found.families, 1)])}
        self._once = {family.title: family for family in reversed(found.every)}
        self.graph, self.base = graph, base
        places = (p for each in (graph.nodes(), graph.edges()) for one in each for p in one.places)
        self.files = tuple(sorted({place.path for place in places}))
        self.number = {path: at for at, path in enumerate(self.files)}
        self.node_number = {node.key: at for at, node in enumerate(graph.nodes())}
        """As the page's scripts know the nodes."""

    def link(self, place: Place, label: Part = None) -> Html:
        """The label, or `path:line`, leading to the place; text where no address is known."""
        return self._leading(place.path, place.line, label)

    def _leading(self, path: str, line: int, label: Part) -> Html:
        shown = text(f"{path}:{line}" if label is None else label)
        address = self.base.line(path, line)
        if address:
            return tag("a", shown, href=address)
        if label is None:
            return tag("code", shown)
        return tag("span", shown, title=f"{path}:{line}")

    def node(self, node: Node, label: Part = None) -> Html:
        """Its name, leading to where it is first spoken of; beside it the place, without links."""
        linked = self.link(node.places[0], node.name if label is None else label)
        if self.base.start:
            return linked
        return Html(f"{linked} {tag('code', at(node.places[0]), class_='at')}")

    def nodes(self, nodes: Iterable[Node]) -> Html:
        return Html(", ".join(self.node(node) for node in nodes))

    def family(self, family: str) -> Html:
        """Its title, leading to its row in the page; where it has none, to its incident."""
        if number := self._listed.get(family):
            return tag("a", family, href=f"#family-{number}")
        its = self._once.get(family)
        return self.link(its.events[0].node.places[0], family) if its else text(family)

    def cell(self, column: str, said: str) -> Html:
        """What stands in a column of a table: a place or a name leads to the note."""
        place = _PLACE.match(said)
        if place and place["path"] in self.number:
            return self._leading(place["path"], int(place["line"]), None)
        if column.lower() == "family":
            return self.family(said)
        if column == "code":
            return tag("a", said, href=f"#{said}")
        for kind in BY_COLUMN.get(column.lower(), ()):
            node = self.graph.named(kind, said)
            if node and node.name == said:
                return self.link(node.places[0], said)
        return text(said)
