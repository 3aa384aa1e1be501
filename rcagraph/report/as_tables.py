"""The answers as tables: what the terminal, CSV and Markdown show of them."""

from rcagraph.analysis.history import FamilyHistory, History
from rcagraph.analysis.recurrence import Family, Recurrence
from rcagraph.analysis.show import Description
from rcagraph.model.table import Cell, Table
from rcagraph.report.history_tables import FAMILY, family_cells
from rcagraph.report.sparkline import bars, bins, digits


def recurrence(found: Recurrence, its: History | None = None) -> Table:
    """One row a family, one column for each part of the key."""
    parts = _parts(found)
    columns = ("incidents", *(part.replace("_", " ") for part in parts), *_FAMILY)
    rows = (
        (len(f.events), *_key(f, parts), *_family(f), *family_cells(its.of(f) if its else None))
        for f in found.families
    )
    return Table("Recurring failures", (*columns, *FAMILY), tuple(rows))


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


def recurrence_brief(found: Recurrence, its: History | None = None, has_bars: bool = True) -> Table:
    """What fits a terminal, with the incidents of each quarter of the vault as a line."""
    parts = _parts(found)
    frame = bins(found.first, found.last) if found.first and found.last else None
    word = f"a {frame.word}" if frame else "when"
    columns = ("times", *(part.replace("_", " ") for part in parts), word, *_BRIEF)
    lines = _lines([frame.counts(f.dates) if frame else () for f in found.families], has_bars)
    rows = (
        (len(f.events), *_key(f, parts), line, *_brief(f, its.of(f) if its else None))
        for f, line in zip(found.families, lines, strict=True)
    )
    return Table("Recurring failures", columns, tuple(rows))


def _lines(counts: list[tuple[int, ...]], has_bars: bool) -> list[str]:
    """All to one scale."""
    most = max((n for line in counts for n in line), default=0)
    return [bars(line, most) if has_bars else digits(line) for line in counts]


_BRIEF = ("last", "days between, 95 %", "again in 90 d", "runbook", "open actions")


def _brief(family: Family, its: FamilyHistory | None) -> tuple[Cell, ...]:
    between, _, again, _ = family_cells(its)
    runbook = "yes" if family.runbooks else "none"
    return (family.last, between, again, runbook, len(family.open_actions))


def gaps(family: Family) -> str:
    return ", ".join(map(str, family.gaps_days))


def _parts(found: Recurrence) -> tuple[str, ...]:
    return ("service", "category") if found.is_fallback else found.by


def _key(family: Family, parts: tuple[str, ...]) -> tuple[Cell, ...]:
    """A family without a key is called after its first incident."""
    key = dict(family.key) or {parts[0]: family.title}
    return tuple(key.get(part) for part in parts)


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
