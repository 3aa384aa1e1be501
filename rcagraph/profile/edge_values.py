"""What a rule says of all its edges, `strength = "soft"`, as the edge's properties ask."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from rcagraph.model.vocabulary import Property, Value, ValueType
from rcagraph.profile.reader import Raw, Reader

GROUPED = ("group", "needed")
"""What only several ends together have."""


def said_of_all(rel: str, raw: Raw, read: Reader) -> Iterator[tuple[str, Value]]:
    """Each property of the edge that the table gives a value."""
    for one in properties_of(rel, read):
        if one.name in raw:
            yield one.name, _value(one, raw[one.name], read)


def properties_of(rel: str, read: Reader) -> tuple[Property, ...]:
    """Those that one edge may have by itself."""
    type_ = read.ontology.edges.get(rel)
    return tuple(p for p in type_.properties if p.name not in GROUPED) if type_ else ()


def meant_values(
    rel: str, table: object, pattern: re.Pattern[str] | None, read: Reader
) -> Iterator[tuple[str, str]]:
    """Spelling, folded, to what is meant; where all named groups have known values, one of them."""
    groups = pattern.groupindex if pattern else ()
    listed = [one.values for one in properties_of(rel, read) if one.name in groups]
    known = [value for values in listed for value in values]
    for spelling, value in read.table(table, "map").items():
        is_closed = bool(listed) and all(listed)
        meant = read.choice(value, spelling, known) if is_closed else read.text(value, spelling)
        yield spelling.strip().casefold(), meant


def _value(one: Property, value: object, read: Reader) -> Value:
    if one.values:
        return read.choice(value, one.name, one.values)
    if one.type in (ValueType.INTEGER, ValueType.DECIMAL):
        return _number(one, value, read)
    if one.type is ValueType.BOOLEAN:
        return read.flag(value, one.name)
    if one.type is ValueType.STRINGS:
        return read.strings(value, one.name)
    if one.type is ValueType.STRING:
        return read.text(value, one.name)
    is_moment = isinstance(value, datetime) and value.tzinfo is not None
    is_day = isinstance(value, date) and not isinstance(value, datetime)
    if isinstance(value, date) and (is_day if one.type is ValueType.DATE else is_moment):
        return value
    tip = "2025-01-02" if one.type is ValueType.DATE else "2025-01-02T03:04:05Z"
    raise read.error(f"{one.name} = {value!r} is no {one.type.value}", one.name, tip)


def _number(one: Property, value: object, read: Reader) -> Value:
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    if isinstance(value, int | float) and (is_whole or one.type is ValueType.DECIMAL):
        least, most = one.bounds or (float("-inf"), float("inf"))
        if not isinstance(value, bool) and least <= value <= most:
            return float(value) if one.type is ValueType.DECIMAL else int(value)
    tip = f"a number from {one.bounds[0]:g} to {one.bounds[1]:g}" if one.bounds else "a number"
    raise read.error(f"{one.name} = {value!r} is out of place", one.name, tip)
