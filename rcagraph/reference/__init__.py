"""Documents made from the tables, so that they never disagree: pages, and JSON Schemas."""

from collections.abc import Callable

from rcagraph.reference.diagnostics import diagnostics_page
from rcagraph.reference.ontology import ontology_page
from rcagraph.reference.vocabulary import vocabulary_page

PAGES: tuple[tuple[str, Callable[[], str]], ...] = (
    ("docs/reference/ontology.md", ontology_page),
    ("docs/reference/diagnostics.md", diagnostics_page),
    ("docs/reference/vocabulary.md", vocabulary_page),
)
"""Every generated page: where it is kept, and what it must hold."""

__all__ = ["PAGES", "diagnostics_page", "ontology_page", "vocabulary_page"]
