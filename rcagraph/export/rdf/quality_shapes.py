"""SHACL shapes of quality, where a vault is thin, and of cycles."""

from collections.abc import Iterator
from typing import NamedTuple

from rcagraph.export.rdf.document import listed, nested, paragraph, words
from rcagraph.export.rdf.terms import iri

ONLY_NAMED = "[ sh:path rca:declared ; sh:hasValue false ]"
"""What no note is about has no note to write it in."""


class Lack(NamedTuple):
    shape: str
    kind: str
    paths: tuple[str, ...]
    """That all lead nowhere."""
    severity: str
    said: str


OWNED = ("[ sh:inversePath rca:owns ]",)
DOCUMENTED = ("[ sh:inversePath rca:documents ]",)
USED = ("rca:documents", "[ sh:inversePath rca:usesRunbook ]")

LACKING = (
    Lack("Incident-affects", "Incident", ("rca:affects",), "Warning", "affects no service"),
    Lack("Incident-hasDate", "Incident", ("dcterms:date",), "Warning", "has no date"),
    Lack("Incident-hasSeverity", "Incident", ("rca:severity",), "Info", "has no severity"),
    Lack("Service-hasOwner", "Service", OWNED, "Warning", "has no owner"),
    Lack("Service-hasRunbook", "Service", DOCUMENTED, "Info", "has no runbook"),
    Lack("Runbook-isUsed", "Runbook", USED, "Warning", "is about nothing"),
    Lack("ActionItem-hasOwner", "ActionItem", OWNED, "Info", "has no owner"),
)
"""What a note should say of what it declares."""


def quality_shapes() -> Iterator[str]:
    for lack in LACKING:
        has = [nested((("sh:path", path), ("sh:minCount", "1"))) for path in lack.paths]
        yield paragraph(
            f"shape:{lack.shape}",
            (
                ("a", "sh:NodeShape"),
                ("sh:targetClass", f"rca:{lack.kind}"),
                ("sh:or", listed((ONLY_NAMED, *has))),
                ("sh:severity", f"sh:{lack.severity}"),
                ("sh:message", words(lack.said, "en")),
            ),
        )
    yield from _in_order()
    yield from _links_reach()


def _in_order() -> Iterator[str]:
    yield paragraph(
        "shape:Incident-endsAfterItStarts",
        (
            ("a", "sh:PropertyShape"),
            ("sh:targetClass", "rca:Incident"),
            ("sh:path", "prov:startedAtTime"),
            ("sh:lessThanOrEquals", "prov:endedAtTime"),
            ("sh:severity", "sh:Warning"),
            ("sh:message", words("ends before it starts", "en")),
        ),
    )


def _links_reach() -> Iterator[str]:
    """Looked at from the evidence, which knows the place of each link."""
    yield paragraph(
        "shape:Evidence-linkReaches",
        (
            ("a", "sh:PropertyShape"),
            ("sh:targetClass", "rca:Evidence"),
            ("sh:path", "rdf:object"),
            ("sh:not", "[ sh:class rca:Unresolved ]"),
            ("sh:severity", "sh:Warning"),
            ("sh:message", words("leads to no note", "en")),
        ),
    )


def cycle_shapes() -> Iterator[str]:
    """In SPARQL, which not every validator speaks."""
    depends = iri("rca:dependsOn")
    query = f"SELECT $this WHERE {{ $this <{depends}>+ $this }}"
    yield paragraph(
        "shape:Service-isOnNoCycle",
        (
            ("a", "sh:NodeShape"),
            ("sh:targetSubjectsOf", "rca:dependsOn"),
            ("sh:severity", "sh:Info"),
            (
                "sh:sparql",
                nested(
                    (
                        ("a", "sh:SPARQLConstraint"),
                        ("sh:message", words("depends on itself, directly or not", "en")),
                        ("sh:select", words(query)),
                    )
                ),
            ),
        ),
    )
