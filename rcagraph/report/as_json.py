"""The answers as JSON: published shapes that stay compatible, ISO dates, the same bytes each time.

What a later release computes will be added under its own names. The two large ones have files of
their own: `blast_radius_json`, `recurrence_json`.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime

from rcagraph.analysis.counts import Counts
from rcagraph.analysis.estimate.interval import Interval
from rcagraph.analysis.show import Description, LinkGroup
from rcagraph.graph import Node
from rcagraph.graph.link_counts import LinkCounts
from rcagraph.model.diagnostics import Diagnostic
from rcagraph.model.facts import Place
from rcagraph.model.vocabulary import Value

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


def dumps(shape: Json) -> str:
    """Indented, in the order of the shape, ending in a line end."""
    return json.dumps(shape, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def stats(
    counted: Counts,
    files: int,
    documents: int,
    wikilinks: LinkCounts,
    diagnostics: Iterable[Diagnostic] = (),
) -> dict[str, Json]:
    codes = Counter(diagnostic.code.name for diagnostic in diagnostics)
    return {
        "vault": counted.vault,
        "files": files,
        "documents": documents,
        "nodes": {kind: dict(count._asdict()) for kind, count in counted.nodes.items()},
        "edges": dict(counted.edges),
        "edges_by_kinds": {type_: dict(n) for type_, n in counted.edges_by_kinds.items()},
        "wikilinks": asdict(wikilinks),
        "diagnostics": dict(sorted(codes.items())),
    }


def show(found: Description) -> dict[str, Json]:
    return {
        "uid": found.node.key.uid,
        "kind": found.node.kind,
        "name": found.node.name,
        "declared": found.node.declared,
        "said_at": [_place(place) for place in found.node.places],
        "properties": {name: _value(value) for name, value in found.properties},
        "edges": [_links(group) for group in found.groups],
    }


def _links(group: LinkGroup) -> Json:
    return {
        "type": group.type,
        "direction": "out" if group.is_outgoing else "in",
        "nodes": [
            {
                "kind": link.other.kind,
                "name": link.other.name,
                "asserted": link.edge.asserted,
                "properties": {n: _value(v) for n, v in sorted(link.edge.properties.items())},
                "said_at": [_place(place) for place in link.edge.places],
            }
            for link in group.links
        ],
    }


def placed(node: Node) -> dict[str, Json]:
    return {"name": node.name, "path": node.places[0].path, "line": node.places[0].line}


def _place(place: Place) -> Json:
    return {"path": place.path, "line": place.line, "where": place.where}


def _value(value: Value) -> Json:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def day(of: date | None) -> str | None:
    return of.isoformat() if of else None


def rounded(value: float | None) -> float | None:
    """Six digits: the same on every machine."""
    return None if value is None else round(value, 6) + 0.0


def interval(its: Interval | None) -> Json:
    """Its two ends; null for an end, or for all, that the numbers do not set."""
    return None if its is None else [rounded(its.low), rounded(its.high)]
