"""Values as Cypher literals that no text can break out of, in any tool that splits statements."""

import json
import math
import re
from collections.abc import Iterable
from datetime import date

from rcagraph.export.neo4j.rows import Stored
from rcagraph.export.neo4j.sheets import Form

SPLITS = re.compile("[;\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What some tool takes for the end of a line or of a statement, even between quotes."""

ROWS = 200
"""Rows of one statement: servers plan longer literals out of proportion."""

READS = {Form.DATE: "date({})", Form.DATETIME: "datetime({})", Form.LOCAL: "localdatetime({})"}
"""How a statement makes a value of a form from the scalar that `scalar` gives."""


def text(value: str) -> str:
    return SPLITS.sub(_escape, json.dumps(value, ensure_ascii=False))


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def scalar(value: Stored | None) -> str:
    """The value without its function: of a date its text."""
    if value is None:
        return "null"
    if isinstance(value, list):
        return row(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return decimal(value)
    if isinstance(value, int):
        return str(value)
    return text(value.isoformat() if isinstance(value, date) else value)


def row(values: Iterable[Stored | None]) -> str:
    """A list of them."""
    return f"[{', '.join(map(scalar, values))}]"


def unwind(rows: Iterable[str]) -> str:
    """The start of a statement that goes through rows, a line each."""
    listed = ",\n".join(rows)
    return f"UNWIND [\n{listed}\n] AS row"


def decimal(value: float) -> str:
    """There is no literal for what is not finite."""
    if math.isnan(value):
        return "(0.0 / 0.0)"
    if math.isinf(value):
        return "(1.0 / 0.0)" if value > 0 else "(-1.0 / 0.0)"
    return repr(value)


def read(form: Form, given: str) -> str:
    """The value of a form, made from a scalar or from what names one."""
    return READS.get(form, "{}").format(given)
