"""The figures of the page as one JSON value, by the functions behind `--format json`."""

import json

from rcagraph.analysis.blast_radius import BlastRadius
from rcagraph.analysis.heat_map import HeatMap
from rcagraph.analysis.history.services import ServiceHistory
from rcagraph.analysis.recurrence import Family
from rcagraph.model.facts import NodeKey
from rcagraph.report import (
    blast_radius_json,
    dependency_json,
    history_json,
    sentences,
)
from rcagraph.report.as_json import Json, day
from rcagraph.report.page.graph_rows import graph_rows
from rcagraph.report.page.growths import growths
from rcagraph.report.page.notes import Notes
from rcagraph.report.page.sources import Sources


def contents(of: Sources, heat: HeatMap, notes: Notes) -> dict[str, Json]:
    its = of.history
    return {
        "vault": of.graph.vault,
        "files": [[path, notes.base.file(path)] for path in notes.files],
        "line_mark": notes.base.line_mark,
        "window": history_json.window(its.window) if its else None,
        "services": [_service(each) for each in its.services.all if each.n] if its else [],
        "families": [_family(family, notes.node_number) for family in of.found.families],
        "heat": _heat(heat, notes.node_number),
        **growths(of, notes.node_number),
        "calibration": dependency_json.dependencies(of.needs)["calibration"],
        "radii": [_radius(each) for each in of.radii],
        **graph_rows(of.graph, notes),
    }


def _service(of: ServiceHistory) -> Json:
    """What its bar shows."""
    return {key: value for key, value in history_json.service(of).items() if key in _OF_A_BAR}


_OF_A_BAR = ("name", "events", "yearly_rate", "yearly_interval", "hot_spot")


def _radius(of: BlastRadius) -> Json:
    """As `blast-radius --format json`, without what the page does not show."""
    told = blast_radius_json.blast_radius(of)
    kept = {key: value for key, value in told.items() if key not in _NOT_SHOWN}
    return {**kept, "sentences": list(sentences.blast_radius(of))}


_NOT_SHOWN = ("what_if", "compared", "expected_before", "important")


def _family(family: Family, number: dict[NodeKey, int]) -> Json:
    """Its incidents, for the strip."""
    return [[number[event.node.key], day(event.day), event.minutes] for event in family.events]


def _heat(heat: HeatMap, number: dict[NodeKey, int]) -> Json:
    return {
        f"{number[service]},{number[mode]}": [number[event.node.key] for event in its]
        for (service, mode), its in heat.cells.items()
    }


_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def embedded(shape: Json) -> str:
    """JSON that can stand in a script element: nothing in it ends the element."""
    return json.dumps(shape, ensure_ascii=False, allow_nan=False, separators=(",", ":")).translate(
        _ESCAPES
    )
