"""The notes themselves: files of the vault, and which incidents they tell of."""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from rcagraph.export.rdf.ground import Ground, Steps, Values, X
from rcagraph.export.rdf.terms import TYPE, Iri, iri
from rcagraph.graph import Node
from rcagraph.model.facts import NodeKey
from rcagraph.model.ontology import NODE_PROPERTIES

T = TypeVar("T")

PATH = tuple(p for p in NODE_PROPERTIES if p.name == "path")
NO_INCIDENTS: frozenset[NodeKey] = frozenset()


class Note(NamedTuple):
    path: str

    def record(self) -> dict[str, str]:
        return {"path": self.path}


def note_steps(ground: Ground[T]) -> Steps[T, Note]:
    """Of a note that is no node."""

    def path(note: Note) -> str:
        return note.path

    return ground.in_order({**ground.property_steps(PATH, "Note"), **told_steps(ground, path)})


def told_steps(
    ground: Ground[T], path_of: Callable[[X], str | None], *classes: str
) -> dict[Iri, Values[X, T]]:
    """The classes of what is, where it has a path, a note, and the incidents that it tells of."""
    plain = ground.terms(*classes)
    note = ground.terms(*classes, "rca:Note")
    postmortem = ground.terms(*classes, "rca:Note", "rca:Postmortem")

    def told(of: X) -> set[NodeKey] | frozenset[NodeKey]:
        return ground.told.get(path_of(of) or "", NO_INCIDENTS)

    def types(of: X, _: object) -> list[T]:
        if path_of(of) is None:
            return plain
        return postmortem if told(of) else note

    return {
        TYPE: types,
        iri("foaf:primaryTopic"): lambda of, _: ground.ends(told(of)) if len(told(of)) == 1 else [],
        iri("foaf:topic"): lambda of, _: ground.ends(told(of)) if len(told(of)) > 1 else [],
    }


def path_of_its_note(ground: Ground[T]) -> Callable[[Node], str | None]:
    """The path of a node that is its own note, else none."""

    def path(node: Node) -> str | None:
        found = str(node.properties.get("path", ""))
        return found if found and ground.notes[found] == ground.iris[node.key] else None

    return path
