"""What a record of a data file can give of a rule that is written for notes."""

from collections.abc import Mapping
from typing import Any

from rcagraph.profile.reader import Raw
from rcagraph.profile.record_rules import is_of_notes
from rcagraph.profile.source import parse_source


def for_data(rule: Raw) -> Raw:
    """Without its actions, and what is read only from a body."""
    fields = rule.get("fields", {})
    edges = rule.get("edge", [])
    kept: dict[str, Any] = {k: v for k, v in rule.items() if k != "actions"}
    kept["fields"] = {name: field for name, field in fields.items() if _has(field)}
    kept["edge"] = [edge for edge in edges if _has(edge)]
    return kept


def _has(value: object) -> bool:
    """Whether one of the sources may stand in a data file."""
    if isinstance(value, Mapping):
        return _has(value.get("from", []))
    if isinstance(value, list):
        return any(_has(one) for one in value)
    return not is_of_notes(parse_source(str(value)))
