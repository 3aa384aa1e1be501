"""What a named graph holds beside what it should: counted triple by triple, whatever the spelling.

A store keeps values, not texts: it may give `1.0` back as `1`, and a time in another zone.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from rcagraph.export.rdf.terms import XSD

if TYPE_CHECKING:
    import pyoxigraph as ox

BYTES = 12
"""Of the hash that stands for a triple: two of a million alike happen once in 10^17 times."""
EXAMPLES = 5


class Difference(NamedTuple):
    """Of what is there and what should be."""

    there: int
    added: int
    removed: int
    unchanged: int
    subjects: int
    subjects_gone: int
    examples: tuple[str, ...]
    """The first triples that are there and should not be."""

    @property
    def is_none(self) -> bool:
        return self.added == self.removed == 0


def difference(there: "Iterable[ox.Quad]", wanted: "Iterable[ox.Quad]") -> Difference:
    """One hash of each wanted triple is in memory, and none of those that are there."""
    triples = {_hash(canonical(quad)) for quad in wanted}
    subjects: set[bytes] = set()
    stays: set[bytes] = set()
    examples: list[str] = []
    removed = unchanged = 0
    for quad in there:
        subject = _hash(str(quad.subject))
        subjects.add(subject)
        text = canonical(quad)
        if _hash(text) in triples:
            unchanged += 1
            stays.add(subject)
        else:
            removed += 1
            examples += [text] if len(examples) < EXAMPLES else []
    return Difference(
        unchanged + removed,
        len(triples) - unchanged,
        removed,
        unchanged,
        len(subjects),
        len(subjects - stays),
        tuple(examples),
    )


def _hash(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=BYTES).digest()


def canonical(quad: "ox.Quad") -> str:
    return f"{quad.subject} {quad.predicate} {_object(quad.object)}"


def _object(term: object) -> str:
    import pyoxigraph as ox

    if isinstance(term, ox.Literal) and term.datatype.value in _SPELLERS:
        try:
            return f"{_SPELLERS[term.datatype.value](term.value)}^^{term.datatype}"
        except (ArithmeticError, ValueError):
            pass
    return str(term)


def _decimal(text: str) -> str:
    found = Decimal(text)
    return format(found.normalize() if found else Decimal(0), "f")


def _double(text: str) -> str:
    return str(float(text) or 0.0)


def _moment(text: str) -> str:
    found = datetime.fromisoformat(text)
    return (found.astimezone(UTC) if found.tzinfo else found).isoformat()


def _boolean(text: str) -> str:
    return {"1": "true", "0": "false"}.get(text, text)


_SPELLERS: dict[str, Callable[[str], str]] = {
    f"{XSD}integer": _decimal,
    f"{XSD}decimal": _decimal,
    f"{XSD}double": _double,
    f"{XSD}boolean": _boolean,
    f"{XSD}dateTime": _moment,
}


class Lines:
    """Text that comes in parts, as a file to read."""

    def __init__(self, parts: Iterator[str]) -> None:
        self._parts, self._rest = parts, b""

    def read(self, size: int = -1) -> bytes:
        while size < 0 or len(self._rest) < size:
            part = next(self._parts, None)
            if part is None:
                break
            self._rest += part.encode("utf-8")
        size = len(self._rest) if size < 0 else size
        found, self._rest = self._rest[:size], self._rest[size:]
        return found
