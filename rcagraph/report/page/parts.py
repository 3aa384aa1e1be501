"""The parts of the page in their order; what needs scripts is marked, and hidden without them."""

from dataclasses import dataclass

from rcagraph.analysis.heat_map import HeatMap
from rcagraph.model.table import Table
from rcagraph.report import dependency_tables, history_tables, period
from rcagraph.report.page.began import began
from rcagraph.report.page.debts import debts
from rcagraph.report.page.families import families
from rcagraph.report.page.headline import headline
from rcagraph.report.page.health import health
from rcagraph.report.page.heat_table import heat_table
from rcagraph.report.page.html_tables import NO_SOURCE, to_html
from rcagraph.report.page.markup import Html, prose, tag
from rcagraph.report.page.notes import Notes
from rcagraph.report.page.sources import Sources


@dataclass(frozen=True, slots=True)
class Part:
    id: str
    title: str
    inside: tuple[Html, ...]
    needs_scripts: bool = False


def parts(of: Sources, heat: HeatMap, notes: Notes) -> tuple[Part, ...]:
    its = of.history
    found = [
        Part("headline", "Overview", (*headline(of), *_change(of, notes))),
        Part("families", "Families", (families(of, notes),)),
        Part("debts", "Debts", debts(of, notes)),
    ]
    if heat.cells:
        found.append(Part("heat-map", "Heat map", _heat(heat, notes)))
    if its:
        found.append(Part("rates", "Rates", _rates(of, notes)))
    if of.radii:
        found.append(Part("blast-radius", "Blast radius", _radius(of), needs_scripts=True))
    if its:
        found.append(Part("together", "Failing together", _together(of, notes)))
    found.append(Part("dependencies", "Dependencies", _dependencies(of, notes)))
    found.append(Part("health", "Vault health", health(of, notes)))
    found.append(Part("graph", "Graph", (_room("graph-room"),), needs_scripts=True))
    return tuple(found)


ALL_INCIDENTS = tag("a", "The incidents", href="#began", class_="source")
"""Where the page lists every incident that has an origin."""


def _room(name: str) -> Html:
    """Where a script draws."""
    return tag("div", id=name, class_="room")


def _change(of: Sources, notes: Notes) -> tuple[Html, ...]:
    """A period against the one before it, where one was asked for."""
    if of.change is None:
        return ()
    now, before = of.change.now.period, of.change.before.period
    return (
        tag("h3", f"{now.name} against {before.name}"),
        *(
            tag("p", sentence, " ", ALL_INCIDENTS, dir="auto")
            for sentence in period.sentences(of.change)
        ),
        to_html(period.totals(of.change), notes, "Counts", source=ALL_INCIDENTS),
        to_html(period.families(of.change), notes, "Families hit in either"),
    )


def _heat(heat: HeatMap, notes: Notes) -> tuple[Html, ...]:
    told = f"Incidents by the service in which they began and by {heat.by}."
    return (tag("p", told), heat_table(heat, notes), _room("heat-incidents"))


def _rates(of: Sources, notes: Notes) -> tuple[Html, ...]:
    assert of.history
    return (
        _room("rate-chart"),
        to_html(history_tables.services(of.history), notes),
        *began(of, of.history, notes),
        _room("growth-chart"),
        to_html(history_tables.fixes(of.history), notes, "Did the fix work?"),
    )


def _radius(of: Sources) -> tuple[Html, ...]:
    more = f"{of.left_out} more things have none here: `rcagraph blast-radius NAME` tells theirs."
    return (_room("radius-room"), *([tag("p", prose(more))] if of.left_out else ()))


def _together(of: Sources, notes: Notes) -> tuple[Html, ...]:
    assert of.history
    none = "No two services were hit together in two families or more."
    return (to_html(history_tables.pairs(of.history), notes, empty=none),)


def _dependencies(of: Sources, notes: Notes) -> tuple[Html, ...]:
    said = [tag("p", sentence, dir="auto") for sentence in dependency_tables.sentences(of.needs)]
    tables = dependency_tables.tables(of.needs)
    shown = (to_html(table, notes, source=_source(table)) for table in tables)
    return (*said, _room("calibration-chart"), *shown)


def _source(table: Table) -> Html:
    """Forecasts are about all incidents; the other tables name theirs."""
    return ALL_INCIDENTS if "foretold" in table.columns else NO_SOURCE
