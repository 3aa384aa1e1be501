"""The incidents behind the rates: by the service in which they began, each with its note."""

from rcagraph.analysis.events import Event, events, origins
from rcagraph.analysis.history import History
from rcagraph.model.facts import NodeKey
from rcagraph.report.page.markup import Html, tag
from rcagraph.report.page.notes import Notes
from rcagraph.report.page.sources import Sources


def began(of: Sources, its: History, notes: Notes) -> list[Html]:
    """A list a service, in the order of the rates."""
    found: dict[NodeKey, list[Event]] = {}
    for event in events(of.graph, of.found.until):
        for key in origins(of.graph, event):
            found.setdefault(key, []).append(event)
    nodes = [each.service for each in its.services.all if each.service.key in found]
    shown = [
        tag(
            "details",
            tag("summary", f"{node.name}: {len(found[node.key])}", dir="auto"),
            tag("ul", *(_incident(event, notes) for event in found[node.key])),
        )
        for node in nodes
    ]
    none = tag("p", "No incident says in which service it began.")
    return [tag("h3", "The incidents that began in each", id="began"), *(shown or [none])]


def _incident(event: Event, notes: Notes) -> Html:
    return tag("li", notes.node(event.node), f" ({event.day or 'no date'})", dir="auto")
