"""What engines return, as the cells of a table."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from rcagraph.model.table import Cell


def cell(value: object) -> Cell:
    """A node is its name, a path or list the names in it, a map its JSON, a null nothing."""
    if value is None or isinstance(value, str | int | float | date | datetime):
        return value
    if isinstance(value, Mapping):
        return _map(value)
    if isinstance(value, list | tuple):
        return tuple(_text(item) for item in value)
    if isinstance(value, Decimal):  # the embedded engine's sums of integers
        return int(value) if value == int(value) else float(value)
    native = getattr(value, "to_native", None)  # the Neo4j driver's own dates and times
    return cell(native()) if native else str(value)


def _map(value: Mapping[object, object]) -> Cell:
    if isinstance(value.get("_NODES"), list):  # a path, as the embedded engine has it
        return cell(value["_NODES"])
    if "name" in value and "uid" in value:
        return str(value["name"])
    if "_SRC" in value:  # an edge, as the embedded engine has it
        return str(value["_LABEL"])
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def _text(value: object) -> str:
    found = cell(value)
    return found if isinstance(found, str) else json.dumps(found, ensure_ascii=False, default=str)
