"""Names in lists, labels and tables that must be known, and that no note and no field knows."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rcagraph.graph.dangling import at_places
from rcagraph.graph.near import Named, Near
from rcagraph.graph.nodes import Nodes
from rcagraph.graph.resolve import Resolver
from rcagraph.model.diagnostics import Code, Diagnostic
from rcagraph.model.facts import Place
from rcagraph.model.names import folded


class Unknown(NamedTuple):
    """One place that gives such a name."""

    kind: str
    name: str
    place: Place


def unknown_names(found: Iterable[Unknown], names: Resolver, nodes: Nodes) -> Iterator[Diagnostic]:
    """One a name, with the known ones that it may have meant."""
    known = dict[str, Near]()
    by_name: dict[tuple[str, str], list[Unknown]] = {}
    for one in sorted(found, key=lambda one: (one.place, one.name)):
        by_name.setdefault((one.kind, folded(one.name)), []).append(one)
    for (kind, _), said in by_name.items():
        if kind not in known:
            named = (*names.named(kind), *nodes.named(kind))
            known[kind] = Near(Named(*one) for one in named)
        near = known[kind].suggestions(said[0].name, frozenset((kind,)))
        meant = " or ".join(repr(key.id) for key in near)
        places = tuple(dict.fromkeys(one.place for one in said))
        detail = f"{kind} {said[0].name!r}"
        yield at_places(Code.RCA307, detail, places, f"did you mean {meant}?" if meant else "")
