"""The heat map as a table: numbers in cells, the colour by five steps."""

from rcagraph.analysis.events import Event
from rcagraph.analysis.heat_map import HeatMap
from rcagraph.graph import Node
from rcagraph.report.page.html_tables import wide
from rcagraph.report.page.markup import Html, tag
from rcagraph.report.page.notes import Notes

MOST_ROWS, MOST_COLUMNS, STEPS = 60, 24, 5


def heat_table(heat: HeatMap, notes: Notes) -> Html:
    """Services are rows; what does not fit is said below."""
    services, modes = heat.services[:MOST_ROWS], heat.modes[:MOST_COLUMNS]
    most = max(map(len, heat.cells.values()), default=1)
    head = [tag("th", mode.name, scope="col", dir="auto") for mode in modes]
    rows = [
        tag(
            "tr",
            tag("th", notes.link(service.places[0], service.name), scope="row", dir="auto"),
            *(
                _cell(heat.cells.get((service.key, mode.key), ()), most, service, mode, notes)
                for mode in modes
            ),
        )
        for service in services
    ]
    table = tag(
        "table",
        tag("thead", tag("tr", tag("th", "Service", scope="col"), *head)),
        tag("tbody", *rows),
        class_="heat",
    )
    return Html(wide(table, f"Incidents by service and {heat.by}") + _left_out(heat))


def _cell(its: tuple[Event, ...], most: int, service: Node, mode: Node, notes: Notes) -> Html:
    if not its:
        return tag("td", "")
    step = -(-len(its) * STEPS // most)
    place = f"{notes.node_number[service.key]},{notes.node_number[mode.key]}"
    return tag("td", len(its), class_=f"heat-{step}", data_cell=place)


def _left_out(heat: HeatMap) -> Html:
    rows, columns = len(heat.services) - MOST_ROWS, len(heat.modes) - MOST_COLUMNS
    told = [f"{rows} more services"] if rows > 0 else []
    told += [f"{columns} more columns"] if columns > 0 else []
    return tag("p", f"Left out, with fewer incidents: {', '.join(told)}.") if told else Html()
