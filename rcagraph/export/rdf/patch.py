"""What one graph says and another does not: a SPARQL Update that makes of the one the other."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from rcagraph.export.files import write_text
from rcagraph.export.rdf.form import RdfForm
from rcagraph.export.rdf.names import base_for
from rcagraph.export.rdf.spelling import NTRIPLES
from rcagraph.export.rdf.statements import spelled_triples
from rcagraph.graph import KnowledgeGraph

ROWS = 5_000
"""Triples in one operation: stores parse an operation whole before they run it."""


class Patch(NamedTuple):
    """Triples as N-Triples has them, without the dot, sorted."""

    removed: tuple[str, ...]
    added: tuple[str, ...]
    graph: str
    """The named graph of the vault that it is for, where it is for one; else empty."""


def patch(
    old: KnowledgeGraph, new: KnowledgeGraph, base_iri: str = "", named: bool = False
) -> Patch:
    """By the base of the newer graph, for both: a vault that moved folder stays the same things."""
    base = base_for(new.vault, base_iri)
    removed: list[str] = []
    added: list[str] = []
    for line, is_new in _only_in_one(_lines(old, base), _lines(new, base)):
        (added if is_new else removed).append(line)
    return Patch(tuple(removed), tuple(added), base if named else "")


def _lines(graph: KnowledgeGraph, base: str) -> Iterator[str]:
    return (f"{s} {p} {o}" for s, p, o, _ in spelled_triples(graph, NTRIPLES, RdfForm(base)))


def _only_in_one(old: Iterator[str], new: Iterator[str]) -> Iterator[tuple[str, bool]]:
    """Each line of one side alone, with whether it is the new one; both sides are sorted."""
    left, right = next(old, None), next(new, None)
    while left is not None or right is not None:
        if left == right:
            left, right = next(old, None), next(new, None)
        elif right is None or (left is not None and left < right):
            assert left is not None
            yield left, False
            left = next(old, None)
        else:
            yield right, True
            right = next(new, None)


def write_patch(found: Patch, path: Path) -> None:
    """A SPARQL 1.1 Update; run twice, the second run changes nothing."""
    write_text(path, update(found))


def update(found: Patch) -> Iterator[str]:
    yield f"# {len(found.removed)} triples go, {len(found.added)} come\n"
    for operation, rows in (("DELETE", found.removed), ("INSERT", found.added)):
        for start in range(0, len(rows), ROWS):
            yield _operation(operation, rows[start : start + ROWS], found.graph)


def _operation(operation: str, rows: tuple[str, ...], graph: str) -> str:
    lines = "".join(f"{row} .\n" for row in rows)
    inner = f"GRAPH <{graph}> {{\n{lines}}}\n" if graph else lines
    return f"{operation} DATA {{\n{inner}}} ;\n"
