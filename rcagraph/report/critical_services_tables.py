"""The critical services as a table, with a sentence that says what the figures are."""

from rcagraph.analysis.critical_services import CriticalServices
from rcagraph.analysis.impact.criticality import Criticality
from rcagraph.model.table import Cell, Table

COLUMNS = (
    *("name", "kind", "imposes a year", "suffers a year", "radius", "failures a year", "n"),
    *("single point of failure of",),
)


def critical_services(found: CriticalServices, most: int | None = None) -> Table:
    """What imposes most first; with `most`, that many rows."""
    rows = tuple(_row(found, each) for each in found.found[:most])
    left = len(found.found) - len(rows)
    said = f"{left} more: --all shows them." if left else ""
    return Table("Critical services", COLUMNS, rows, said)


def _row(found: CriticalServices, each: Criticality) -> tuple[Cell, ...]:
    return (
        each.node.name,
        each.node.kind,
        _figure(each.imposed),
        _figure(each.suffered),
        _figure(each.radius),
        _figure(each.rate),
        found.incidents.get(each.node.key.uid),
        tuple(node.name for node in each.forces),
    )


def _figure(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def sentences(found: CriticalServices) -> tuple[str, ...]:
    hits = (
        "Probable, by weight of tier: radius is what one failure takes down of others; imposed is "
        "that times the failures that begin there a year, suffered what others' failures bring.",
    )
    if found.window is None:
        return (*hits, "No incident has a date: no evidence of how often anything fails (n=0).")
    first, last = found.window.first, found.window.last
    return (*hits, f"Failures a year are of incidents from {first} to {last} (n beside each).")
