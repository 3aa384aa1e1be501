"""The answers as JSON: published shapes that stay compatible, ISO dates, the same bytes each time.

What a later release computes (probabilities, trends, intervals by family) will be added under
its own names.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime

from rcagraph.analysis.actions import Action
from rcagraph.analysis.blast_radius import BlastRadius, Contact, Instruction
from rcagraph.analysis.counts import Counts
from rcagraph.analysis.impact import Dependent
from rcagraph.analysis.observed import Observed
from rcagraph.analysis.recurrence import Family, Recurrence
from rcagraph.analysis.show import Description, LinkGroup
from rcagraph.graph import Node
from rcagraph.graph.join import LinkCounts
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
    wikilinks: LinkCounts,
    diagnostics: Iterable[Diagnostic] = (),
) -> dict[str, Json]:
    codes = Counter(diagnostic.code.name for diagnostic in diagnostics)
    return {
        "vault": counted.vault,
        "files": files,
        "nodes": {kind: dict(count._asdict()) for kind, count in counted.nodes.items()},
        "edges": dict(counted.edges),
        "edges_by_kinds": {type_: dict(n) for type_, n in counted.edges_by_kinds.items()},
        "wikilinks": asdict(wikilinks),
        "diagnostics": dict(sorted(codes.items())),
    }


def blast_radius(found: BlastRadius) -> dict[str, Json]:
    return {
        "service": found.service.name,
        "kind": found.service.kind,
        "as_of": _day(found.as_of),
        "originated": found.originated,
        "owners": list(found.owners[found.service.key]),
        "structural": [_dependent(found, each) for each in found.structural],
        "observed": [_observed(each) for each in found.observed],
        "runbooks": [_instruction(each) for each in found.runbooks],
        "teams": [_contact(each) for each in found.contacts],
    }


def _dependent(found: BlastRadius, each: Dependent) -> Json:
    return {
        "name": each.node.name,
        "kind": each.node.kind,
        "hops": each.hops,
        "path": [node.name for node in each.path],
        "hard": each.hard,
        "soft": each.soft,
        "loses_redundancy": each.loses_redundancy,
        "redundancy_of": each.redundancy_of.name if each.redundancy_of else None,
        "members_left": each.members_left,
        "owners": list(found.owners[each.node.key]),
    }


def _observed(each: Observed) -> Json:
    return {
        "name": each.node.name,
        "incidents": each.incidents,
        "of": each.of,
        "share": round(each.share, 6),
        "wilson_interval": [round(end, 6) for end in each.wilson_interval],
        "last": _day(each.last),
        "ids": list(each.ids),
    }


def _instruction(each: Instruction) -> Json:
    return {**_placed(each.runbook), "documents": list(each.documents)}


def _contact(each: Contact) -> Json:
    return {
        "name": each.node.name,
        "kind": each.node.kind,
        "owns": list(each.owns),
        "escalation_of": list(each.escalation_of),
    }


def recurrence(found: Recurrence) -> dict[str, Json]:
    return {
        "as_of": _day(found.as_of),
        "by": list(found.by),
        "fallback": found.is_fallback,
        "minimum": found.minimum,
        "service": found.service.name if found.service else None,
        "first": _day(found.first),
        "last": _day(found.last),
        "incidents": found.incidents,
        "unkeyed": found.unkeyed,
        "all_families": found.all_families,
        "repeating_families": found.repeating_families,
        "repeating_incidents": found.repeating_incidents,
        "families": [_family(each) for each in found.families],
    }


def _family(each: Family) -> Json:
    return {
        "key": dict(each.key),
        "other_keys": [dict(key) for key in each.other_keys],
        "incidents": len(each.events),
        "ids": list(each.ids),
        "first": _day(each.first),
        "last": _day(each.last),
        "gaps_days": list(each.gaps_days),
        "total_minutes": each.total_minutes,
        "runbook": each.runbooks[0].name if each.runbooks else None,
        "runbooks": [_placed(runbook) for runbook in each.runbooks],
        "teams": [team.name for team in each.teams],
        "open_actions": [_action(action) for action in each.open_actions],
    }


def _action(each: Action) -> Json:
    return {
        "text": each.text,
        "priority": each.priority or None,
        "owners": list(each.owners),
        "due_date": _day(each.due_date),
        "status": each.status or None,
        "incident": each.incident.name if each.incident else None,
        "path": each.place.path,
        "line": each.place.line,
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


def _placed(node: Node) -> dict[str, Json]:
    return {"name": node.name, "path": node.places[0].path, "line": node.places[0].line}


def _place(place: Place) -> Json:
    return {"path": place.path, "line": place.line, "where": place.where}


def _value(value: Value) -> Json:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
