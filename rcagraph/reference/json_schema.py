"""The published JSON Schemas, by the word that `schema --json-schema` takes."""

from collections.abc import Mapping

from rcagraph.reference.answers import CHECK, RECURRENCE, SHOW, STATS
from rcagraph.reference.history_answers import DEPENDENCIES, RECURRENCE_EXPLANATION
from rcagraph.reference.impact_answers import BLAST_RADIUS, CRITICALITY, DIFF, EXPLANATION
from rcagraph.reference.profile_file import PROFILE
from rcagraph.reference.report_answer import REPORT
from rcagraph.reference.shapes import Schema

DRAFTS = {
    "2020-12": "https://json-schema.org/draft/2020-12/schema",
    "07": "http://json-schema.org/draft-07/schema#",
}
"""Every schema here says the same in either; many editors know the older one alone."""

SCHEMAS: Mapping[str, Schema] = {
    "profile": PROFILE,
    "stats": STATS,
    "check": CHECK,
    "blast-radius": BLAST_RADIUS,
    "explanation": EXPLANATION,
    "criticality": CRITICALITY,
    "diff": DIFF,
    "recurrence": RECURRENCE,
    "recurrence-explanation": RECURRENCE_EXPLANATION,
    "dependencies": DEPENDENCIES,
    "show": SHOW,
    "report": REPORT,
}

TITLES = {
    "profile": "rcagraph.toml: what the notes of a vault mean",
    "recurrence-explanation": "What `rcagraph recurrence --explain NAME --format json` prints",
    "explanation": "What `rcagraph blast-radius SERVICE --explain NAME --format json` prints",
}


def published(name: str, draft: str = "2020-12") -> Schema:
    """The schema, with the draft that it names."""
    title = TITLES.get(name, f"What `rcagraph {name} --format json` prints")
    return {"$schema": DRAFTS[draft], "title": title, **SCHEMAS[name]}
