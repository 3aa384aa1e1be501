"""Turtle for people to read: prefixes, a paragraph a subject, and blank nodes only inside one."""

from collections.abc import Iterable, Iterator, Mapping

from rcagraph.export.rdf.terms import quoted

Pairs = Iterable[tuple[str, str | tuple[str, ...]]]
"""Predicates, each with its values; a predicate without any is left out."""


def document(prefixes: Mapping[str, str], *paragraphs: str) -> str:
    """Only the prefixes that the paragraphs use are declared."""
    body = "".join(f"\n{paragraph}" for paragraph in paragraphs)
    lines = [
        f"@prefix {prefix}: <{name}> .\n"
        for prefix, name in sorted(prefixes.items())
        if any(f"{before}{prefix}:" in body for before in " (^") or f"\n{prefix}:" in body
    ]
    return "".join(lines) + body


def paragraph(subject: str, pairs: Pairs) -> str:
    return f"{subject} " + " ;\n    ".join(_lines(pairs)) + " .\n"


def nested(pairs: Pairs) -> str:
    """A blank node."""
    return f"[ {' ; '.join(_lines(pairs))} ]"


def listed(values: Iterable[str]) -> str:
    return f"( {' '.join(values)} )"


def words(text: str, language: str = "") -> str:
    return f"{quoted(text)}@{language}" if language else quoted(text)


def _lines(pairs: Pairs) -> Iterator[str]:
    for predicate, values in pairs:
        if values:
            yield f"{predicate} {values if isinstance(values, str) else ', '.join(values)}"
