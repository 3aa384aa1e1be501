"""Cells of an import file: what they can hold exactly, and how it is spelt."""

import math
from datetime import date

from rcagraph.export.neo4j.rows import Stored

BETWEEN = "\x1f"
"""Stands between the items of a list; the import has no escape for it."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", " ", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""A spreadsheet that is shown the file would take a text that begins so for a formula."""


def cell(value: Stored) -> str | None:
    """The cell's text; None for what the file cannot hold, or what a spreadsheet would run."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list):
        return _list(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return _decimal(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _text(value: str) -> str | None:
    return None if value.startswith(FORMULA) else quoted(value)


def _list(values: list[str]) -> str | None:
    """An import takes neither an empty list nor a list of one empty text for what it is."""
    if not values or values == [""]:
        return None
    text = BETWEEN.join(values)
    return _text(text) if text.count(BETWEEN) == len(values) - 1 else None


def quoted(value: str) -> str:
    """Always in quotes: an empty text is a value, an empty cell is none."""
    return '"' + value.replace('"', '""') + '"'


def _decimal(value: float) -> str:
    if math.isfinite(value):
        return repr(value)
    return "NaN" if math.isnan(value) else ("Infinity" if value > 0 else "-Infinity")
