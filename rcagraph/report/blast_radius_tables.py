"""A blast radius as tables: structural, probable and observed each under their own name."""

from collections.abc import Iterable

from rcagraph.analysis.blast_radius import BlastRadius
from rcagraph.analysis.estimate.interval import Interval
from rcagraph.analysis.impact import Dependent
from rcagraph.analysis.impact.comparison import Comparison
from rcagraph.analysis.impact.probability import Probability
from rcagraph.analysis.observed import Observed
from rcagraph.model.table import Cell, Table
from rcagraph.report.amounts import ends, ends_of_share, percent, proportion

ARROW = " → "
MOST_LISTED = 5
"""Choke points and dependencies, on a terminal and elsewhere."""


def blast_radius(found: BlastRadius) -> tuple[Table, ...]:
    """Who goes down, what a what-if changes, whom incidents hit, what to read, whom to page;
    empty tables too."""
    about = (*what_if(found), structural(found), observed(found), runbooks(found), contacts(found))
    return (*about, choke_points(found), important(found))


def structural(found: BlastRadius) -> Table:
    """One row a dependent, with B1, B2 and B3."""
    columns = ("hops", "name", "kind", "structural", "best path", "probable", "90 %")
    rows = tuple(_dependent(found, each) for each in found.structural)
    return Table(title(found), (*columns, "± simulation", "path", "owners"), rows)


def title(found: BlastRadius) -> str:
    nodes = found.study.net.nodes
    return f"Depends on {', '.join(nodes[number].name for number in found.study.failing)}"


def _dependent(found: BlastRadius, each: Dependent) -> tuple[Cell, ...]:
    probability, score = found.probable[each.node.key], found.scores.get(each.node.key)
    best = None if score is None else proportion(score)
    about = (each.hops, each.node.name, each.node.kind, each.effect, best)
    path = ARROW.join(node.name for node in each.path)
    owners = found.owners[each.node.key]
    return (*about, *chance(probability), _noise(probability), path, owners)


def chance(of: Probability) -> tuple[str, str]:
    """With its 90 % interval."""
    return proportion(of.estimate), ends(Interval(*of.interval), percent)


def what_if(found: BlastRadius) -> tuple[Table, ...]:
    """What the changes that were asked for do to each chance; none where none was asked for."""
    if not found.what_if:
        return ()
    rows = tuple(
        (c.node.name, proportion(c.before), proportion(c.after), _points(c)) for c in found.compared
    )
    columns = ("name", "probable now", "then", "change")
    return (Table(f"What if {' and '.join(found.what_if)}", columns, rows),)


def _points(compared: Comparison) -> str:
    change = round(compared.change, 9)
    return f"{'up' if change > 0 else 'down'} {100 * abs(change):.0f} points" if change else "none"


def observed(found: BlastRadius, is_brief: bool = False) -> Table:
    """With all incidents, or with the latest alone, to fit a terminal."""
    rows = ((*_share(o), o.last, o.ids[-1] if is_brief else o.ids) for o in found.observed)
    columns = ("name", "incidents", "of", "observed", "95 %", "last")
    title = f"Hit when {found.service.name} failed before"
    return Table(title, (*columns, "latest" if is_brief else "ids"), tuple(rows))


def _share(o: Observed) -> tuple[Cell, ...]:
    return (o.node.name, o.incidents, o.of, proportion(o.share), clustered(o.interval, o.families))


def clustered(interval: Interval | None, families: int) -> str:
    """An interval over families, or why there is none."""
    if interval is None:
        return f"none: {families} {'family' if families == 1 else 'families'}"
    return ends_of_share(interval)


def choke_points(found: BlastRadius) -> Table:
    """The first few that shield two or more."""
    several = [point for point in found.choke_points if len(point.shields) > 1]
    rows = (
        (point.node.name, len(point.shields), tuple(node.name for node in point.shields))
        for point in several[:MOST_LISTED]
    )
    return _cut(Table("Choke points", ("bulkhead at", "shields", "what"), tuple(rows)), several)


def important(found: BlastRadius) -> Table:
    """The first few dependencies by Birnbaum's importance."""
    nodes = found.study.net.nodes
    rows = (
        (
            nodes[each.requirement.node].name,
            tuple(nodes[member].name for member in each.requirement.members),
            round(each.birnbaum, 3),
            tuple(map(str, each.requirement.places)),
        )
        for each in found.important[:MOST_LISTED]
    )
    columns = ("dependent", "needs", "expected impact more where it transmits", "said at")
    return _cut(Table("The radius hangs most on", columns, tuple(rows)), found.important)


def _cut(table: Table, all_of_them: Iterable[object]) -> Table:
    count = len(tuple(all_of_them))
    if count <= len(table.rows):
        return table
    said = f"{count - len(table.rows)} more: --format json has them all."
    return Table(table.title, table.columns, table.rows, said)


def runbooks(found: BlastRadius) -> Table:
    rows = ((r.runbook.name, r.documents, r.runbook.places[0].path) for r in found.runbooks)
    return Table("Runbooks", ("runbook", "about", "path"), tuple(rows))


def contacts(found: BlastRadius) -> Table:
    rows = ((c.node.name, c.owns, c.escalation_of) for c in found.contacts)
    return Table("Page", ("who", "owns", "escalation of"), tuple(rows))


def _noise(probability: Probability) -> str | None:
    noise = probability.simulation
    return None if noise is None else f"{100 * noise:.1f} %"
