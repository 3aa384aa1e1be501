"""The answers as tables: what the terminal, CSV and Markdown show of them."""

from collections.abc import Iterable

from rcagraph.analysis.blast_radius import BlastRadius
from rcagraph.analysis.counts import Counts
from rcagraph.analysis.impact import Dependent
from rcagraph.analysis.observed import Observed
from rcagraph.analysis.recurrence import Family, Recurrence
from rcagraph.analysis.show import Description
from rcagraph.model.diagnostics import Diagnostic
from rcagraph.model.table import Cell, Table

ARROW = " → "


def structural(found: BlastRadius) -> Table:
    rows = (
        (d.hops, d.node.name, d.node.kind, d.effect, _path(d), found.owners[d.node.key])
        for d in found.structural
    )
    columns = ("hops", "name", "kind", "how", "path", "owners")
    return Table(f"Depends on {found.service.name}", columns, tuple(rows))


def _path(dependent: Dependent) -> str:
    return ARROW.join(node.name for node in dependent.path)


def observed(found: BlastRadius, all_ids: bool = True) -> Table:
    """With all incidents, or with the latest alone, to fit a terminal."""
    rows = ((*_share(o), o.last, o.ids if all_ids else o.ids[-1]) for o in found.observed)
    columns = ("name", "incidents", "of", "share", "95 % (plain Wilson)", "last")
    title = f"Hit when {found.service.name} failed before"
    return Table(title, (*columns, "ids" if all_ids else "latest"), tuple(rows))


def _share(o: Observed) -> tuple[Cell, ...]:
    return (o.node.name, o.incidents, o.of, percent(o.share), _range(o.wilson_interval))


def runbooks(found: BlastRadius) -> Table:
    rows = ((r.runbook.name, r.documents, r.runbook.places[0].path) for r in found.runbooks)
    return Table("Runbooks", ("runbook", "about", "path"), tuple(rows))


def contacts(found: BlastRadius) -> Table:
    rows = ((c.node.name, c.owns, c.escalation_of) for c in found.contacts)
    return Table("Page", ("who", "owns", "escalation of"), tuple(rows))


def blast_radius(found: BlastRadius, all_ids: bool = True) -> tuple[Table, ...]:
    """Structural and observed, then what to read and whom to page; empty ones too."""
    return (structural(found), observed(found, all_ids), runbooks(found), contacts(found))


def recurrence(found: Recurrence) -> Table:
    """One row a family, one column for each part of the key."""
    parts = _parts(found)
    columns = ("incidents", *(part.replace("_", " ") for part in parts), *_FAMILY)
    rows = ((len(f.events), *_key(f, parts), *_family(f)) for f in found.families)
    return Table("Recurring failures", columns, tuple(rows))


_FAMILY = (
    *("first", "last", "gaps (days)", "minutes", "runbooks", "open actions"),
    *("teams", "ids"),
)


def _family(family: Family) -> tuple[Cell, ...]:
    return (
        family.first,
        family.last,
        gaps(family),
        family.total_minutes,
        tuple(runbook.name for runbook in family.runbooks),
        len(family.open_actions),
        tuple(team.name for team in family.teams),
        family.ids,
    )


def recurrence_brief(found: Recurrence) -> Table:
    """What fits a terminal."""
    parts = _parts(found)
    columns = ("incidents", *(part.replace("_", " ") for part in parts), *_BRIEF)
    rows = ((len(f.events), *_key(f, parts), *_brief(f)) for f in found.families)
    return Table("Recurring failures", columns, tuple(rows))


_BRIEF = ("last", "gaps (days)", "minutes", "runbook", "open actions")


def _brief(family: Family) -> tuple[Cell, ...]:
    runbook = "yes" if family.runbooks else "none"
    return (family.last, gaps(family), family.total_minutes, runbook, len(family.open_actions))


def gaps(family: Family) -> str:
    return ", ".join(map(str, family.gaps_days))


def _parts(found: Recurrence) -> tuple[str, ...]:
    return ("service", "category") if found.is_fallback else found.by


def _key(family: Family, parts: tuple[str, ...]) -> tuple[Cell, ...]:
    """A family without a key is called after its first incident."""
    key = dict(family.key) or {parts[0]: family.title}
    return tuple(key.get(part) for part in parts)


def stats(counted: Counts, diagnostics: Iterable[Diagnostic] = ()) -> tuple[Table, ...]:
    """Nodes, edges, and findings by code."""
    nodes = tuple((kind, *count) for kind, count in counted.nodes.items())
    edges = tuple(
        (type_, kinds, number)
        for type_, by_kinds in counted.edges_by_kinds.items()
        for kinds, number in by_kinds.items()
    )
    return (
        Table("Nodes", ("kind", "declared", "mentioned"), nodes),
        Table("Edges", ("type", "joins", "edges"), edges),
        findings(diagnostics),
    )


def findings(diagnostics: Iterable[Diagnostic]) -> Table:
    """How many diagnostics of each code."""
    codes = [diagnostic.code for diagnostic in diagnostics]
    rows = (
        (c.name, c.severity.value, c.value.title, codes.count(c))
        for c in sorted(set(codes), key=lambda c: c.name)
    )
    return Table("Diagnostics", ("code", "severity", "what", "findings"), tuple(rows))


def show(found: Description) -> tuple[Table, ...]:
    """What is known of a node, then its edges, one a row."""
    node = found.node
    about: list[tuple[Cell, ...]] = [("kind", node.kind), ("declared", node.declared)]
    about += [(name, value) for name, value in found.properties]
    about.append(("said at", tuple(map(str, node.places))))
    edges = (
        (group.reading, link.other.kind, link.other.name, tuple(map(str, link.edge.places)))
        for group in found.groups
        for link in group.links
    )
    return (
        Table(node.name, ("property", "value"), tuple(about)),
        Table("Edges", ("edge", "kind", "name", "said at"), tuple(edges)),
    )


def percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _range(interval: tuple[float, float]) -> str:
    low, high = interval
    return f"{100 * low:.0f} to {100 * high:.0f} %"
