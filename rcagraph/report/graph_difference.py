"""Two graphs compared, as tables, sentences and JSON."""

from collections.abc import Iterable

from rcagraph.analysis.difference import Difference, Pair, Thing
from rcagraph.model.table import Cell, Table
from rcagraph.report.as_json import Json
from rcagraph.report.blast_radius_tables import ARROW


def tables(found: Difference) -> tuple[Table, ...]:
    """Who newly depends on whom and who no longer does, then what else changed."""
    new = _pairs("New dependents", "it now may hit", found.new)
    gone = _pairs("No longer dependents", "it no longer hits", found.gone)
    return (new, gone, _things(found))


def _pairs(title: str, hits: str, pairs: Iterable[Pair]) -> Table:
    rows = tuple((pair.failing, pair.dependent, ARROW.join(pair.path)) for pair in pairs)
    return Table(title, ("if this fails", hits, "by"), rows)


def _things(found: Difference) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for sign, nodes, edges in (
        ("added", found.nodes_added, found.edges_added),
        ("removed", found.nodes_removed, found.edges_removed),
    ):
        rows += [(sign, kind, name, None) for kind, name in nodes]
        rows += [(sign, type_, source[1], target[1]) for type_, source, target in edges]
    return Table("Nodes and edges", ("change", "what", "name", "to"), tuple(rows))


def sentences(found: Difference) -> tuple[str, ...]:
    return (
        f"{len(found.new)} new and {len(found.gone)} gone of the pairs of a thing that fails and "
        "one that structurally depends on it.",
        f"Nodes: {len(found.nodes_added)} added, {len(found.nodes_removed)} removed. "
        f"Edges: {len(found.edges_added)} added, {len(found.edges_removed)} removed.",
    )


def as_json(found: Difference) -> dict[str, Json]:
    return {
        "new_dependents": [_pair(pair) for pair in found.new],
        "gone_dependents": [_pair(pair) for pair in found.gone],
        "nodes": {
            "added": [_thing(thing) for thing in found.nodes_added],
            "removed": [_thing(thing) for thing in found.nodes_removed],
        },
        "edges": {
            "added": [_edge(*edge) for edge in found.edges_added],
            "removed": [_edge(*edge) for edge in found.edges_removed],
        },
    }


def _pair(pair: Pair) -> Json:
    return {
        "service": pair.failing,
        "kind": pair.kinds[0],
        "dependent": pair.dependent,
        "dependent_kind": pair.kinds[1],
        "path": list(pair.path),
    }


def _thing(thing: Thing) -> Json:
    return {"kind": thing[0], "id": thing[1]}


def _edge(type_: str, source: Thing, target: Thing) -> Json:
    return {"type": type_, "source": _thing(source), "target": _thing(target)}
