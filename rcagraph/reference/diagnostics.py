"""The page of diagnostics: every code with its severity, what it means and what to do."""

from collections.abc import Iterable

from rcagraph.model.diagnostics import Code
from rcagraph.reference.page import page, sentence, table

GROUPS = {
    "0": "Files",
    "1": "Front matter",
    "2": "A note",
    "3": "Joining notes",
    "4": "The graph",
    "6": "The RDF (`check --shacl`)",
}
"""What a code's first digit says."""


def diagnostics_page() -> str:
    """Every code with its severity, what it means and what to do."""
    groups = [
        part
        for digit, title in GROUPS.items()
        for part in (f"## {title}", _codes(c for c in Code if c.name[3] == digit))
    ]
    return page(
        "Diagnostics",
        "An *error* means that something was not read; a *warning*, that it may not mean what it "
        "says.\nEither way the rest of the vault is read. A code never changes its meaning.",
        *groups,
    )


def _codes(codes: Iterable[Code]) -> str:
    rows = (
        (f"`{c.name}`", c.severity.value, sentence(c.value.title), sentence(c.value.remedy))
        for c in codes
    )
    return table(("Code", "Severity", "What is wrong", "What to do"), rows)
